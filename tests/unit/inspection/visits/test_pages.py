"""The pages of inspections and visits: the history, one with its clocks, and saying what was done."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from sightline.access.models import Account
from sightline.inspection.following import Event
from sightline.inspection.models import RecommendationMet, StepTaken
from tests.support.personas import Persona, browser_of
from tests.support.store_settings import UNRESOLVED
from tests.unit.inspection.visits.conftest import Record


@pytest.fixture
def browser(lead: Account) -> Client:
    """The principal social worker's."""
    return browser_of(Persona.AUDITOR)


def page_of(browser: Client, address: str) -> str:
    """A page, whole."""
    answer = browser.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert UNRESOLVED not in page
    return page


def test_a_history_without_an_inspection_says_so(browser: Client) -> None:
    page = page_of(browser, "/inspection/real/")
    assert "No inspection is recorded yet." in page
    assert "Read a report" in page
    assert "Read a report" not in page_of(browser_of(Persona.ELECTED_MEMBER), "/inspection/real/")


def test_the_history_shows_the_latest_on_top_with_grades_what_is_open_and_what_is_overdue(
    browser: Client, record: Record
) -> None:
    import datetime as dt

    record()
    record(
        started_on=dt.date(2014, 6, 2),
        ended_on=None,
        published_on=dt.date(2014, 7, 1),
        judgements={"overall": "good", "care-leavers": "outstanding"},
        recommendations=(),
    )
    page = page_of(browser, "/inspection/real/")
    assert page.index("6 Jun 2016") < page.index("2 Jun 2014")
    assert ("Outstanding" in page, "2 of 2" in page, "none made" in page) == (True, True, True)
    assert "Safeguarding board" not in page  # nobody graded it
    assert (
        "Action plan sent and published" in page
    )  # due 1 November 2016: fourteen weeks after 25 July, and the August bank holiday
    assert "Due 1 November 2016, 13 days ago." in page
    oldest = page_of(browser, "/inspection/real/?sort=oldest&event=inspection")
    assert oldest.index("2 Jun 2014") < oldest.rindex("6 Jun 2016")
    assert "2 Jun 2014" not in page_of(browser, "/inspection/real/?open=yes")


def test_the_history_is_a_table_for_a_spreadsheet(browser: Client, record: Record) -> None:
    record(authority="=HYPERLINK(1)")
    rows = list(csv.reader(io.StringIO(browser.get("/inspection/real.csv").content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert dict(zip(*rows, strict=True))["Overall"] == "Inadequate"
    assert dict(zip(*rows, strict=True))["Open"] == "2"


def test_one_inspection_shows_what_follows_and_from_where_that_is_known(browser: Client, record: Record) -> None:
    made = record()
    page = page_of(browser, f"/inspection/real/{made.pk}/")
    for words in (
        "Overdue by 13 days",
        "First monitoring visit",
        "section 137(3)",
        "restated by a source",
        "SI 2007/462",
    ):
        assert words in page
    assert "Open an inspector’s account" in page
    assert "Open an inspector’s account" not in page_of(
        browser_of(Persona.BOARD_PARTNER), f"/inspection/real/{made.pk}/"
    )
    assert browser.get("/inspection/real/999/").status_code == 404


def test_a_visit_leads_to_the_inspection_it_checks_on_and_back(browser: Client, record: Record) -> None:
    first = record()
    visit = record(
        event=Event.MONITORING_VISIT,
        framework="monitoring-visit",
        judgements={},
        recommendations=(),
        started_on=first.published_on,
        ended_on=None,
        published_on=None,
        follows=first,
    )
    assert f'href="/inspection/real/{visit.pk}/"' in page_of(browser, f"/inspection/real/{first.pk}/")
    assert f'href="/inspection/real/{first.pk}/"' in page_of(browser, f"/inspection/real/{visit.pk}/")


def test_a_step_is_said_to_be_done_and_taken_back_on_the_page(browser: Client, record: Record) -> None:
    made = record()
    address = f"/inspection/real/{made.pk}/steps/action-plan/"
    assert "The written statement" in page_of(browser, address)
    wrong = browser.post(address, {"done_on": "2016-12-25", "words": "Sent to the regional office"})
    assert wrong.status_code == 422
    assert "still to come" in wrong.content.decode()
    assert "Sent to the regional office</textarea>" in wrong.content.decode()
    assert browser.post(address, {"done_on": "2016-11-03", "words": ""})["Location"] == f"/inspection/real/{made.pk}/"
    assert "Late by 2 days" in page_of(browser, f"/inspection/real/{made.pk}/")
    assert "Take it back" in page_of(browser, address)
    browser.post(address, {"why": "That was only the draft"})
    assert StepTaken.objects.get().taken_back_why == "That was only the draft"
    assert browser.get(f"/inspection/real/{made.pk}/steps/first-monitoring-visit/").status_code == 404


def test_a_recommendation_is_held_to_be_met_and_opened_again_on_the_page(browser: Client, record: Record) -> None:
    made = record()
    one = made.recommendations.all()[0]
    address = f"/inspection/real/recommendations/{one.pk}/"
    assert browser.post(address, {"met_on": "2016-10-03", "words": "Yes"}).status_code == 422
    browser.post(address, {"met_on": "2016-10-03", "words": "Every child was seen, three months running"})
    page = page_of(browser, f"/inspection/real/{made.pk}/")
    assert ("1 of 2 open" in page, "three months running" in page) == (True, True)
    assert "Open it again" in page_of(browser, address)
    browser.post(address, {"why": "Two were missed in October"})
    assert RecommendationMet.objects.get().opened_again_why == "Two were missed in October"
    assert "Two were missed in October" in page_of(browser, address)


@pytest.mark.parametrize(
    "persona", [Persona.ELECTED_MEMBER, Persona.BOARD_PARTNER, Persona.INSPECTOR, Persona.TEAM_MANAGER, Persona.ANALYST]
)
def test_it_refuses_to_be_written_by_those_who_only_read(persona: Persona, record: Record) -> None:
    made = record()
    browser = browser_of(persona)
    assert browser.get(f"/inspection/real/{made.pk}/").status_code == 200
    one = made.recommendations.all()[0]
    for address in (
        "/inspection/real/new/",
        f"/inspection/real/{made.pk}/correct/",
        f"/inspection/real/{made.pk}/steps/action-plan/",
        f"/inspection/real/{made.pk}/inspectors/new/",
        f"/inspection/real/recommendations/{one.pk}/",
        "/inspection/reports/new/",
    ):
        assert browser.post(address, {}).status_code == 403, address
