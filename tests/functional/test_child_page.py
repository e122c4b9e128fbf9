"""A child's page in a browser: axe at two widths, by keyboard alone, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import look
from tests.support.persona import Persona

PAGES = {
    "held by a manager": "/children/{C1}/",
    "everything": "/children/{awkward}/?show=all",
    "in care and unallocated": "/children/{C3}/",
    "dates missing": "/children/{C4}/",
    "named in markup": "/children/{C5}/",
    "on a day gone by": "/children/{C1}/?as-at=2015-06-01",
    "a day that is none": "/children/{C1}/?on=yesterday",
    "as known before anything was": "/children/{C1}/?known=2010-06-01",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """The small record in a ledger, served with a store of its own."""
    with serving("tests.support.served_child") as where:
        yield where


@pytest.fixture
def page(browser: Browser, served: Site) -> Iterator[Page]:
    """A window in which the director has signed in."""
    context = browser.new_context()
    served.sign_in(context, Persona.DIRECTOR)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(page: Page, served: Site, name: str) -> None:
    page.goto(served / PAGES[name])
    look(page)


def test_the_parts_come_in_the_order_in_which_they_are_wanted(page: Page, served: Site) -> None:
    page.goto(served / PAGES["held by a manager"])
    headings = page.locator("main h2").all_inner_texts()
    assert headings == [
        "What Ada says",
        "Who and where",
        "Who is responsible",
        "How things stand",
        "What is due",
        "What happened",
        "Family and household on 14 November 2016",
        "Documents",
        "Everyone involved",
        "About this record",
    ]


def test_whoever_has_a_keyboard_alone_reaches_everything_and_looks_back(page: Page, served: Site) -> None:
    page.goto(served / PAGES["held by a manager"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
        if reached[-1] == "What happened":
            page.keyboard.press("Enter")
            break
    assert page.url.endswith("#chronology")
    assert "Identifiers" in reached
    page.get_by_label("As it stood on").focus()
    page.get_by_label("As it stood on").fill("2015-06-01")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Looking back")).to_contain_text("As at 1 June 2015")
    page.get_by_role("link", name="Show the record as it is today").press("Enter")
    expect(page.get_by_role("region", name="Looking back")).to_have_count(0)


def test_it_works_without_javascript(browser: Browser, served: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    served.sign_in(context, Persona.DIRECTOR)
    page = context.new_page()
    page.goto(served / PAGES["held by a manager"])
    page.get_by_role("link", name="Everything").click()
    expect(page.get_by_role("link", name="Only what is significant")).to_be_visible()
    page.get_by_label("Family and household on another day").fill("2015-06-01")
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_role("heading", name="Family and household on 1 June 2015")).to_be_visible()
    expect(page.get_by_role("link", name="Only what is significant")).to_be_visible()
    context.close()


def test_on_paper_there_are_no_addresses_forms_or_menus(page: Page, served: Site) -> None:
    page.goto(served / PAGES["held by a manager"])
    page.emulate_media(media="print")
    for css in (".sightline-contents", ".sightline-back-form", ".sightline-acts", ".govuk-service-navigation"):
        expect(page.locator(css).first).to_be_hidden()
    shown = page.evaluate(
        "[...document.querySelectorAll('main a')]"
        ".map(link => getComputedStyle(link, '::after').content).filter(words => words.includes('/'))"
    )
    assert shown == []
    columns = page.evaluate("getComputedStyle(document.querySelector('.sightline-halves')).display")
    assert columns == "block"
