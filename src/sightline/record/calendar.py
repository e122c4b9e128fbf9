"""The English working-day calendar: which days count, and adding to a date.

A working day is any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England (SI 2006/1738
reg 2, the definition children's services use). Beyond its bounds the calendar says None, never a guess. Councils may
name further closure days; they are passed in, never global.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime as dt
from collections.abc import Collection
from functools import lru_cache

from sightline.record.bank_holidays import BANK_HOLIDAYS

FIRST_DAY = dt.date(1970, 1, 1)
LAST_DAY = dt.date(2060, 12, 31)
FIRST_WORKING_YEAR, LAST_WORKING_YEAR = min(BANK_HOLIDAYS), max(BANK_HOLIDAYS)
REMEMBERED = 1 << 16  # sums of working days: as many as a council's children bring up in a few weeks of dates


def is_working_day(day: dt.date, closures: Collection[dt.date] = ()) -> bool | None:
    """Whether ``day`` is a working day in England; None in years whose holidays are not known."""
    if not FIRST_WORKING_YEAR <= day.year <= LAST_WORKING_YEAR:
        return None
    return day.weekday() < 5 and day not in BANK_HOLIDAYS[day.year] and day not in closures


def add_days(day: dt.date, number: int) -> dt.date | None:
    """``day`` plus ``number`` calendar days; None outside the calendar."""
    return _within(dt.date.fromordinal(day.toordinal() + number)) if _within(day) else None


def add_months(day: dt.date, number: int) -> dt.date | None:
    """The same day ``number`` months on, or that month's last day; None outside the calendar."""
    if not _within(day):
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return None
    return dt.date(year, month + 1, min(day.day, _gregorian.monthrange(year, month + 1)[1]))


def add_working_days(day: dt.date, number: int, closures: Collection[dt.date] = ()) -> dt.date | None:
    """The ``number``-th working day after ``day``; ``day`` itself for 0; None outside the years with known holidays."""
    return _working_day_after(day, number, frozenset(closures))


@lru_cache(REMEMBERED)
def _working_day_after(day: dt.date, number: int, closures: frozenset[dt.date]) -> dt.date | None:
    if is_working_day(day, closures) is None:
        return None
    while number > 0:
        day += dt.timedelta(days=1)
        counts = is_working_day(day, closures)
        if counts is None:
            return None
        number -= counts
    return day


def _within(day: dt.date) -> dt.date | None:
    return day if FIRST_DAY <= day <= LAST_DAY else None
