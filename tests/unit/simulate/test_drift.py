"""The children of the 0-25 team whose workers leave: the case's numbers, scaled."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from sightline.simulate import days, plant
from sightline.simulate.drift import CASE_SIZE, Drift, cohort
from sightline.simulate.scenarios import Planting

UNTIL = days.number(dt.date(2016, 11, 14))
HELD = plant("cases-held-by-managers", dt.date(2014, 2, 3))
UNSEEN = plant("children-not-seen", dt.date(2014, 6, 2))


def drawn(children: int, *planted: Planting) -> list[Drift]:
    return cohort(children, UNTIL, {each.line: each for each in planted}, Random(1))  # noqa: S311


def test_at_the_cases_size_the_numbers_are_the_cases() -> None:
    found = drawn(CASE_SIZE, HELD, UNSEEN)
    assert len(found) == 172
    assert sum(each.manager.endswith("waiting") for each in found) == 60
    assert sum(each.is_looked_after for each in found) == 6
    unseen = [each for each in found if each.last_seen]
    assert len(unseen) == 64
    assert sum(each.is_eligible for each in unseen) == 31


def test_nobody_counted_as_unseen_was_seen_in_the_last_eighteen_months() -> None:
    limit = days.add_months(UNTIL, -18)
    assert all(each.last_seen < limit for each in drawn(CASE_SIZE, HELD, UNSEEN) if each.last_seen)


def test_workers_leave_from_the_day_the_failing_begins() -> None:
    leaving = {each.leaver: each.leaves_on for each in drawn(CASE_SIZE, HELD, UNSEEN)}
    assert len(leaving) == 9
    assert min(leaving.values()) >= days.number(HELD.from_date)
    assert max(leaving.values()) < UNTIL


@pytest.mark.parametrize(
    ("children", "strength", "expected"), [(24_000, 1.0, 344), (CASE_SIZE, 0.5, 86), (600, 1.0, 9)]
)
def test_it_scales_with_the_council_and_the_strength(children: int, strength: float, expected: int) -> None:
    assert len(drawn(children, plant(HELD.line, HELD.from_date, strength))) == expected


def test_children_can_go_unseen_without_a_manager_holding_them() -> None:
    found = drawn(CASE_SIZE, UNSEEN)
    assert len(found) == 64
    assert all(each.leaves_on == days.FOREVER and not each.manager for each in found)


def test_nothing_planted_is_nobody() -> None:
    assert drawn(CASE_SIZE) == []
