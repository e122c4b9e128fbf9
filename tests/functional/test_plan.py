"""The director and the principal social worker keep the improvement plan in a browser, and the board reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import NARROW, WIDE, look, window
from tests.support.persona import Persona

PAGES = {
    "what needs attention": "/improvement/",
    "the list": "/improvement/recommendations/",
    "to print": "/improvement/recommendations/to-print/",
    "a recommendation": "/improvement/recommendations/{late}/",
    "one closed over its measure": "/improvement/recommendations/{over}/",
    "added by hand": "/improvement/recommendations/new/",
    "an action": "/improvement/recommendations/{late}/actions/new/",
    "evidence": "/improvement/recommendations/{late}/evidence/new/",
    "closing": "/improvement/recommendations/{late}/close/",
    "signing": "/improvement/recommendations/{late}/close-over-measure/",
    "what was asked for before": "/improvement/repetitions/",
    "a pair": "/improvement/repetitions/{first}/{complaint}/",
    "a report to take in": "/improvement/take-in/",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A plan, served with a store of its own."""
    with serving("tests.support.served_plan") as where:
        yield where


@pytest.fixture(scope="module")
def looked_at(browser: Browser, served: Site) -> Iterator[Page]:
    """One page for all looks."""
    page = window(browser, served, Persona.DIRECTOR, WIDE)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_at_either_width(looked_at: Page, served: Site, name: str) -> None:
    looked_at.goto(served / PAGES[name])
    look(looked_at)


def test_an_action_is_planned_done_and_shown_on_a_telephone_without_a_script(browser: Browser, served: Site) -> None:
    page = window(browser, served, Persona.AUDITOR, NARROW, script=False)
    page.goto(served / "/improvement/recommendations/{complaint}/")
    page.get_by_role("link", name="Plan an action").click()
    page.get_by_role("button", name="Plan it").click()
    for lack in ("Not specific", "Not measurable", "Not owned", "Not dated"):
        expect(page.get_by_role("alert").get_by_text(lack)).to_be_visible()
    page.get_by_label("What will be done?").fill("Ring each parent on the duty list every Monday.")
    page.get_by_label("What will show that it worked?").fill("No parent waits more than a day, counted each week.")
    page.get_by_label("Who answers for it?").select_option(index=1)
    page.get_by_label("By when will it be done?").fill("2017-01-31")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("alert").get_by_text("due after the recommendation itself")).to_be_visible()
    page.get_by_role("checkbox", name="File it as it stands").check()
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("link", name=re.compile("^Say that it is done")).click()
    page.get_by_label("What was done?").fill("Every parent on the list was rung.")
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.get_by_role("heading", name="Actions: 1 of 1 done")).to_be_visible()
    page.get_by_role("link", name="Attach evidence").click()
    page.get_by_label("What does it show?").fill("The list of last week, with nobody waiting.")
    content = b"Rung: 9 of 9."
    page.get_by_label("A file").set_input_files({"name": "list.txt", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Attach it").click()
    page.context.close()

    page = window(browser, served, Persona.BOARD_PARTNER, WIDE)
    page.goto(served / "/improvement/recommendations/{complaint}/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download the TXT")).click()
    assert Path(download.value.path()).read_bytes() == content
    page.context.close()


def test_what_its_measure_does_not_let_be_closed_the_director_signs_for_and_the_board_reads(
    browser: Browser, served: Site
) -> None:
    page = window(browser, served, Persona.DIRECTOR, WIDE)
    page.goto(served / "/improvement/")
    page.get_by_role("link", name="Late", exact=True).click()
    page.get_by_role("link", name=re.compile("^Return home interviews")).click()
    expect(page.get_by_role("link", name="Close it as met")).to_have_count(0)
    page.get_by_role("link", name="Why its measure does not let it be closed").click()
    expect(page.get_by_text("Its measure does not let it be closed.")).to_be_visible()
    expect(page.get_by_role("button", name="Close it as met")).to_have_count(0)
    page.get_by_role("link", name="Close it over its measure").click()
    why = "Two teams kept their visits on paper for six weeks. I have read the paper, and the children were seen."
    page.get_by_label("Why is it closed although its measure says otherwise?").fill(why)
    page.get_by_role("checkbox", name=re.compile("sign this")).check()
    page.get_by_role("button", name="Sign, and close it").click()
    page.get_by_role("link", name="Open it again").click()
    page.get_by_label("Why is it opened again?").fill("The paper was of another month.")
    page.get_by_role("button", name="Open it again").click()
    page.context.close()

    page = window(browser, served, Persona.BOARD_PARTNER, NARROW)
    page.goto(served / "/improvement/recommendations/?watch=over")
    page.get_by_role("link", name=re.compile("^Return home interviews")).click()
    expect(page.get_by_text("This is shown for ever.")).to_be_visible()
    expect(page.get_by_text(why).first).to_be_visible()
    page.context.close()
