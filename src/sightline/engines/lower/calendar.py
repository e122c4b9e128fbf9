"""The calendar as tables of whole numbers, from which every due date is read.

Numbered here from the bank holidays alone, by counting days: nothing is shared with the arithmetic of
:mod:`sightline.record.calendar`, so that an engine's agreement with the reference engine means something.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pyarrow as pa

from sightline.record.bank_holidays import BANK_HOLIDAYS
from sightline.record.calendar import FIRST_DAY, LAST_DAY

EPOCH = dt.date(1970, 1, 1)


def day_number(day: dt.date) -> int:
    """Days since 1970-01-01, as Arrow and Parquet number them."""
    return (day - EPOCH).days


FIRST_NUMBER, LAST_NUMBER = day_number(FIRST_DAY), day_number(LAST_DAY)
FAR = 2_000_000_000  # a day number beyond any date: the end of what is open, while ends are compared


@cache
def calendar() -> pa.Table:
    """One row a day: ``day_no``, ``workday_no``, ``month_no``, ``day_of_month``.

    ``workday_no`` counts the working days up to and including the day, from 1 January of the first year whose holidays
    are known; it is missing in other years. ``month_no`` counts months from January of the year 0.
    """
    numbers = np.arange(FIRST_NUMBER, LAST_NUMBER + 1, dtype=np.int32)
    dates = numbers.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]").astype(np.int32) + 1970
    is_known = (years >= min(BANK_HOLIDAYS)) & (years <= max(BANK_HOLIDAYS))
    is_weekday = (numbers + 3) % 7 < 5  # 1970-01-01 was a Thursday
    holidays = np.array([day_number(day) for year in BANK_HOLIDAYS.values() for day in year], dtype=np.int32)
    works = is_known & is_weekday & ~np.isin(numbers, holidays)
    return pa.table(
        {
            "day_no": numbers,
            "workday_no": pa.array(np.cumsum(works, dtype=np.int32), mask=~is_known),
            "month_no": months.astype(np.int32) + np.int32(1970 * 12),
            "day_of_month": (numbers - months.astype("datetime64[D]").astype(np.int32) + 1).astype(np.int32),
        }
    )


@cache
def workdays() -> pa.Table:
    """One row a working day: ``workday_no`` and its ``day_no``."""
    days = calendar().drop_null()
    numbers, counts = days["day_no"].to_numpy(), days["workday_no"].to_numpy()
    works = np.diff(counts, prepend=0) == 1
    return pa.table({"workday_no": counts[works], "day_no": numbers[works]})


@cache
def month_days() -> pa.Table:
    """One row for each month and each day from 1 to 31: the ``day_no`` of that day, or of a shorter month's last."""
    days = calendar()
    months, numbers = days["month_no"].to_numpy(), days["day_no"].to_numpy()
    month_nos, starts, lengths = np.unique(months, return_index=True, return_counts=True)
    ordinals = np.arange(1, 32, dtype=np.int32)
    within = np.minimum(ordinals[None, :], lengths[:, None]) - 1
    return pa.table(
        {
            "month_no": np.repeat(month_nos, len(ordinals)),
            "day_of_month": np.tile(ordinals, len(month_nos)),
            "day_no": numbers[starts[:, None] + within].ravel(),
        }
    )


TABLES = {"calendar": calendar, "workdays": workdays, "month_days": month_days}
