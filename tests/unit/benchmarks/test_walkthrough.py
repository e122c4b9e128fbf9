"""The walkthrough runs on a small council and says what the product answered; the docs’ page is of the same form."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks import walkthrough
from benchmarks.walkthrough import CHILDREN, CONFIRMED, PAGE, Told, differing, run
from benchmarks.walkthrough_page import as_markdown

SMALL = 1_000
NUMBER = r"([\d,]+)"
HEADING = re.compile(r"^## .*$", re.MULTILINE)
ROOT = Path(__file__).parents[3]


@cache
def _once() -> Told:
    return run(SMALL)


@pytest.fixture
def told(db: None) -> Told:
    """The whole story of a small council; the store is put back after the first test, what was told stays."""
    return _once()


def test_the_report_becomes_thirty_one_lines_measured_where_the_record_can_say(told: Told) -> None:
    assert [each.recommendation.number for each in told.plan] == [*map(str, range(1, 23)), *map(str, range(131, 140))]
    measured = {each.recommendation.number for each in told.plan if each.standings}
    assert measured == set(walkthrough.MEASURED_BY)


def test_a_line_is_not_closed_on_what_people_say(told: Told) -> None:
    assert "does not let it be closed" in told.refused


def test_the_campaign_has_every_child_a_manager_holds(told: Told) -> None:
    assert told.cohort == told.timeline.counts[-1][1] > 0


def test_the_campaign_is_completed_to_the_last_child(told: Told) -> None:
    found = told.reviewed
    assert "neither reviewed nor recorded as one who could not be" in found.refused
    assert (found.cohort, len(found.put_off)) == (told.cohort, 1)
    assert found.findings.reviewed == told.cohort - 1
    assert told.campaign.pk is not None
    assert [each.answered for each in found.findings.questions] == [told.cohort - 1] * len(walkthrough.QUESTIONS)


def test_its_measure_is_charted_a_quarter_published_by_a_second_person_and_a_visit_bears_on_the_plan(
    told: Told,
) -> None:
    assert told.chart.points[-1].value == told.cohort
    assert told.chart.stretches
    assert "Somebody other than who made it" in told.edition.refused
    assert 0 < told.edition.withheld < told.edition.cells
    assert [each.number for each in told.visit.bears_on] == ["1"]


def test_the_page_prints_the_numbers_of_the_run(told: Told) -> None:
    page, found = as_markdown(told), told.reviewed
    assert _one(rf"\*\*{NUMBER} children\*\*, with the ledger", page) == [told.cohort]
    assert _one(rf"\*\*{NUMBER} of the {NUMBER}\*\* are reviewed", page) == [found.findings.reviewed, found.cohort]
    asked = [[*_one(rf"^{NUMBER} of {NUMBER}$", row[1])] for row in _rows(page, "asked of each child")]
    assert asked == [[each.worrying, each.answered] for each in found.findings.questions]
    assert _one(rf"{NUMBER} figures and tables of {NUMBER} cells, of which {NUMBER} are not shown", page) == [
        told.edition.figures, told.edition.cells, told.edition.withheld,
    ]  # fmt: skip
    assert _one(rf"has {NUMBER} points", page) == [len(told.chart.points)]
    assert _one(rf"^{NUMBER} lines, {NUMBER} with a measure", page) == [
        len(told.plan), sum(bool(each.standings) for each in told.plan),
    ]  # fmt: skip
    untold = sum(len(each.untold) for each in told.gaps)
    assert _one(rf"told, {NUMBER} had not come", page) == [untold]
    assert _one(rf"suggests {NUMBER} pairs", page) == [len(told.suggested)]


def test_the_numbers_of_a_page_agree_with_each_other(told: Told) -> None:
    """Of the page in the docs too: it is made of a larger council, and a number changed by hand is found."""
    for page in (as_markdown(told), (ROOT / PAGE).read_text("utf-8")):
        (cohort,) = _one(rf"\*\*{NUMBER} children\*\*, with the ledger", page)
        reviewed, of = _one(rf"\*\*{NUMBER} of the {NUMBER}\*\* are reviewed", page)
        (put_off,) = _one(rf"with the reason: {NUMBER} could not be reviewed", page)
        assert reviewed + put_off == of == cohort
        grades = re.search(r"The help was graded: (.*?)\. What", page)
        assert grades
        assert sum(map(_number, re.findall(r"[\d,]*\d", grades[1]))) == reviewed
        for _, worrying, answers in _rows(page, "asked of each child"):
            assert _one(rf"^{NUMBER} of {NUMBER}$", worrying)[1] == reviewed
            assert sum(int(each.rsplit(" ", 1)[1].replace(",", "")) for each in answers.split("; ")) == reviewed
        lines = [_number(stand) for stand, _ in re.findall(rf"{NUMBER} of {NUMBER} lines of enquiry", page)]
        assert lines == [len(each) for each in _tables(page, "line of enquiry")]
        planned = _rows(page, "no.")
        whole, measured = _one(rf"^{NUMBER} lines, {NUMBER} with a measure", page)
        assert (whole, measured) == (len(planned), sum(row[-1] != "No measure" for row in planned))
        tallied = re.search(r"with a measure \((.*)\)\.", page)
        assert tallied
        for name, count in re.findall(r"(failing|met and held|cannot be told) (\d+)", tallied[1]):
            assert sum(row[-1].lower() == name for row in planned) == int(count)
        times, untold = _one(rf"Of {NUMBER} times that a tier should have been told, {NUMBER} had not come", page)
        gaps = _rows(page, "failing")
        assert (times, untold) == (5 * len(gaps), sum(cell.startswith("**") for row in gaps for cell in row))
        (again,) = _one(rf"judges each\. {NUMBER} were held", page)
        assert again == len(_rows(page, "2017"))


def _number(words: str) -> int:
    return int(words.replace(",", ""))


def _one(pattern: str, page: str) -> list[int]:
    """The numbers of the one place that a pattern finds."""
    (found,) = re.findall(pattern, page, re.MULTILINE)
    return [_number(each) for each in ((found,) if isinstance(found, str) else found)]


def _tables(page: str, head: str) -> list[list[list[str]]]:
    """The rows of each table whose first heading is ``head``."""
    found = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
    return [[row.strip("| ").split(" | ") for row in each.splitlines()] for each in found]


def _rows(page: str, head: str) -> list[list[str]]:
    (found,) = _tables(page, head)
    return found


def test_what_came_back_in_2019_was_suggested_and_return_home_interviews_are_among_it(told: Told) -> None:
    assert len(told.came_back) == len(CONFIRMED)
    assert any("return home interviews" in later.words for earlier, later in told.came_back if earlier.number == "6")
    assert told.repeated == "Asked for twice since 2017"


def test_the_page_says_what_must_be_said_and_names_nobody(told: Told) -> None:
    page = as_markdown(told)
    assert "has since been judged good" in page
    assert "Open Government Licence" in page
    assert told.edition.refused in page
    assert "{" not in page
    assert "22 recommendations to the council and 9 to the safeguarding board" in page
    assert "never told by 14 November 2016" in page
    assert not re.findall(r"Lead inspector|Ofsted inspector|Chief Executive|Cllr|Councillor", page)


def test_a_page_that_differs_from_a_run_is_found_but_for_what_changes_with_the_hour(told: Told) -> None:
    page = as_markdown(told)
    assert differing(page, page) == []
    assert differing(re.sub(r"HTML of [\d,]+ bytes", "HTML of 1 bytes", page), page) == []
    by_hand = page.replace(f"**{told.cohort:,} children**", f"**{told.cohort + 1:,} children**")
    assert [f"**{told.cohort + 1:,} children**" in each for each in differing(by_hand, page)] == [True]


def test_the_page_in_the_docs_was_made_by_this_generator(told: Told) -> None:
    kept = (ROOT / PAGE).read_text("utf-8")
    assert HEADING.findall(kept) == HEADING.findall(as_markdown(told))
    assert f"{CHILDREN:,} children ever known" in kept
    assert "**172 children**" in kept
    assert "**171 of the 172** are reviewed" in kept
