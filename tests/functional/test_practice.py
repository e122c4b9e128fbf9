"""Practice in a browser: a weakness taken up, audited again and closed; a note sent and read; training said and met."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Site, serving
from tests.support.looking import NARROW, look, window
from tests.support.persona import Persona

HERE = "/improvement/practice/"
PAGES = {
    "practice": "",
    "themes": "themes/",
    "a theme": "themes/plans/",
    "the programme": "audits/",
    "an audit": "audits/{audit}/",
    "planning one": "audits/new/",
    "loops": "loops/",
    "a loop": "loops/{loop}/",
    "taking one up": "loops/new/",
    "setting one aside": "loops/{loop}/set-aside/",
    "training": "training/",
    "what is suggested": "training/suggested/",
    "courses": "training/courses/",
    "screenings": "training/screenings/",
    "supervision": "training/supervision/",
    "a need": "training/{need}/",
    "saying one": "training/new/",
    "what was learned": "learning/told/",
    "publishing it": "learning/new/",
    "a note": "learning/{note}/",
}
OF_AN_AUDITOR = {"files to read": "files/", "a file": "audits/{audit}/files/1/"}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    """A year of practice, served with a store of its own."""
    with serving("tests.support.served_improvement") as where:
        yield where


@pytest.fixture(scope="module")
def leads(browser: Browser, served: Site) -> Iterator[Page]:
    """Whoever leads practice, for all looks."""
    page = window(browser, served, Persona.AUDITOR)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def audits(browser: Browser, served: Site) -> Iterator[Page]:
    """Whoever was given files, for all looks."""
    page = window(browser, served, Persona.REVIEWING_OFFICER)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_for_who_leads(leads: Page, served: Site, name: str) -> None:
    answer = leads.goto(served / (HERE + PAGES[name]))
    assert answer is not None
    assert answer.status == 200
    look(leads)


@pytest.mark.parametrize("name", OF_AN_AUDITOR)
def test_axe_finds_nothing_and_nothing_overflows_for_an_auditor(audits: Page, served: Site, name: str) -> None:
    answer = audits.goto(served / (HERE + OF_AN_AUDITOR[name]))
    assert answer is not None
    assert answer.status == 200
    look(audits)


def test_a_weakness_is_taken_up_from_its_theme_without_a_script(browser: Browser, served: Site) -> None:
    page = window(browser, served, Persona.AUDITOR, width=NARROW, script=False)
    page.goto(served / (HERE + "loops/"))
    page.get_by_role("link", name="Take up a weakness").click()
    page.get_by_role("button").filter(has_text=re.compile("ake")).last.click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a theme")
    page.get_by_label("Which weakness?").select_option("voice")
    page.get_by_label("Where?").select_option(label="0-25 Team")
    page.get_by_label("What is weak, and what would good look like?").fill("Nobody writes down what the child said.")
    page.get_by_label(re.compile("^Count actions of the council")).fill("2016-03-01")
    page.get_by_label("What share of files is to be good?").fill("80")
    page.get_by_label("How many files must the re-audit read?").fill("10")
    page.get_by_role("button").filter(has_text=re.compile("ake")).last.click()
    expect(page.get_by_text("Nothing done about it yet")).to_be_visible()
    page.get_by_role("link", name="the improvement plan").click()
    expect(page.get_by_role("heading", name=re.compile("Nobody writes down what the child said"))).to_be_visible()
    page.context.close()


def test_a_re_audit_by_another_closes_a_loop_and_nobody_by_saying_so(browser: Browser, served: Site) -> None:
    lead = window(browser, served, Persona.AUDITOR)
    lead.goto(served / (HERE + "loops/{loop}/"))
    expect(lead.get_by_text("Acted on: waits for a re-audit")).to_be_visible()
    expect(lead.get_by_role("button", name=re.compile("lose"))).to_have_count(0)
    lead.get_by_role("link", name="Plan a re-audit").click()
    lead.get_by_role("group", name="How is it audited?").get_by_role("radio", name=re.compile("^Here")).check()
    lead.get_by_label("Who audits?").select_option(label="Rae Reviewer")
    lead.get_by_label("How many files?").fill("9")
    lead.get_by_label("From which day?").fill("2016-10-03")
    lead.get_by_label("By which day?").fill("2016-11-14")
    lead.locator("main form button").last.click()
    expect(lead.get_by_role("alert")).to_contain_text("at least 10 files")
    lead.get_by_label("How many files?").fill("10")
    lead.locator("main form button").last.click()
    lead.get_by_role("button", name="Draw the files by lot").click()
    expect(lead.get_by_text(re.compile("10 of [0-9]+ files by lot"))).to_be_visible()

    reader = window(browser, served, Persona.REVIEWING_OFFICER, width=NARROW, script=False)
    reader.goto(served / (HERE + "files/"))
    rows = reader.get_by_role("row").filter(has_text="Plan quality")
    expect(rows).to_have_count(10)
    for place in range(10):  # saving leads back to the list
        rows.nth(place).get_by_role("link").click()
        reader.get_by_role("radio", name=re.compile("^Sound" if place < 8 else "^Weak")).check()
        reader.get_by_label("What on the file shows it?").fill("The plan says what must change, and by when.")
        reader.get_by_role("button", name="Save what the file shows").click()
    reader.context.close()

    lead.goto(served / (HERE + "loops/{loop}/"))
    expect(lead.get_by_text("Closed by re-audit")).to_be_visible()
    expect(lead.get_by_text("The interval still reaches below the aim", exact=False)).to_be_visible()
    look(lead)
    lead.context.close()


def test_a_note_is_sent_read_with_the_keyboard_and_known_to_be(browser: Browser, served: Site) -> None:
    lead = window(browser, served, Persona.AUDITOR, script=False)
    lead.goto(served / (HERE + "learning/told/"))
    lead.get_by_role("link", name="Publish what was learned").click()
    lead.get_by_label("Title").fill("What a plan says")
    lead.get_by_label("What was learned, and what to do differently?").fill(
        "Kit3 Example’s plan drifted for a year, and nobody in the team or above it noticed."
    )
    lead.get_by_role("group", name="Learned from what?").get_by_role("radio").first.check()
    lead.get_by_role("group", name="For which roles?").get_by_role(
        "checkbox", name=re.compile("^Social worker")
    ).check()
    lead.get_by_label("To be read by which day?").fill("2016-12-01")
    lead.locator("main form button").last.click()
    expect(lead.get_by_role("alert")).to_contain_text("names no child")
    lead.get_by_label("What was learned, and what to do differently?").fill(
        "A plan that moves says what must be different, by when, and who does it. Read it aloud to the family."
    )
    lead.locator("main form button").last.click()

    worker = window(browser, served, Persona.PRACTITIONER)
    worker.goto(served / (HERE + "learning/"))
    note = worker.get_by_role("link", name="What a plan says")
    note.focus()
    worker.keyboard.press("Enter")
    button = worker.get_by_role("button", name="I have read this")
    button.focus()
    worker.keyboard.press("Enter")
    expect(button).to_have_count(0)
    worker.goto(served / (HERE + "learning/"))
    expect(worker.get_by_role("heading", name="Read", exact=True)).to_be_visible()
    look(worker)
    worker.context.close()

    lead.goto(served / (HERE + "learning/told/"))
    told = lead.get_by_role("listitem").filter(has_text="What a plan says")
    expect(told).to_contain_text("1 of 1 have read it")
    lead.context.close()


def test_a_need_is_said_from_a_suggestion_seen_by_its_manager_and_met(browser: Browser, served: Site) -> None:
    lead = window(browser, served, Persona.AUDITOR, script=False)
    lead.goto(served / (HERE + "training/"))
    lead.get_by_role("link", name=re.compile("that the record suggests|as a list")).click()
    row = lead.get_by_role("row").filter(has_text="Sam Worker, 0-25 Team").first
    row.get_by_role("link", name=re.compile("^Say so")).click()
    expect(lead.get_by_label("Why?")).to_have_value(re.compile("judgements were not argued"))
    lead.get_by_role("button", name="Say so").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("xploitation")
    address = lead.url
    lead.context.close()

    partner = window(browser, served, Persona.BOARD_PARTNER)
    answer = partner.goto(address)
    assert answer is not None
    assert answer.status == 404
    partner.goto(served / (HERE + "training/"))
    expect(partner.get_by_text("Sam Worker")).to_have_count(0)
    look(partner)
    partner.context.close()

    manager = window(browser, served, Persona.TEAM_MANAGER, width=NARROW, script=False)
    manager.goto(served / (HERE + "training/"))
    manager.get_by_role("row").filter(has_text="Sam Worker").get_by_role("link").first.click()
    manager.get_by_label("On which day?").fill("2016-11-14")
    manager.get_by_label("How was it met?").fill("Two screenings were done together.")
    manager.get_by_role("button", name="It was met").click()
    expect(manager.get_by_text("Met 14 Nov 2016")).to_be_visible()
    expect(manager.get_by_role("heading", name="Did it help?")).to_be_visible()
    manager.context.close()
