"""Whoever keeps a board's papers calls, minutes and makes the pack; a partner reads it. Every page by axe, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import NARROW, WIDE, look
from tests.support.persona import Persona

HERE = "/improvement/boards/"
PAGES = {
    "boards": "",
    "another board": "new/",
    "a board": "{board}/",
    "a member": "{board}/members/new/",
    "its actions": "{board}/actions/",
    "a meeting to call": "{board}/meetings/new/",
    "a meeting held": "meetings/{held}/",
    "a meeting to come": "meetings/{coming}/",
    "who came": "meetings/{held}/attendance/",
    "agenda": "meetings/{coming}/agenda/",
    "an item": "meetings/{coming}/agenda/new/",
    "a decision": "meetings/{held}/decisions/new/",
    "an action": "meetings/{held}/actions/new/",
    "minutes": "meetings/{held}/minutes/",
    "papers": "meetings/{coming}/pack/",
    "a pack": "meetings/{coming}/pack/1/",
    "visits": "visits/",
    "a visit": "visits/{visit}/",
    "its scope": "visits/{visit}/scope/",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A board that met, served with a store of its own."""
    with serving("tests.support.served_boards") as where:
        yield where


def window(
    browser: Browser, served: Site, persona: Persona = Persona.AUDITOR, *, width: int = WIDE, script: bool = True
) -> Page:
    """A page of a window in which somebody has signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(15_000)
    served.sign_in(context, persona)
    return context.new_page()


@pytest.fixture(scope="module")
def looked_at(browser: Browser, served: Site) -> Iterator[Page]:
    """One page for all looks."""
    page = window(browser, served)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_at_either_width(looked_at: Page, served: Site, name: str) -> None:
    looked_at.goto(served / (HERE + PAGES[name]))
    look(looked_at)


def test_a_decision_is_written_on_a_telephone_without_a_script(browser: Browser, served: Site) -> None:
    page = window(browser, served, width=NARROW, script=False)
    page.goto(served / (HERE + "meetings/{held}/"))
    page.get_by_role("link", name="Write a decision down").click()
    page.get_by_label("What was decided?").fill("To ask the parents each quarter.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Why?").fill("Nobody had asked them.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="To ask the parents each quarter.")).to_be_visible()
    page.context.close()


def test_the_agenda_is_ordered_and_a_new_pack_is_made_and_read_by_a_partner(browser: Browser, served: Site) -> None:
    page = window(browser, served)
    page.goto(served / (HERE + "meetings/{coming}/agenda/"))
    page.get_by_role("checkbox", name="Late: See every child.").check()
    page.get_by_role("button", name="Put on the agenda").click()
    page.get_by_role("button", name=re.compile("^Up.*See every child")).click()
    page.goto(served / (HERE + "meetings/{coming}/pack/"))
    page.get_by_label("What changed since the last edition?").fill("What is late was put on the agenda")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Papers for the meeting")).to_be_visible()
    page.context.close()
    partner = window(browser, served, Persona.BOARD_PARTNER)
    partner.goto(served / (HERE + "meetings/{coming}/"))
    partner.get_by_role("link", name="Pack, edition 2").click()
    expect(partner.get_by_text("Late: See every child.").first).to_be_visible()
    with partner.expect_download() as fetched:
        partner.get_by_role("link", name="Download as PDF").click()
    document = pypdfium2.PdfDocument(fetched.value.path())
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "What is late was put on the agenda" in " ".join(said.split())
    expect(partner.get_by_role("link", name="Change the agenda")).to_have_count(0)
    partner.context.close()
