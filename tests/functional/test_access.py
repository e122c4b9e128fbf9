"""Signing in, giving a reason, breaking glass and reviewing it, as each persona would; and axe on each of the pages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import WIDE, look
from tests.support.one_time import code_of
from tests.support.persona import Persona
from tests.support.served import PASSWORD

LOOKED_AT = {
    "sign in": (Persona.PUBLIC, "/sign-in/"),
    "sign in, after the session ended": (Persona.PUBLIC, "/sign-in/?ended=1"),
    "a link used already": (Persona.PUBLIC, "/set-password/1/none/"),
    "not found": (Persona.DIRECTOR, "/no-such-page/"),
    "my account": (Persona.DIRECTOR, "/my-account/"),
    "second factor": (Persona.DIRECTOR, "/my-account/second-factor/"),
    "change password": (Persona.DIRECTOR, "/my-account/password/"),
    "sign out": (Persona.DIRECTOR, "/sign-out/"),
    "reason": (Persona.PRACTITIONER, "/children/{C1}/reason/"),
    "own family": (Persona.PRACTITIONER, "/children/{C1}/own-family/"),
    "break glass": (Persona.PRACTITIONER, "/break-glass/"),
    "restriction": (Persona.DIRECTOR, "/children/{C3}/restriction/"),
    "another record": (Persona.FRONT_DOOR, "/children/{C3}/another-record/"),
    "children": (Persona.DIRECTOR, "/children/"),
    "who looked": (Persona.DIRECTOR, "/children/{C3}/access/"),
    "broken glass": (Persona.DIRECTOR, "/access/broken-glass/"),
    "review": (Persona.DIRECTOR, "/access/broken-glass/1/"),
    "unusual access": (Persona.DIRECTOR, "/access/unusual/"),
    "accounts": (Persona.ADMINISTRATOR, "/accounts/"),
    "not for this role": (Persona.ELECTED_MEMBER, "/children/"),
    "no role": (Persona.WITHOUT_ROLE, "/"),
    "children, a practitioner's": (Persona.PRACTITIONER, "/children/"),
    "overview, an elected member's": (Persona.ELECTED_MEMBER, "/"),
}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """The site, served."""
    with serving() as where:
        yield where


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh window in which nobody has signed in."""
    made = browser.new_context(viewport={"width": WIDE, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


def page_of(window: BrowserContext, served: Site, persona: Persona) -> Page:
    """A page of a window in which the persona has signed in."""
    if persona is not Persona.PUBLIC:
        served.sign_in(window, persona)
    return window.new_page()


def test_somebody_new_signs_in_with_both_factors_and_later_again(window: BrowserContext, served: Site) -> None:
    page = window.new_page()
    page.goto(served / "/children/")
    page.get_by_label("E-mail address").fill("newcomer@avonmere.example")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The e-mail address or the password is wrong.")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator("code").inner_text()
    page.get_by_label("Code from the app").fill(code_of(secret, time.time()))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = page.locator(".sightline-codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What an inspector would find")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill("newcomer@avonmere.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code", exact=True).fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=re.compile("^New Comer"))).to_be_visible()


def test_a_practitioner_gives_a_reason_and_the_childs_manager_reads_it(browser: Browser, served: Site) -> None:
    theirs = browser.new_context()
    page = page_of(theirs, served, Persona.PRACTITIONER)
    page.goto(served / "/children/{C1}/timeline/")
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the reason in a few words")
    page.get_by_label("Why do you need to open this record?").fill("Duty today: the school rang about Ada")
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Example")
    theirs.close()
    managers = browser.new_context()
    page = page_of(managers, served, Persona.TEAM_MANAGER)
    page.goto(served / "/children/?q=Ada")
    page.get_by_role("link", name="Ada Example").click()
    page.get_by_role("link", name="Who looked at it").click()
    row = page.get_by_role("row").filter(has_text="Duty today: the school rang about Ada")
    expect(row).to_contain_text("Pat Worker")
    managers.close()


def test_with_the_keyboard_alone_and_no_javascript_glass_is_broken_and_reviewed(browser: Browser, served: Site) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = page_of(plain, served, Persona.PRACTITIONER)
    page.goto(served / "/no-such-page/")
    page.get_by_role("link", name="break glass").press("Enter")
    page.get_by_label("The child’s number in the record").press_sequentially("C3")
    page.keyboard.press("Tab")
    page.keyboard.type("The child is missing tonight and the police ask for a photograph")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cass Example")
    plain.close()
    reviewing = browser.new_context()
    page = page_of(reviewing, served, Persona.DIRECTOR)
    page.goto(served / "/access/unusual/")
    page.get_by_role("main").get_by_role("link", name="Broken glass").click()
    waiting = page.get_by_role("row").filter(has_text="missing tonight")
    waiting.get_by_role("link", name=re.compile("^Review")).click()
    page.get_by_label("What did you find?").fill("Right to open it: the child was found that night")
    page.get_by_role("button", name="Keep the review").click()
    expect(page.get_by_role("row").filter(has_text="found that night")).to_contain_text("Dee Director")
    reviewing.close()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(window: BrowserContext, served: Site, name: str) -> None:
    persona, address = LOOKED_AT[name]
    page = page_of(window, served, persona)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto(served / address)
    look(page)
    assert complaints == []
