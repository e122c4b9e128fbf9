"""Days as whole numbers since 1970-01-01, with working days, months and weekdays looked up rather than computed.

The simulator draws millions of dates; :mod:`datetime` arithmetic would be most of its time. The tables are built from
:mod:`sightline.record.calendar`, so the two agree (a test holds them to it), and Arrow's ``date32`` is this number.
Working days are known from 2000 to 2040; a simulation outside that is refused when it is asked for.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

import numpy as np
import numpy.typing as npt

from sightline.record.bank_holidays import BANK_HOLIDAYS

EPOCH = dt.date(1970, 1, 1).toordinal()
FOREVER = 40_000  # after any day a record holds; an end that has not come
FIRST_WORKING = dt.date(min(BANK_HOLIDAYS), 1, 1).toordinal() - EPOCH
LAST_WORKING = dt.date(max(BANK_HOLIDAYS), 12, 31).toordinal() - EPOCH

_ALL = [dt.date.fromordinal(EPOCH + day) for day in range(-12_000, FOREVER + 1)]
_OFFSET = 12_000
_MONTH = [each.year * 12 + each.month - 1 for each in _ALL]
_DAY = [each.day for each in _ALL]
_FIRST_OF = {month: index - _OFFSET for index, month in reversed(list(enumerate(_MONTH)))}
_HOLIDAYS = {each.toordinal() - EPOCH for year in BANK_HOLIDAYS.values() for each in year}
# 1970-01-01 was a Thursday. Beyond the years whose holidays are known every weekday counts: those days are intended,
# lie after the record's last, and are never written.
_WORKING = [day for day in range(FIRST_WORKING, FOREVER + 800) if (day + 3) % 7 < 5 and day not in _HOLIDAYS]
_COUNT = [bisect_right(_WORKING, day) for day in range(0, FOREVER + 401)]


def number(day: dt.date) -> int:
    """Days from 1970-01-01 to ``day``."""
    return day.toordinal() - EPOCH


def date(day: int) -> dt.date:
    """The date ``day`` days after 1970-01-01."""
    return dt.date.fromordinal(EPOCH + day)


def add_months(day: int, months: int) -> int:
    """The same day ``months`` on (or back), or that month's last day."""
    month = _MONTH[day + _OFFSET] + months
    first = _FIRST_OF[month]
    last = _FIRST_OF[month + 1] - 1
    moved = first + _DAY[day + _OFFSET] - 1
    return moved if moved < last else last


def add_years(day: int, years: int) -> int:
    """The birthday rule: twelve months a year."""
    return add_months(day, 12 * years)


def add_working_days(day: int, count: int) -> int:
    """The ``count``-th working day after ``day``; ``day`` itself for 0."""
    return day if count == 0 else _WORKING[_COUNT[day] + count - 1]


def add_working_days_to_all(many: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """:func:`add_working_days` over an array; ``count`` at least 1."""
    return np.asarray(_WORKING_ARRAY[_COUNT_ARRAY[np.minimum(many, FOREVER)] + count - 1])


def working_days_between(start: int, end: int) -> int:
    """How many working days lie after ``start`` up to and including ``end``."""
    return _COUNT[end] - _COUNT[start]


def working_day(day: int) -> int:
    """``day`` if it is a working day, else the next one."""
    return day if day in _IS_WORKING else _WORKING[_COUNT[day]]


def working_day_before(day: int) -> int:
    """``day`` if it is a working day, else the one before."""
    return day if day in _IS_WORKING else _WORKING[_COUNT[day] - 1]


_IS_WORKING = frozenset(_WORKING)
_WORKING_ARRAY = np.array(_WORKING, dtype=np.int64)
_COUNT_ARRAY = np.array(_COUNT, dtype=np.int64)
