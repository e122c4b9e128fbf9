"""Days as numbers agree with the record's own calendar."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sightline.record import calendar
from sightline.simulate import days

DAYS = st.dates(dt.date(2000, 1, 10), dt.date(2037, 12, 31))


@given(DAYS, st.integers(0, 120))
def test_months_are_the_calendars(day: dt.date, months: int) -> None:
    assert days.date(days.add_months(days.number(day), months)) == calendar.add_months(day, months)


@given(DAYS, st.integers(0, 60))
def test_working_days_are_the_calendars(day: dt.date, count: int) -> None:
    assert days.date(days.add_working_days(days.number(day), count)) == calendar.add_working_days(day, count)


@given(DAYS)
def test_the_nearest_working_days_are_working_days(day: dt.date) -> None:
    number = days.number(day)
    after, before = days.date(days.working_day(number)), days.date(days.working_day_before(number))
    assert before <= day <= after
    assert calendar.is_working_day(after)
    assert calendar.is_working_day(before)
    if calendar.is_working_day(day):
        assert before == day == after


def test_a_month_without_the_day_ends_on_its_last() -> None:
    assert days.date(days.add_months(days.number(dt.date(2016, 1, 31)), 1)) == dt.date(2016, 2, 29)
    assert days.date(days.add_years(days.number(dt.date(2000, 2, 29)), 18)) == dt.date(2018, 2, 28)


def test_many_working_days_at_once_are_the_same() -> None:
    import numpy as np

    many = np.array([days.number(dt.date(2016, 3, 23)) + each for each in range(40)], dtype=np.int64)
    assert days.add_working_days_to_all(many, 7).tolist() == [days.add_working_days(each, 7) for each in many.tolist()]
