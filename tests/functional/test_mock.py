"""Setting a mock inspection up in an afternoon, as the principal social worker would: to a sample drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 360
FREEZING_TAKES = 60_000  # milliseconds at most, on a machine with other work


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A small council, served with a store of its own."""
    with serving("tests.support.served_mock") as where:
        yield where


def window_of(browser: Browser, served: Site, persona: Persona, *, width: int = WIDE, script: bool = True) -> Page:
    """A page of a window in which the persona has signed in."""
    window = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    window.set_default_timeout(15_000)
    served.sign_in(window, persona)
    return window.new_page()


@pytest.fixture(scope="module")
def begun(browser: Browser, served: Site) -> str:
    """The address of a mock inspection set up by its pages, without a script, at a telephone's width."""
    page = window_of(browser, served, Persona.AUDITOR, width=NARROW, script=False)
    page.goto(served / "/inspection/")
    page.get_by_role("button", name="Begin a mock inspection").click()
    page.get_by_role("radio", name="Single Inspection Framework: Single inspection, four weeks").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What is it called?").fill("Mock inspection, autumn 2016")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence why it is done")
    page.get_by_label("Why is it done?").fill("To know before we are told.")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Mock inspection, autumn 2016")).to_be_visible()
    found = page.url
    page.get_by_role("link", name="Who takes part").click()
    page.get_by_label("Who?").select_option(label="Dee Director")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("rowheader", name="Dee Director")).to_be_visible()
    page.goto(found)
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("button", name="Freeze the evidence").click(timeout=FREEZING_TAKES)
    expect(page.get_by_text("it does not change when the record does")).to_be_visible(timeout=FREEZING_TAKES)
    page.goto(found)
    page.get_by_role("link", name="Sample", exact=False).first.click()
    page.get_by_role("button", name="Draw the sample").click()
    page.get_by_label("Children in need, for risk").fill("3")
    page.get_by_label("Why these files, and why so many?").fill("Three days of two people.")
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    page.context.close()
    return found


def test_it_is_set_up_without_a_script_on_a_telephone(browser: Browser, served: Site, begun: str) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(begun)
    expect(page.get_by_text("2 of 9 steps done.")).to_be_visible()
    page.get_by_role("link", name="Sample", exact=False).first.click()
    expect(page.get_by_text("Not met for", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Draw it again and compare").click()
    expect(page.get_by_text("The same", exact=True)).to_be_visible()
    page.context.close()


def test_its_steps_are_walked_with_the_keyboard(browser: Browser, served: Site, begun: str) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(begun)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    for link in ("Scope and dates, step 1", "Evidence, step 1", "Sample, step 3", "What it costs in hours"):
        assert link in reached
    page.context.close()


def test_in_print_the_steps_stand_without_the_ways_about_the_site(browser: Browser, served: Site, begun: str) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(begun)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="3. Sample")).to_be_visible()
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    page.context.close()


def test_a_child_is_left_out_and_the_list_says_why(browser: Browser, served: Site, begun: str) -> None:
    page = window_of(browser, served, Persona.AUDITOR)
    page.goto(f"{begun}sample/")
    page.get_by_role("link", name="Leave out file 1", exact=True).click()
    page.get_by_label("Why?").fill("The family moved to another council.")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("The family moved to another council.")).to_be_visible()
    page.context.close()


def test_who_reaches_no_child_of_it_sees_how_it_was_drawn_and_nobody(
    browser: Browser, served: Site, begun: str
) -> None:
    page = window_of(browser, served, Persona.REVIEWING_OFFICER)
    page.goto(f"{begun}sample/")
    expect(page.get_by_text("Beyond your reach").first).to_be_visible()
    assert "Example" not in page.content()
    page.context.close()


def test_an_elected_member_finds_no_mock_inspection(browser: Browser, served: Site, begun: str) -> None:
    page = window_of(browser, served, Persona.ELECTED_MEMBER)
    answer = page.goto(begun)
    assert answer is not None
    assert answer.status == 403
    page.goto(served / "/inspection/")
    expect(page.get_by_role("heading", name="What is here")).to_be_visible()
    assert "autumn 2016" not in page.content()
    page.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "scope/",
        "people/",
        "evidence/",
        "sample/",
        "sample/draw/",
        "sample/how-many/",
        "sample/again/",
        "hours/",
        "close/",
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    browser: Browser, served: Site, begun: str, path: str
) -> None:
    looks_right(window_of(browser, served, Persona.AUDITOR), begun + path)


@pytest.mark.parametrize(
    "path",
    [
        "/inspection/",
        "/inspection/mock/",
        "/inspection/mock/new/",
        "/inspection/frameworks/",
        "/inspection/frameworks/jtai/",
    ],
)
def test_axe_finds_nothing_in_the_room(browser: Browser, served: Site, path: str) -> None:
    looks_right(window_of(browser, served, Persona.AUDITOR), served / path)


def looks_right(page: Page, address: str) -> None:
    """Axe finds nothing at either width, and nothing is wider than the page."""
    page.goto(address)
    page.evaluate(AXE.read_text("utf-8"))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert [each["id"] for each in result["violations"]] == [], f"{width} wide"
        assert "document-title" in {each["id"] for each in result["passes"]}  # it did look
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
