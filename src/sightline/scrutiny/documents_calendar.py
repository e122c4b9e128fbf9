"""Clear days, working days and months as the law of access to documents counts them. Pure: told every day it uses.

Beyond the years whose bank holidays are known an answer that needs them is None, never a guess.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from sightline.record.calendar import add_days, add_months, add_working_days, is_working_day

MONDAY, SUNDAY = 0, 6
PROCLAIMED = frozenset({dt.date(2026, 6, 15)})  # in Scotland alone, for once; another is added here when it is known


def last_of_clear_days_after(day: dt.date, number: int) -> dt.date | None:
    """The ``number``-th clear day after ``day``, which itself does not count."""
    return add_days(day, number)


def last_day_before(day: dt.date, clear: int) -> dt.date | None:
    """The last day on which ``clear`` clear days are left before ``day``: neither that day nor ``day`` counts."""
    return add_days(day, -(clear + 1))


def last_working_day_before(day: dt.date, clear: int) -> dt.date | None:
    """The last working day on which ``clear`` clear working days are left before ``day``."""
    found, left = day, clear + 1
    while left > 0:
        earlier = add_days(found, -1)
        counts = is_working_day(earlier) if earlier is not None else None
        if earlier is None or counts is None:
            return None
        found, left = earlier, left - counts
    return found


def last_of_months_beginning_with(day: dt.date, number: int) -> dt.date | None:
    """The last day of a period of ``number`` months that begins with ``day``.

    It ends on the eve of the same day of the month; where that month has no such day, with its last: two months
    beginning with 31 December end on 28 February.
    """
    found = add_months(day, number)
    if found is None or found.day < day.day:
        return found
    return add_days(found, -1)


def last_of_information_days(day: dt.date, number: int) -> dt.date | None:
    """The ``number``-th working day after ``day`` as the Freedom of Information Act counts them.

    A bank holiday in any part of the United Kingdom is no working day there: the second of January, Saint Patrick's
    day, the twelfth of July, the first Monday of August and Saint Andrew's day count no more than a Sunday.
    """
    closures = frozenset().union(*(elsewhere(year) for year in (day.year, day.year + 1)))
    return add_working_days(day, number, closures)


@cache
def elsewhere(year: int) -> frozenset[dt.date]:
    """The yearly bank holidays of Scotland and Northern Ireland that are none in England, substitute days included.

    From the Banking and Financial Dealings Act 1971, Schedule 1, and, for the twelfth of July and for days put in the
    place of another, what is proclaimed each year as a matter of course.
    """
    first_of_august = dt.date(year, 8, 1)
    return frozenset(
        {
            _second_of_january(year),
            _or_monday(dt.date(year, 3, 17)),
            _or_monday(dt.date(year, 7, 12)),
            first_of_august + dt.timedelta(days=(MONDAY - first_of_august.weekday()) % 7),
            _or_monday(dt.date(year, 11, 30)),
            *(each for each in PROCLAIMED if each.year == year),
        }
    )


def _or_monday(day: dt.date) -> dt.date:
    """The day, or the Monday after it where it falls on a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _second_of_january(year: int) -> dt.date:
    """Scotland's second of January; on the Tuesday where it, or New Year's Day, falls on the Sunday."""
    day = dt.date(year, 1, 2)
    if day.weekday() == SUNDAY or day.weekday() == MONDAY:
        return dt.date(year, 1, 4) if day.weekday() == SUNDAY else dt.date(year, 1, 3)
    return _or_monday(day)
