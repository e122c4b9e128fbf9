"""Journeys through the site in a real browser, by role and label, as each persona would make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.support import site
from tests.support.browser import Site, serving
from tests.support.pages import PAGES
from tests.support.persona import Persona

WIDE, NARROW = 1280, 360


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """The site, served."""
    with serving() as where:
        yield where


@pytest.fixture
def context(browser: Browser, served: Site) -> Iterator[BrowserContext]:
    """The director's window; it notes each request beyond this machine and each complaint, and fails on any."""
    made = browser.new_context(viewport={"width": WIDE, "height": 900})
    made.set_default_timeout(10_000)
    served.sign_in(made, Persona.DIRECTOR)
    strayed: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            strayed.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    made.on("request", asked)
    made.on("console", said)
    yield made
    made.close()
    assert strayed == []
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that window."""
    return context.new_page()


def test_a_director_goes_from_the_grade_to_one_childs_timeline(page: Page, served: Site) -> None:
    page.goto(served / "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What an inspector would find")
    expect(page.get_by_text("Inadequate").first).to_be_visible()
    page.get_by_role("link", name="Children who need help and protection").click()
    expect(page.get_by_role("heading", name="Why")).to_be_visible()
    page.get_by_role("link", name="Children not seen").click()
    expect(page.get_by_text("Serious").first).to_be_visible()
    page.get_by_role("link", name="No child with an open case goes six months").click()
    expect(page.get_by_role("img", name="How many stood overdue at each month's end")).to_be_visible()
    expect(page.get_by_text("How sure we are of that")).to_be_visible()
    page.get_by_role("link", name="See the children behind it").click()
    expect(page.get_by_role("row")).to_have_count(51)
    page.get_by_role("link", name="Ada Example").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Example")
    expect(page.get_by_role("heading", name="Overdue now")).to_be_visible()
    expect(page.get_by_text("Holds a management post")).to_be_visible()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Duties to Ada Example"))).to_be_visible()


def test_a_manager_finds_which_children_whose_team_since_when(page: Page, served: Site) -> None:
    page.goto(served / "/")
    page.get_by_role("link", name="Teams", exact=True).click()
    page.get_by_role("link", name="0-25 Team").click()
    expect(page.get_by_role("heading", name="What stands against it")).to_be_visible()
    page.get_by_role("link", name=re.compile("as a list to filter")).click()
    page.get_by_label("Gravest harm at risk").select_option(label="Safety")
    page.get_by_label("Sort by").select_option(label="Longest overdue first")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"team=T1.*harm=safety.*sort=longest"))
    expect(page.get_by_role("status").filter(has_text=f"of {site.OTHERS + 2}")).to_be_visible()
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile(r"team=T1.*page=2"))
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile(f"Download all {site.OTHERS + 2} as CSV")).click()
    assert downloading.value.suggested_filename == "children.csv"


def test_anyone_can_do_it_with_the_keyboard_alone(page: Page, served: Site) -> None:
    page.goto(served / "/findings/children/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="today’s list of children")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Key or name")).to_be_focused()
    page.keyboard.type("ada")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    link = page.get_by_role("link", name="Ada Example")
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("each => each === document.activeElement"):
            break
    expect(link).to_be_focused()
    outline = link.evaluate("each => getComputedStyle(each).backgroundColor")
    assert outline == "rgb(255, 221, 0)"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Example")


def test_the_menu_opens_on_a_telephone(page: Page, served: Site) -> None:
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(served / "/")
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.click()
    page.get_by_role("link", name="Data quality").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Can these records be relied on?")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_scrolls_sideways(page: Page, served: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name, address in PAGES.items():
        page.goto(served / address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_works_without_javascript(browser: Browser, served: Site, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    served.sign_in(context, Persona.DIRECTOR)
    page = context.new_page()
    page.goto(served / "/")
    page.get_by_role("link", name="Standards", exact=True).click()
    page.get_by_label("Words in a standard, or its code").fill("child-seen-6m")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="No child with an open case goes six months").click()
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("table", name="By month")).to_be_visible()
    page.get_by_role("link", name="See the children behind it").click()
    expect(page.get_by_role("link", name="Ada Example")).to_be_visible()
    context.close()


def test_what_is_invented_is_said_to_be_on_every_page(page: Page, served: Site) -> None:
    for address in PAGES.values():
        page.goto(served / address)
        rests_on = page.get_by_role("region", name="What this page rests on")
        expect(rests_on).to_contain_text("Invented data")
        expect(rests_on).to_contain_text("As at 14 November 2016")


def test_an_awkward_key_is_found_and_opened(page: Page, served: Site) -> None:
    page.goto(served / "/findings/children/?q=HYPERLINK")
    page.get_by_role("link", name=site.FORMULA).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(site.FORMULA)
    page.get_by_role("link", name="Assessment <b>One</b>").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment <b>One</b>")
