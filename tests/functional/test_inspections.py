"""Recording a real inspection as the principal social worker would: a published report read, confirmed, followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CASE = Path(__file__).parent.parent / "samples" / "ofsted" / "2017-02-13-south-gloucestershire.pdf"
WIDE, NARROW = 1280, 360


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """The small council, served with a store of its own."""
    with serving() as where:
        yield where


def window_of(browser: Browser, served: Site, persona: Persona, *, width: int = WIDE, script: bool = True) -> Page:
    """A page of a window in which the persona has signed in."""
    window = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    window.set_default_timeout(20_000)
    served.sign_in(window, persona)
    return window.new_page()


def check(page: Page) -> None:
    """The page passes axe and keeps to its width."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not a script tag, which the policy of the site refuses
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def recorded(browser: Browser, served: Site) -> str:
    """The published report of the case, recorded without a script: the address of its page."""
    page = window_of(browser, served, Persona.AUDITOR, script=False)
    page.goto(served / "/inspection/real/")
    page.get_by_role("link", name="Read a report").click()
    page.get_by_label("The report, as a PDF").set_input_files(CASE)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm what was read")
    page.get_by_role("button", name="Record this inspection").click()
    expect(page.get_by_role("alert")).to_contain_text("Authority: read it on page 1 and tick it, or change it")
    page.wait_for_load_state()  # the alert comes first, the last of what is to be ticked with the end of the page
    page.get_by_label("I have read this on page 1: Lead inspector")
    for tick in page.locator("input[name^=ok_]").all():
        tick.check()
    for keep in page.get_by_role("radio", name="Yes: record it").all():
        keep.check()
    page.get_by_role("button", name="Record this inspection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inspection of South Gloucestershire, 21 November 2016")
    address = page.url.removeprefix(served.address)
    page.context.close()
    return address


def test_a_published_report_becomes_record_only_when_a_person_confirmed_it(
    browser: Browser, served: Site, recorded: str
) -> None:
    page = window_of(browser, served, Persona.ELECTED_MEMBER)
    page.goto(served / recorded)
    expect(page.get_by_role("heading", name=re.compile("31 of 31 open"))).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("25 May 2017"))).to_be_visible()
    expect(page.get_by_role("link", name="Put it right")).to_have_count(0)
    page.context.close()


def test_what_is_typed_beside_a_page_is_there_again_after_the_window_is_lost(browser: Browser, served: Site) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(served / "/inspection/real/new/")
    page.get_by_label("Authority").fill("Avonmere")
    asked = page.get_by_label("Another, 1")
    with page.expect_response(lambda kept: "return+home+interviews" in (kept.request.post_data or "")):
        asked.fill("The timeliness of return home interviews.")
        asked.blur()
    expect(page.get_by_text(re.compile("Saved for later at"))).to_be_visible()
    page.goto("about:blank")
    page.goto(served / "/inspection/real/new/")
    expect(page.get_by_text(re.compile("These are your words from"))).to_be_visible()
    expect(page.get_by_label("Another, 1")).to_have_value("The timeliness of return home interviews.")
    page.get_by_role("button", name="Throw away what I typed").click()
    expect(page.get_by_label("Another, 1")).to_have_value("")
    page.context.close()


def test_an_inspectors_account_is_opened_with_the_keyboard_alone(browser: Browser, served: Site, recorded: str) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(served / recorded)
    page.get_by_role("link", name="Open an inspector’s account").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open an inspector’s account")
    page.get_by_label("Name").focus()
    page.keyboard.type("Ivy Inspector")
    page.keyboard.press("Tab")
    page.keyboard.type("ivy@ofsted.example")
    page.get_by_role("radio", name="Only the files they are given").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="6. Children in need").focus()
    page.keyboard.press("Space")
    page.get_by_label("What is it opened for?").focus()
    page.keyboard.type("The inspection of November")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A link for Ivy Inspector")
    check(page)
    page.get_by_role("link", name="What they may see, and what they opened").click()
    expect(page.get_by_text("6. Children in need").first).to_be_visible()
    check(page)
    page.context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_passes_axe_and_keeps_to_its_width(
    browser: Browser, served: Site, recorded: str, width: int
) -> None:
    page = window_of(browser, served, Persona.AUDITOR, width=width)
    for address in (
        "/inspection/real/",
        recorded,
        f"{recorded}correct/",
        f"{recorded}steps/action-plan/",
        f"{recorded}inspectors/new/",
        "/inspection/real/new/",
        "/inspection/real/recommendations/1/",
        "/inspection/reports/new/",
        "/inspection/inspectors/",
        "/inspection/my-scope/",
    ):
        page.goto(served / address)
        check(page)
    page.goto(served / "/inspection/reports/new/")
    page.get_by_label("The report, as a PDF").set_input_files(CASE.with_name("2024-01-12-derbyshire.pdf"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm what was read")
    check(page)
    page.get_by_role("button", name="Record this inspection").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    page.context.close()
