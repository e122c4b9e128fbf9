"""The calendar as numbers says what the record's calendar says, from other arithmetic."""

from __future__ import annotations

import datetime as dt

from sightline.engines.lower.calendar import (
    FIRST_NUMBER,
    LAST_NUMBER,
    MONTH,
    NOWHERE,
    calendar,
    day_number,
    last_month_key,
    last_workday,
    month_days,
    workdays,
)
from sightline.record.calendar import FIRST_DAY, LAST_DAY, add_months, add_working_days, is_working_day

DAYS = {row["day_no"]: row for row in calendar().to_pylist()}


def _day(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=number - FIRST_NUMBER)


def test_every_day_is_there_once_and_nowhere_too() -> None:
    assert list(DAYS) == [NOWHERE, *range(FIRST_NUMBER, LAST_NUMBER + 1)]
    assert DAYS[NOWHERE] == {"day_no": NOWHERE, "workday_no": None, "month_key": None}


def test_working_days_are_counted_where_holidays_are_known() -> None:
    before = 0
    for number in range(FIRST_NUMBER, LAST_NUMBER + 1):
        works, counted = is_working_day(_day(number)), DAYS[number]["workday_no"]
        assert (counted is None) is (works is None)
        if counted is not None:
            assert counted - before == works
            before = counted
    assert before == last_workday()


def test_a_working_day_is_found_by_its_number() -> None:
    found = {row["workday_no"]: row["day_no"] for row in workdays().to_pylist()}
    assert found.pop(NOWHERE) is None
    for start in (dt.date(2000, 1, 1), dt.date(2016, 3, 24), dt.date(2022, 9, 18), dt.date(2040, 12, 20)):
        for number in (1, 5, 45):
            later = found.get(DAYS[day_number(start)]["workday_no"] + number)
            assert (None if later is None else _day(later)) == add_working_days(start, number)


def test_a_month_on_is_the_same_day_or_the_months_last() -> None:
    found = {row["month_key"]: row["day_no"] for row in month_days().to_pylist()}
    assert found.pop(NOWHERE) is None
    for number in range(FIRST_NUMBER, LAST_NUMBER + 1, 17):
        for months in (0, 1, 6, 25, 216):
            later = found.get(DAYS[number]["month_key"] + months * MONTH)
            assert (None if later is None else _day(later)) == add_months(_day(number), months)
    assert max(found) == last_month_key()
    assert max(found.values()) == day_number(LAST_DAY)
