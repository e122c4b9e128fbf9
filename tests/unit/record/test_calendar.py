"""The working-day calendar: bank holidays against a kept calendar, and adding at the edges."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest

from sightline.record.bank_holidays import BANK_HOLIDAYS
from sightline.record.calendar import (
    FIRST_DAY,
    LAST_DAY,
    add_days,
    add_months,
    add_working_days,
    is_working_day,
)

YEARS = range(2000, 2041)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_bank_holidays_cover_the_years_promised() -> None:
    assert sorted(BANK_HOLIDAYS) == list(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_bank_holidays_are_those_of_a_kept_calendar(year: int) -> None:
    """Ours are the days off work, so a holiday that falls on a weekend is its substitute weekday."""
    kept = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5}
    assert set(BANK_HOLIDAYS[year]) == kept


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2024-01-09", True),
        ("2024-01-13", False),  # Saturday
        ("2024-01-14", False),  # Sunday
        ("2024-03-29", False),  # Good Friday
        ("2024-12-25", False),
        ("2022-09-19", False),  # state funeral
        ("2020-05-04", True),  # the Monday that VE Day's Friday replaced
        ("2020-05-08", False),
        ("2000-01-04", True),
        ("2040-12-31", True),
        ("1999-12-31", None),  # holidays not known
        ("2041-01-02", None),
    ],
)
def test_working_days(day: str, counts: bool | None) -> None:
    assert is_working_day(_day(day)) is counts


def test_a_council_s_closure_days_do_not_count() -> None:
    closures = {_day("2024-12-27"), _day("2024-12-30")}
    assert is_working_day(_day("2024-12-27"), closures) is False
    assert add_working_days(_day("2024-12-24"), 1, closures) == _day("2024-12-31")
    assert add_working_days(_day("2024-12-24"), 1) == _day("2024-12-27")


def test_a_weekend_closure_changes_nothing() -> None:
    assert add_working_days(_day("2024-01-12"), 1, {_day("2024-01-13")}) == _day("2024-01-15")


@pytest.mark.parametrize(
    ("day", "number", "result"),
    [
        ("2024-02-28", 2, "2024-03-01"),
        ("2024-02-28", 0, "2024-02-28"),
        ("1970-01-01", 0, "1970-01-01"),
        ("1969-12-31", 1, None),
        ("2060-12-30", 1, "2060-12-31"),
        ("2060-12-31", 1, None),
        ("2061-01-01", 0, None),
        ("1970-01-01", -1, None),
        ("1970-01-02", -1, "1970-01-01"),
    ],
)
def test_adding_days(day: str, number: int, result: str | None) -> None:
    assert add_days(_day(day), number) == (None if result is None else _day(result))


@pytest.mark.parametrize(
    ("day", "number", "result"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-01-31", 2, "2023-03-31"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-05-31", 0, "2024-05-31"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-12-01", 1, "2025-01-01"),
        ("1969-12-31", 1, None),
        ("2060-11-30", 1, "2060-12-30"),
        ("2060-12-01", 1, None),
    ],
)
def test_adding_months(day: str, number: int, result: str | None) -> None:
    assert add_months(_day(day), number) == (None if result is None else _day(result))


@pytest.mark.parametrize(
    ("day", "number", "result"),
    [
        ("2024-01-13", 0, "2024-01-13"),  # the day itself, working or not
        ("2024-01-13", 1, "2024-01-15"),
        ("2024-12-24", 3, "2024-12-31"),
        ("2024-12-24", 4, "2025-01-02"),
        ("2000-01-01", 1, "2000-01-04"),
        ("2040-12-28", 1, "2040-12-31"),
        ("2040-12-31", 0, "2040-12-31"),
        ("2040-12-31", 1, None),
        ("1999-12-31", 0, None),
        ("1999-12-31", 1, None),
        ("2041-01-01", 0, None),
    ],
)
def test_adding_working_days(day: str, number: int, result: str | None) -> None:
    assert add_working_days(_day(day), number) == (None if result is None else _day(result))


def test_a_year_of_working_days_is_counted_one_by_one() -> None:
    """The n-th working day after a date is the n-th day that counts, for each n in 2024 and 2025."""
    start = _day("2023-12-31")
    counted = [day for number in range(1, 732) if is_working_day(day := start + dt.timedelta(days=number))]
    assert len(counted) == 254 + 253  # 366 and 365 days, less weekends and eight holidays each year
    assert [add_working_days(start, number) for number in range(1, len(counted) + 1)] == counted


def test_the_calendar_s_bounds() -> None:
    assert _day("1970-01-01") == FIRST_DAY
    assert _day("2060-12-31") == LAST_DAY
