"""Days moved by a limit are what the record's calendar says, from other arithmetic."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING
from sightline.engines.lower.calendar import EPOCH, FAR, day_number
from sightline.record.calendar import add_days, add_months, add_working_days
from sightline.standards.nodes import Limit, Unit

ADD = {Unit.DAYS: add_days, Unit.MONTHS: add_months, Unit.WORKING_DAYS: add_working_days}
EDGES = [
    dt.date(start.year, start.month, start.day) + dt.timedelta(days=number)
    for start in (dt.date(1969, 12, 30), dt.date(1999, 12, 29), dt.date(2024, 1, 28), dt.date(2040, 12, 20))
    for number in range(40)
] + [dt.date(2060, 12, 31) + dt.timedelta(days=number) for number in range(-70, 3)]


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("number", [0, 1, 5, 45, 216])
@pytest.mark.parametrize("less", [0, 1])
def test_a_day_later_is_the_calendars(unit: Unit, number: int, less: int) -> None:
    days = np.array([day_number(each) for each in EDGES], np.int32)
    found = Limits().moved(days, Limit(number, unit), less)
    for day, later in zip(EDGES, found, strict=True):
        expected = ADD[unit](day, number)
        expected = None if expected is None or expected - dt.timedelta(days=less) < EPOCH else expected
        assert later == (NOTHING if expected is None else day_number(expected) - less), day


@pytest.mark.parametrize("unit", list(Unit))
def test_no_limit_is_too_long_to_say_nothing(unit: Unit) -> None:
    days = np.array([0, 12_000, NOTHING, FAR, -1], np.int32)
    assert (Limits().moved(days, Limit(10**30, unit)) == NOTHING).all()


def test_no_day_is_no_day_later() -> None:
    days = np.array([NOTHING, FAR, -719_162, 2_932_896, 2**31 - 2], np.int32)
    assert (Limits().moved(days, Limit(0, Unit.DAYS)) == NOTHING).all()
