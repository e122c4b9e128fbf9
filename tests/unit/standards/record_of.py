"""The smallest record that starts a standard's clock: one row for each thing the node asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind, Row
from sightline.record.tables import TABLES
from sightline.standards.needs import clock_starting
from sightline.standards.nodes import Condition, Events, Every, Linked, Spans, Test
from sightline.standards.standard import Standard

EVENT = dt.date(2025, 1, 6)  # after every document in the catalogue came into force
SPAN = dt.date(2023, 1, 2)  # long enough before it for what begins after a time


def record_of(standard: Standard) -> list[Row]:
    """Rows that start the standard's clock at least once, and keys that join them."""
    numbers = count(1)
    start, *_ = clock_starting(standard.node)
    rows = list(_rows(start, EVENT if isinstance(start, Events) else SPAN, numbers))
    if isinstance(standard.node, Every):
        event = standard.node.event
        first = event if isinstance(event, Events) else event.events[0]
        for number in range(standard.node.from_gap):
            rows += _rows(first, SPAN + dt.timedelta(days=200 + 10 * number), numbers)
    return list({(type(row), _key(row)): row for row in rows}.values())


def _rows(what: Events | Spans, on: dt.date, numbers: Iterator[int]) -> Iterator[Row]:
    if isinstance(what, Events):
        yield _row(what.table, {what.on: on}, what.where, numbers)
    else:
        yield _row(what.table, {what.starts: on}, what.where, numbers)
        if what.only_while is not None:
            yield from _rows(what.only_while.spans, on, numbers)
        if what.aged is not None:
            low, _ = what.aged
            born = on.replace(year=on.year - (low or 0)) - dt.timedelta(days=30)
            yield _row("people", {"born_on": born}, (), numbers)
    for link in what.linked:
        if not link.absent:
            yield _linked(link, numbers)


def _linked(link: Linked, numbers: Iterator[int]) -> Row:
    return _row(link.table, {}, link.where, numbers)


def _row(table: str, dates: dict[str, dt.date], where: Iterable[Condition], numbers: Iterator[int]) -> Row:
    declared = TABLES[table]
    values: dict[str, Any] = {}
    for column in declared.columns:
        if column.kind is Kind.KEY:
            values[column.name] = f"{column.name}-1"
    if not dates.keys() <= {"born_on"} and table not in ("people", "cin_episodes"):
        number = next(numbers)
        values[declared.key.name] = f"{declared.key.name}-1" if number == 1 else f"{declared.key.name}-{number}"
    for condition in where:
        values[condition.column] = _value(table, condition, dates)
    return declared.row(**{**values, **dates})


def _value(table: str, condition: Condition, dates: dict[str, dt.date]) -> Any:
    column = TABLES[table].column(condition.column)
    match condition.test:
        case Test.IS:
            return condition.values[0]
        case Test.MISSING:
            return None
        case Test.IS_NOT if column.kind is Kind.FLAG:
            return not condition.values[0]
        case Test.IS_NOT:
            return next(code for code in CODE_SETS[str(column.codes)].meanings if code not in condition.values)
        case _:
            given = {Kind.DATE: EVENT, Kind.FLAG: True, Kind.TEXT: "given", Kind.KEY: f"{column.name}-1"}
            if column.kind is Kind.CODE:
                return next(iter(CODE_SETS[str(column.codes)].meanings))
            return dates.get(condition.column, given[column.kind])


def _key(row: Row) -> str:
    table = next(table for table in TABLES.values() if table.row is type(row))
    return str(getattr(row, table.key.name))
