"""A journalist reads what the council published and takes the files; every page of it by axe, at two widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site
from tests.support.persona import Persona

AXE = Path(__file__).parent.parent / "fixtures" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
PAGES = (
    (Persona.PUBLIC, "/published/"),
    (Persona.PUBLIC, "/published/2016-09-30/2/"),
    (Persona.PUBLIC, "/published/2016-09-30/1/"),
    (Persona.PUBLIC, "/published/api/"),
    (Persona.ELECTED_MEMBER, "/scrutiny/"),
    (Persona.ELECTED_MEMBER, "/scrutiny/figures/no-worker/"),
    (Persona.ELECTED_MEMBER, "/scrutiny/publications/"),
    (Persona.ANALYST, "/scrutiny/publications/new/"),
    (Persona.ANALYST, "/scrutiny/publications/{edition}/"),
)


@pytest.fixture
def served(scrutiny_site: Site) -> Site:
    """Two editions of a quarter."""
    return scrutiny_site


def window(browser: Browser, served: Site, persona: Persona, width: int, *, script: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(60_000)
    if persona is not Persona.PUBLIC:
        served.sign_in(context, persona)
    return context.new_page()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_journalist_reads_the_newest_edition_and_takes_its_figures(
    browser: Browser, served: Site, width: int
) -> None:
    page = window(browser, served, Persona.PUBLIC, width, script=False)
    page.goto(served / "/published/")
    page.get_by_role("link", name="Edition 1 of July to September 2016").press("Enter")
    expect(page.get_by_text("This edition was corrected.")).to_be_visible()
    page.get_by_role("link", name="Read edition 2").press("Enter")
    expect(page.get_by_text("The first edition counted the wrong day.")).to_be_visible()
    expect(page.get_by_role("table", name="Children by need and age")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert text.startswith("table,title,by_1")
    assert "[c]" in text
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_each_page_passes_axe_and_fits(browser: Browser, served: Site, width: int) -> None:
    said: dict[str, object] = {}
    for persona, path in PAGES:
        page = window(browser, served, persona, width)
        page.goto(served / path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        wrong = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        if wrong or not fits:
            said[path] = wrong or "wider than the window"
        page.context.close()
    assert said == {}
