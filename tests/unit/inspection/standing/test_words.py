"""Findings in words: how numbers, dates and people are said."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.inspection.standing.measures import Measure
from sightline.inspection.standing.rule import Status
from sightline.inspection.standing.words import day_or_before, long_date, missed_words, of_standard, people, percent
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import SubjectKind


def year(met: int, due: int, *, standing: int = 0, applies: int = 0) -> Measure:
    """Of ``due`` in the year ``met`` were met; ``standing`` of ``applies`` are in breach today."""
    return Measure(due, met, standing, due - met - standing, 0, 0, (), standing, 0, applies, None, ())


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.001, "under 1%"), (0.874, "87%"), (0.996, "over 99%"), (1.0, "100%")],
)
def test_a_share_is_never_rounded_to_all_or_none(share: float, said: str) -> None:
    assert percent(share) == said


def test_people_agree_with_their_number() -> None:
    assert [people(SubjectKind.CHILD, number) for number in (0, 1, 2)] == ["children", "child", "children"]
    assert people(SubjectKind.CARER, 3) == "foster carers"


def test_a_date_is_said_as_it_is_spoken() -> None:
    assert long_date(dt.date(2016, 11, 4)) == "4 November 2016"


def test_what_chance_can_explain_is_told_in_numbers_and_never_as_a_share() -> None:
    visits = CATALOGUE["pf-initial-visit-7wd"]
    said = of_standard(visits, year(5, 8), Status.TOO_FEW_TO_TELL, serious=False, teams=())
    assert said.startswith("5 of 8 done in time: ")
    assert "%" not in said


def test_what_is_weighed_by_today_alone_is_told_by_today() -> None:
    drift = CATALOGUE["expl-rescreen-3m"]
    said = of_standard(drift, year(0, 1, applies=6), Status.STRONG, serious=False, teams=())
    assert said.startswith("6 of 6 children: ")


def test_how_a_thing_was_written_is_not_said_to_be_in_time() -> None:
    reasons = CATALOGUE["mgt-decision-rationale"]
    said = of_standard(reasons, year(38, 40), Status.STRONG, serious=False, teams=())
    assert said.startswith("as it should be in 95% of 40 cases: ")


def test_a_weakness_of_the_year_is_not_told_as_nobody_today() -> None:
    drift = CATALOGUE["expl-rescreen-3m"]
    assert missed_words(drift, year(2, 5, standing=3, applies=5), ()).startswith(
        "3 of 5 children at risk of exploitation"
    )
    said = missed_words(drift, year(3, 9, standing=0, applies=5), ())
    assert said.startswith("6 of 9 missed or late: ")


def test_one_time_is_not_times() -> None:
    told = CATALOGUE["gov-director-told-unallocated"]
    assert missed_words(told, year(0, 1), ()).endswith("(once)")
    assert missed_words(told, year(0, 2), ()).endswith("(2 of 2 times)")


def test_what_stood_out_on_the_first_day_of_all_may_be_older() -> None:
    first = dt.date(2014, 1, 1)
    assert day_or_before(first, first) == "on or before 1 January 2014"
    assert day_or_before(dt.date(2014, 1, 2), first) == "2 January 2014"
