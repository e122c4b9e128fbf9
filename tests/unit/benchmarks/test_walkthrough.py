"""The walkthrough runs on a small council and says what the product answered; the docs’ page is of the same form."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks import walkthrough
from benchmarks.walkthrough import CHILDREN, CONFIRMED, PAGE, Told, run
from benchmarks.walkthrough_page import as_markdown

SMALL = 1_000
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


def test_what_came_back_in_2019_was_suggested_and_return_home_interviews_are_among_it(told: Told) -> None:
    assert len(told.came_back) == len(CONFIRMED)
    assert any("return home interviews" in later.words for earlier, later in told.came_back if earlier.number == "6")
    assert told.repeated == "Asked for twice since 2017"


def test_the_page_says_what_must_be_said_and_names_nobody(told: Told) -> None:
    page = as_markdown(told)
    assert "has since been judged good" in page
    assert "Open Government Licence" in page
    assert "22 recommendations to the council and 9 to the safeguarding board" in page
    assert "never told by 14 November 2016" in page
    assert not re.findall(r"Lead inspector|Ofsted inspector|Chief Executive|Cllr|Councillor", page)


def test_the_page_in_the_docs_was_made_by_this_generator(told: Told) -> None:
    kept = (ROOT / PAGE).read_text("utf-8")
    assert HEADING.findall(kept) == HEADING.findall(as_markdown(told))
    assert f"{CHILDREN:,} children ever known" in kept
    assert "**172 children**" in kept
