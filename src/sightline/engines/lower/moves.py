"""Days moved by a limit, read from the calendar tables; a day the calendar cannot say is missing."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FIRST_NUMBER, LAST_NUMBER, MONTH, NOWHERE, last_month_key, last_workday
from sightline.standards.nodes import Unit

NUMBER = "int32"

CALENDAR = ibis.table({"day_no": NUMBER, "workday_no": NUMBER, "month_key": NUMBER}, name="calendar")
WORKDAYS = ibis.table({"workday_no": NUMBER, "day_no": NUMBER}, name="workdays")
MONTH_DAYS = ibis.table({"month_key": NUMBER, "day_no": NUMBER}, name="month_days")


def nothing() -> ir.Value:
    """A missing number."""
    return ibis.null(NUMBER)


def number(value: int | ir.Value) -> ir.Value:
    """A whole number of the one width used throughout, so that series of the same shape pool."""
    return ibis.literal(value, NUMBER) if isinstance(value, int) else value.cast(NUMBER)


def in_calendar(day: ir.Value) -> ir.Value:
    """``day``, or nothing if it lies outside the calendar."""
    return ibis.ifelse((day >= FIRST_NUMBER) & (day <= LAST_NUMBER), day, nothing())


def moved(rows: ir.Table, day: str, by: str | int, unit: Unit, into: str, less: str | None = None) -> ir.Table:
    """``rows`` with column ``into``: the day in column ``day``, later by so many of ``unit``.

    ``by`` is the number, or the column that holds it; where that holds none, the day cannot be said. ``less`` names a
    column of days to take off again, if the calendar reaches back that far. Every row finds
    one row in each table it is joined to, the one for nowhere if no other, so that databases may look up rather than
    search.
    """
    columns = [name for name in rows.columns if name != into]
    rows = rows.select(*rows.columns, move=number(by)) if isinstance(by, int) else rows.mutate(move=rows[by])
    if unit is Unit.DAYS:
        later = rows[day] + rows.move
        is_said = (rows[day] >= FIRST_NUMBER) & (later <= LAST_NUMBER)
        rows = rows.mutate(found=ibis.ifelse(is_said, later, nothing()))
    elif unit is Unit.MONTHS:
        rows = _by_months(_located(rows, day))
    else:
        rows = _by_working_days(_located(rows, day))
    if less is not None:
        rows = rows.mutate(found=rows.found - rows[less])
        rows = rows.mutate(found=ibis.ifelse(rows.found >= FIRST_NUMBER, rows.found, nothing()))
    return rows.select(*columns, **{into: number(rows.found)})


def _located(rows: ir.Table, day: str) -> ir.Table:
    """``rows`` with where ``day`` stands in the calendar: ``at``, ``at_workday``, ``at_month``."""
    rows = rows.mutate(place=_or_nowhere(in_calendar(rows[day])))
    days = CALENDAR.select(at=CALENDAR.day_no, at_workday=CALENDAR.workday_no, at_month=CALENDAR.month_key)
    return rows.inner_join(days, rows.place == days["at"]).select(*rows.columns, "at", "at_workday", "at_month")


def _by_working_days(rows: ir.Table) -> ir.Table:
    """The working day whose number is so many after that of the last working day up to and including the day."""
    to_workday = rows.at_workday + rows.move
    is_there = (rows.move > 0) & (to_workday <= last_workday())  # no working day is numbered 0
    rows = rows.mutate(to_workday=_or_nowhere(ibis.ifelse(is_there, to_workday, nothing())))
    workdays = WORKDAYS.select(found_workday=WORKDAYS.workday_no, workday=WORKDAYS.day_no)
    rows = rows.inner_join(workdays, rows.to_workday == workdays.found_workday).select(*rows.columns, "workday")
    is_said = rows.at_workday.notnull() & rows.move.notnull()
    return rows.mutate(found=ibis.cases((rows.move > 0, rows.workday), (is_said, rows["at"])))


def _by_months(rows: ir.Table) -> ir.Table:
    to_month = rows.at_month + rows.move * MONTH
    rows = rows.mutate(to_month=_or_nowhere(ibis.ifelse(to_month <= last_month_key(), to_month, nothing())))
    month_days = MONTH_DAYS.select(found_month=MONTH_DAYS.month_key, found=MONTH_DAYS.day_no)
    return rows.inner_join(month_days, rows.to_month == month_days.found_month).select(*rows.columns, "found")


def _or_nowhere(place: ir.Value) -> ir.Value:
    return number(ibis.coalesce(place, NOWHERE))
