"""The calendar as tables of whole numbers, from which every due date is read.

Numbered here from the bank holidays alone, by counting days: nothing is shared with the arithmetic of
:mod:`sightline.record.calendar`, so that an engine's agreement with the reference engine means something.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from sightline.record.bank_holidays import BANK_HOLIDAYS
from sightline.record.calendar import FIRST_DAY, LAST_DAY

EPOCH = dt.date(1970, 1, 1)
MONTH = 32  # so that a month and a day of it make one number


def day_number(day: dt.date) -> int:
    """Days since 1970-01-01, as Arrow and Parquet number them."""
    return (day - EPOCH).days


FIRST_NUMBER, LAST_NUMBER = day_number(FIRST_DAY), day_number(LAST_DAY)
NOWHERE = -1  # the day, working day and day of a month that are in no calendar; each table has a row that says so
NO_TEAM = -1  # the number of no team
FAR = 2_000_000_000  # a day number beyond any date: the end of what is open, while ends are compared


@cache
def calendar() -> pa.Table:
    """One row a day, and one for :data:`NOWHERE`: ``day_no``, ``workday_no``, ``month_key``.

    ``workday_no`` counts the working days up to and including the day, from 1 January of the first year whose holidays
    are known; it is missing in other years. ``month_key`` is :data:`MONTH` times the months since January 1970, and the
    day of the month.
    """
    numbers = np.arange(FIRST_NUMBER, LAST_NUMBER + 1, dtype=np.int32)
    dates = numbers.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]").astype(np.int32) + 1970
    is_known = (years >= min(BANK_HOLIDAYS)) & (years <= max(BANK_HOLIDAYS))
    is_weekday = (numbers + 3) % 7 < 5  # 1970-01-01 was a Thursday
    holidays = np.array([day_number(day) for year in BANK_HOLIDAYS.values() for day in year], dtype=np.int32)
    works = is_known & is_weekday & ~np.isin(numbers, holidays)
    ordinals = numbers - months.astype("datetime64[D]").astype(np.int32) + 1
    return _with_nowhere(
        {
            "day_no": numbers,
            "workday_no": pa.array(np.cumsum(works, dtype=np.int32), mask=~is_known),
            "month_key": months.astype(np.int32) * MONTH + ordinals,
        }
    )


@cache
def workdays() -> pa.Table:
    """One row a working day, and one for :data:`NOWHERE`: ``workday_no`` and its ``day_no``."""
    days = calendar().slice(1).drop_null()
    numbers, counts = days["day_no"].to_numpy(), days["workday_no"].to_numpy()
    works = np.diff(counts, prepend=0) == 1
    return _with_nowhere({"workday_no": counts[works], "day_no": numbers[works]}, said="workday_no")


@cache
def month_days() -> pa.Table:
    """One row for each month and each day from 1 to 31: the ``day_no`` of that day, or of a shorter month's last."""
    days = calendar().slice(1)
    months, numbers = days["month_key"].to_numpy() // MONTH, days["day_no"].to_numpy()
    month_nos, starts, lengths = np.unique(months, return_index=True, return_counts=True)
    ordinals = np.arange(1, 32, dtype=np.int32)
    within = np.minimum(ordinals[None, :], lengths[:, None]) - 1
    keys = (month_nos[:, None] * MONTH + ordinals[None, :]).ravel().astype(np.int32)
    return _with_nowhere({"month_key": keys, "day_no": numbers[starts[:, None] + within].ravel()}, said="month_key")


def _with_nowhere(columns: dict[str, Any], said: str = "day_no") -> pa.Table:
    """The columns, after a row whose ``said`` is nowhere and which says nothing else."""
    table = pa.table(columns)
    nowhere = {name: pa.array([NOWHERE if name == said else None], pa.int32()) for name in columns}
    return pa.concat_tables([pa.table(nowhere), table]).combine_chunks()


def last_month_key() -> int:
    """The greatest ``month_key`` there is."""
    return int(month_days()["month_key"].to_numpy()[-1])


def last_workday() -> int:
    """The greatest ``workday_no`` there is."""
    return int(workdays()["workday_no"].to_numpy()[-1])


TABLES = {"calendar": calendar, "workdays": workdays, "month_days": month_days}
