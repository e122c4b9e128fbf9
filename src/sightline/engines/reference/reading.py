"""Rows, conditions, links and events, one row at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sightline.record import calendar
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.record.tables.people import Person
from sightline.sources.extract import Extract
from sightline.standards.nodes import AnyOf, Condition, Events, Happening, Limit, Linked, Test, Unit

PERSON = "person_id"  # the column, in any table, that names whom a row is about


@dataclass(frozen=True, slots=True)
class Event:
    """One row as a dated thing; ``on`` None: its date is not known."""

    row: Row
    ref: str
    on: dt.date | None
    until: dt.date | None


class Reading:
    """An extract as rows, each table read once."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._rows: dict[str, list[Row]] = {}
        self._born_on: dict[str, dt.date | None] | None = None

    def rows(self, table: str) -> list[Row]:
        """All rows of ``table``."""
        if table not in self._rows:
            self._rows[table] = self._extract.rows(table, TABLES[table].row)
        return self._rows[table]

    def matching(
        self, table: str, where: Iterable[Condition], linked: Iterable[Linked], having: Iterable[str] = ()
    ) -> list[Row]:
        """Rows of ``table`` that satisfy every condition and link, with a value in every column of ``having``."""
        rows = [row for row in self.rows(table) if all(getattr(row, column) is not None for column in having)]
        rows = [row for row in rows if satisfies_all(row, where)]
        for link in linked:
            others = self.matching(link.table, link.where, ())
            values = {getattr(other, link.by) for other in others} - {None}
            rows = [row for row in rows if (getattr(row, link.by) in values) is not link.absent]
        return rows

    def happenings(self, happening: Happening, having: Iterable[str] = ()) -> list[Event]:
        """The events of one kind, or of several pooled."""
        kinds = happening.events if isinstance(happening, AnyOf) else (happening,)
        return [event for kind in kinds for event in self._events(kind, having)]

    def _events(self, events: Events, having: Iterable[str]) -> list[Event]:
        key = TABLES[events.table].key.name
        return [
            Event(
                row=row,
                ref=getattr(row, key),
                on=_moved(getattr(row, events.on), events.later),
                until=None if events.until is None else getattr(row, events.until),
            )
            for row in self.matching(events.table, events.where, events.linked, having)
        ]

    def days_by(self, happening: Happening, by: str) -> dict[Any, list[dt.date]]:
        """The known dates of the events, in order, for each value of ``by``."""
        days: dict[Any, list[dt.date]] = defaultdict(list)
        for event in self.happenings(happening, having=(by,)):
            if event.on is not None:
                days[getattr(event.row, by)].append(event.on)
        return {value: sorted(each) for value, each in days.items()}

    def born_on(self, row: Row) -> dt.date | None:
        """The birth date of the person a row is about; None if it, or the person, is not recorded."""
        if self._born_on is None:
            self._born_on = {person.person_id: person.born_on for person in self._extract.rows("people", Person)}
        return self._born_on.get(getattr(row, PERSON))


def ref_of(row: Row, table: str) -> str:
    """The row's key."""
    ref: str = getattr(row, TABLES[table].key.name)
    return ref


def satisfies_all(row: Row, conditions: Iterable[Condition]) -> bool:
    """Whether ``row`` satisfies every condition."""
    return all(_satisfies(row, condition) for condition in conditions)


def _satisfies(row: Row, condition: Condition) -> bool:
    value = getattr(row, condition.column)
    if condition.test is Test.MISSING:
        return value is None
    if value is None:
        return False
    match condition.test:
        case Test.KNOWN:
            return True
        case Test.IS:
            return value in condition.values
        case Test.IS_NOT:
            return value not in condition.values
        case Test.NOT_BEFORE | Test.BEFORE:
            other = getattr(row, str(condition.values[0]))
            if other is None:
                return False
            return bool(value < other) if condition.test is Test.BEFORE else bool(value >= other)
    raise AssertionError(condition.test)


def after(day: dt.date, limit: Limit) -> dt.date | None:
    """``day`` plus ``limit``; None where the calendar cannot say."""
    match limit.unit:
        case Unit.DAYS:
            return calendar.add_days(day, limit.number)
        case Unit.MONTHS:
            return calendar.add_months(day, limit.number)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(day, limit.number)


def _moved(day: dt.date | None, later: Limit | None) -> dt.date | None:
    return day if day is None or later is None else after(day, later)
