"""Days moved by a limit, read from the calendar tables; a day the calendar cannot say is missing."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FIRST_NUMBER, LAST_NUMBER
from sightline.engines.lower.plan import UNITS
from sightline.standards.nodes import Limit, Unit

NUMBER = "int32"

CALENDAR = ibis.table(
    {"day_no": NUMBER, "workday_no": NUMBER, "month_no": NUMBER, "day_of_month": NUMBER}, name="calendar"
)
WORKDAYS = ibis.table({"workday_no": NUMBER, "day_no": NUMBER}, name="workdays")
MONTH_DAYS = ibis.table({"month_no": NUMBER, "day_of_month": NUMBER, "day_no": NUMBER}, name="month_days")


def nothing() -> ir.Value:
    """A missing number."""
    return ibis.null(NUMBER)


def number(value: int | ir.Value) -> ir.Value:
    """A whole number of the one width used throughout, so that series of the same shape pool."""
    return ibis.literal(value, NUMBER) if isinstance(value, int) else value.cast(NUMBER)


def moved(rows: ir.Table, day: str, limit: Limit, into: str) -> ir.Table:
    """``rows`` with column ``into``: the day in column ``day`` moved later by ``limit``."""
    if limit.unit is Unit.DAYS:
        return rows.mutate(**{into: _days_on(rows[day], limit.number)})
    if limit.unit is Unit.MONTHS:
        return _by_months(rows, day, limit.number, into)
    return _by_working_days(rows, day, limit.number, into)


def due(rows: ir.Table) -> ir.Table:
    """``rows`` with ``due``: ``since`` moved by the limit in columns ``unit`` and ``number``, less ``less`` days."""
    columns = list(rows.columns)
    of_day = CALENDAR.select(
        at=CALENDAR.day_no, at_workday=CALENDAR.workday_no, at_month=CALENDAR.month_no, at_ordinal=CALENDAR.day_of_month
    )
    rows = rows.left_join(of_day, rows.since == of_day["at"]).select(*columns, *of_day.columns)
    is_working = rows.unit == UNITS.index(Unit.WORKING_DAYS)
    is_months = rows.unit == UNITS.index(Unit.MONTHS)
    rows = rows.mutate(
        to_workday=ibis.ifelse(is_working & (rows.number > 0), rows.at_workday + rows.number, nothing()).cast(NUMBER),
        to_month=ibis.ifelse(is_months, rows.at_month + rows.number, nothing()).cast(NUMBER),
    )
    workdays = WORKDAYS.select(found_workday=WORKDAYS.workday_no, workday=WORKDAYS.day_no)
    rows = rows.left_join(workdays, rows.to_workday == workdays.found_workday)
    month_days = MONTH_DAYS.select(
        found_month=MONTH_DAYS.month_no, found_ordinal=MONTH_DAYS.day_of_month, month_day=MONTH_DAYS.day_no
    )
    rows = rows.left_join(
        month_days, [rows.to_month == month_days.found_month, rows.at_ordinal == month_days.found_ordinal]
    )
    is_working = rows.unit == UNITS.index(Unit.WORKING_DAYS)
    limited = ibis.cases(
        (rows.unit == UNITS.index(Unit.DAYS), rows["at"] + rows.number),
        (rows.unit == UNITS.index(Unit.MONTHS), rows.month_day),
        (is_working & (rows.number > 0), rows.workday),
        (is_working & rows.at_workday.notnull(), rows["at"]),
    )
    rows = rows.select(*columns, due=number(limited - rows.less))
    return rows.mutate(due=in_calendar(rows.due))


def in_calendar(day: ir.Value) -> ir.Value:
    """``day``, or nothing if it lies outside the calendar."""
    return ibis.ifelse((day >= FIRST_NUMBER) & (day <= LAST_NUMBER), day, nothing())


def _days_on(day: ir.Value, days: int) -> ir.Value:
    return ibis.ifelse((day >= FIRST_NUMBER) & (day <= LAST_NUMBER - days), number(day + days), nothing())


def _by_working_days(rows: ir.Table, day: str, count: int, into: str) -> ir.Table:
    of_day = CALENDAR.select(at=CALENDAR.day_no, at_workday=number(CALENDAR.workday_no + count))
    columns: list[Any] = [name for name in rows.columns if name != into]
    rows = rows.left_join(of_day, rows[day] == of_day["at"])
    if count == 0:
        return rows.select(*columns, **{into: ibis.ifelse(rows.at_workday.notnull(), rows["at"], nothing())})
    workdays = WORKDAYS.select(found_workday=WORKDAYS.workday_no, workday=WORKDAYS.day_no)
    rows = rows.select(*columns, at_workday=rows.at_workday)
    rows = rows.left_join(workdays, rows.at_workday == workdays.found_workday)
    return rows.select(*columns, **{into: rows.workday})


def _by_months(rows: ir.Table, day: str, count: int, into: str) -> ir.Table:
    of_day = CALENDAR.select(
        at=CALENDAR.day_no, to_month=number(CALENDAR.month_no + count), at_ordinal=CALENDAR.day_of_month
    )
    columns: list[Any] = [name for name in rows.columns if name != into]
    rows = rows.left_join(of_day, rows[day] == of_day["at"])
    rows = rows.select(*columns, to_month=rows.to_month, at_ordinal=rows.at_ordinal)
    month_days = MONTH_DAYS.select(
        found_month=MONTH_DAYS.month_no, found_ordinal=MONTH_DAYS.day_of_month, month_day=MONTH_DAYS.day_no
    )
    rows = rows.left_join(
        month_days, [rows.to_month == month_days.found_month, rows.at_ordinal == month_days.found_ordinal]
    )
    return rows.select(*columns, **{into: rows.month_day})
