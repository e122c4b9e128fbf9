"""Which recommendation repeats which: said by people, taken back with the reason, counted on the face of each."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions.lineage import judge, take_back
from sightline.improvement.models import Recommendation, Source
from sightline.improvement.queries.plan import plan_line
from sightline.improvement.queries.plan_lineage import repeats, suggestions
from tests.support import site
from tests.unit.improvement.plan.conftest import recommended

WHY = "They ask for the very same interviews."
YEARS = (2012, 2014, 2016)


@pytest.fixture
def asked(lead: Account) -> list[Recommendation]:
    """The same, asked for in three years by three bodies, and another thing."""
    same = [
        recommended(
            lead,
            source=source,
            words=f"Hold return home interviews in time, {year}.",
            made_on=dt.date(year, 3, 1),
        )
        for year, source in zip(YEARS, (Source.REVIEW, Source.AUDIT, Source.SCRUTINY), strict=True)
    ]
    return [*same, recommended(lead, words="Publish the budget of the fostering service.", made_on=dt.date(2013, 1, 1))]


def test_it_is_suggested_and_never_taken_as_said(asked: list[Recommendation]) -> None:
    pairs = {(each.earlier.pk, each.later.pk) for each in suggestions(asked)}
    first, second, third, _ = (each.pk for each in asked)
    assert pairs == {(first, second), (first, third), (second, third)}
    assert not any(each.is_repeated for each in repeats(asked).values())


def test_what_repeats_what_repeats_a_third_is_asked_for_three_times(asked: list[Recommendation], lead: Account) -> None:
    first, second, third, other = asked
    judge(earlier=first, later=second, is_repeat=True, reasons=WHY, by=lead)
    judge(earlier=second, later=third, is_repeat=True, reasons=WHY, by=lead)
    for each in (first, second, third):
        found = plan_line(None, each.pk, site.AS_AT).repeats
        assert (found.words, found.years, len(found.others)) == ("Asked for 3 times since 2012", 4, 2)
    assert plan_line(None, other.pk, site.AS_AT).repeats.words == ""
    assert suggestions(asked) == []


def test_two_of_one_occasion_are_asked_for_once(lead: Account) -> None:
    one, other = (recommended(lead, words=f"Hold interviews in time, part {part}.") for part in "ab")
    judge(earlier=one, later=other, is_repeat=True, reasons=WHY, by=lead)
    assert plan_line(None, one.pk, site.AS_AT).repeats.times == 1


def test_the_earlier_is_the_earlier_whoever_is_named_first(asked: list[Recommendation], lead: Account) -> None:
    made = judge(earlier=asked[2], later=asked[0], is_repeat=True, reasons=WHY, by=lead)
    assert (made.earlier, made.later) == (asked[0], asked[2])


def test_one_refused_is_not_suggested_again_nor_counted(asked: list[Recommendation], lead: Account) -> None:
    judge(earlier=asked[0], later=asked[1], is_repeat=False, reasons="One is of care, one of home.", by=lead)
    assert (asked[0].pk, asked[1].pk) not in {(each.earlier.pk, each.later.pk) for each in suggestions(asked)}
    assert repeats(asked)[asked[0].pk].times == 1


def test_two_are_judged_once_whichever_way_round(asked: list[Recommendation], lead: Account) -> None:
    judge(earlier=asked[0], later=asked[1], is_repeat=True, reasons=WHY, by=lead)
    with pytest.raises(UserError, match="judged those two already"):
        judge(earlier=asked[1], later=asked[0], is_repeat=False, reasons=WHY, by=lead)


def test_what_was_said_is_taken_back_and_stays(asked: list[Recommendation], lead: Account) -> None:
    made = judge(earlier=asked[0], later=asked[1], is_repeat=True, reasons=WHY, by=lead)
    take_back(repetition=made, why="The second was of other children.", by=lead)
    assert repeats(asked)[asked[0].pk].times == 1
    made.refresh_from_db()
    assert (made.reasons, made.taken_back_by) == (WHY, lead)
    with pytest.raises(UserError, match="taken back already"):
        take_back(repetition=made, why="The second was of other children.", by=lead)
    judge(earlier=asked[0], later=asked[1], is_repeat=False, reasons=WHY, by=lead)


def test_reasons_are_asked_for(asked: list[Recommendation], lead: Account) -> None:
    with pytest.raises(UserError, match="Say why"):
        judge(earlier=asked[0], later=asked[1], is_repeat=True, reasons="Same.", by=lead)
