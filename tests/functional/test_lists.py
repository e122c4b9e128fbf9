"""An analyst looks through the child-level lists, takes them away, and holds a workbook against the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sightline.findings.listing import PAGE_SIZE
from sightline.sources import annex_a
from tests.support import site
from tests.support.browser import Site, serving
from tests.support.looking import look
from tests.support.persona import Persona
from tests.support.workbooks import names, write_book

WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def where() -> Iterator[Site]:
    """The small invented record, served."""
    with serving() as served:
        yield served


@pytest.fixture
def page(browser: Browser, where: Site) -> Iterator[Page]:
    """A window of the analyst's, without JavaScript but axe's."""
    context = browser.new_context()
    where.sign_in(context, Persona.ANALYST)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of one list: a child of the record, one nobody knows, and a day that is none."""
    row = ["K00", "a) Male", "", "01/04/2008", 8, "", "03/02/2014"]
    rows = [[*row, *[""] * 7], ["Z99", *row[1:], *[""] * 7], ["K01", *row[1:6], "soon", *[""] * 7]]
    return write_book(tmp_path_factory.mktemp("own") / "own.xlsx", {"List_6": [names(6), *rows]})


def no_violations(page: Page) -> None:
    """Axe finds nothing at either width, and nothing is cut off."""
    look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_analyst_looks_through_the_lists_and_takes_them_away(page: Page, where: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(where / "/inspection/lists/")
    page.get_by_label("As at").fill(site.AS_AT.isoformat())
    page.get_by_role("button", name="Show that day").press("Enter")
    expect(page.get_by_text("As at 14 November 2016, as it was known ")).to_be_visible()
    no_violations(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("link", name="6. Children in need").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("List 6: Children in need")
    no_violations(page)
    page.get_by_role("link", name="Child-level lists").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    assert download.value.suggested_filename == "annex-a-2016-11-14.xlsx"
    children = annex_a.read_workbook(download.value.path()).lists.people()
    assert {site.UNSEEN, "K00"} <= set(children)


def test_an_analyst_holds_a_workbook_against_the_record(page: Page, where: Site, own: Path, tmp_path: Path) -> None:
    page.goto(where / f"/inspection/lists/?as_at={site.AS_AT}")
    page.get_by_role("link", name="hold your own workbook against the record").click()
    no_violations(page)
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_text("Child Unique ID,Gender\n")
    page.get_by_label("Your own Annex A workbook").set_input_files(wrong)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text("The workbook is not a workbook, whatever it is called")
    no_violations(page)
    page.get_by_label("Your own Annex A workbook").set_input_files(own)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="In the workbook only: 1 row")).to_be_visible()
    expect(page.get_by_text("1 not found on the record.")).to_be_visible()
    expect(page.get_by_role("cell", name="CIN Start Date")).to_be_visible()
    no_violations(page)
    page.get_by_role("link", name="Ada Example").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Example")


def test_on_paper_a_list_is_its_table_and_neither_menus_nor_filters(page: Page, where: Site) -> None:
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto(where / "/children/")
    aside = (".govuk-service-navigation", ".sightline-filters", ".sightline-count a", ".govuk-pagination")
    for css in aside:
        expect(page.locator(css).first).to_be_visible()
    page.emulate_media(media="print")
    for css in aside:
        expect(page.locator(css).first).to_be_hidden()
    expect(page.get_by_role("columnheader").first).to_be_visible()
    rows = page.locator("main tbody tr")
    assert rows.count() == PAGE_SIZE
    for row in (rows.first, rows.last):
        expect(row).to_be_visible()
    clipped = page.evaluate(
        "[...document.querySelectorAll('main table, main table *')].concat(document.querySelector('main'))"
        ".filter(each => ['hidden', 'clip', 'auto', 'scroll'].includes(getComputedStyle(each).overflowY)"
        " && each.scrollHeight > each.clientHeight + 1 && !each.className.includes('hidden')).length"
    )
    assert clipped == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
