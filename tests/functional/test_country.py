"""An elected member asks how their council stands among others, and how far a mock inspection is to be trusted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import look
from tests.support.persona import Persona

WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def where() -> Iterator[Site]:
    """The small invented record, served."""
    with serving() as site:
        yield site


@pytest.fixture
def page(browser: Browser, where: Site) -> Iterator[Page]:
    """A window of the elected member's, without JavaScript but axe's."""
    context = browser.new_context()
    where.sign_in(context, Persona.ELECTED_MEMBER)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_chooses_a_council_reads_its_questions_and_its_history(page: Page, where: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(where / "/inspection/country/")
    expect(page.get_by_role("heading", level=1)).to_have_text("South Gloucestershire beside its neighbours")
    page.get_by_label("Authority", exact=True).select_option(label="Kent")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kent beside its neighbours")
    expect(page.get_by_role("heading", name="Questions to ask")).to_be_visible()
    page.get_by_text("Child protection: ").click()
    expect(page.get_by_role("cell", name="Within").first).to_be_visible()
    page.get_by_role("navigation", name="Published figures").get_by_role("link", name="Every inspection").click()
    page.get_by_label("Name of an authority").fill("South Gloucestershire")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("1 to 4 of 4")
    page.get_by_role("rowheader", name="South Gloucestershire").first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("South Gloucestershire beside its neighbours")


def test_a_member_asks_what_more_audits_would_buy(page: Page, where: Site) -> None:
    page.goto(where / "/inspection/how-good/")
    page.get_by_label("Files audited", exact=True).select_option("132")
    page.get_by_label("Strength of the failing").select_option("0.5")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("With 132 files, at half strength.")).to_be_visible()
    expect(page.get_by_role("img", name="How often audits alone named a failing")).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/inspection/country/", "/inspection/country/inspections/", "/inspection/how-good/"]
)
def test_axe_finds_nothing_at_either_width_and_nothing_is_cut_off(page: Page, where: Site, address: str) -> None:
    page.goto(where / address)
    look(page)
