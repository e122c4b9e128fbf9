"""One child's record, whole, in one query: for the child's page, and for working out again what is owed to the child.

Asking each of seventy tables apart would cost more than everything else on a page.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from sightline.ledger.queries import last_through
from sightline.ledger.snapshot import supplied, supplied_through
from sightline.record.schema import Column, Kind, Row, Table
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, from_rows

OF_CHILDREN = tuple(table for table in TABLES.values() if table.has("person_id"))
OF_STAFF = tuple(TABLES[name] for name in ("posts",))  # read by standards owed to children, by who is involved


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the ledger keeps it: which version it is, and the transaction that wrote it."""

    row: Row
    version: int
    transaction: int


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """Every row known of one child, by table; tables without a row are left out."""

    person_id: str
    rows: Mapping[str, tuple[Kept, ...]]
    through: int

    def of(self, table: str) -> tuple[Kept, ...]:
        """The rows of ``table``, in the order they were written."""
        return self.rows.get(table, ())

    def __iter__(self) -> Iterator[Row]:
        for kept in self.rows.values():
            yield from (each.row for each in kept)


def child_record(person_id: str, known_at: dt.datetime | None = None) -> ChildRecord:
    """What is known of a child (or was at ``known_at``). No one is authorised here:
    :func:`sightline.access.children.open_child` is the only caller a page may go through."""
    through = last_through(known_at)
    rows = _known(OF_CHILDREN, "person_id", [person_id], through)
    return ChildRecord(person_id, rows, through)


def child_extract(person_id: str, known_at: dt.datetime | None = None) -> Extract:
    """A child's record as an extract for an engine, with the posts of the staff involved."""
    record = child_record(person_id, known_at)
    staff = sorted(
        {key for each in record.of("involvements") if (key := getattr(each.row, "professional_id")) is not None}  # noqa: B009 - of a row of some class
    )
    posts = _known(OF_STAFF, "professional_id", staff, record.through) if staff else {}
    rows = [*record, *(each.row for kept in posts.values() for each in kept)]
    made = from_rows(rows, source="the council's own store")
    return Extract(made.tables, supplied() if known_at is None else supplied_through(record.through), made.source)


def _known(tables: Sequence[Table], column: str, values: Sequence[str], through: int) -> dict[str, tuple[Kept, ...]]:
    found: dict[str, list[Kept]] = {}
    marks = ", ".join(["%s"] * len(values))
    asked: list[str | int] = []
    for _ in tables:
        asked += [*values, through, through]
    with connection.cursor() as cursor:
        cursor.execute(_query(tuple(tables), column, marks), asked)
        for name, version, number, row in cursor.fetchall():
            found.setdefault(name, []).append(Kept(_row(TABLES[name], row), version, number))
    return {name: tuple(sorted(kept, key=lambda each: each.version)) for name, kept in found.items()}


@cache
def _query(tables: tuple[Table, ...], column: str, marks: str) -> str:
    array = "json_build_array" if connection.vendor == "postgresql" else "json_array"
    return " UNION ALL ".join(
        f"SELECT '{table.name}', v.version, v.opened_in, "  # noqa: S608 - names from declarations
        f"{array}({', '.join(f'v.{each.name}' for each in table.columns)}) "
        f'FROM "ledger_{table.name}" v WHERE v.{column} IN ({marks}) AND v.opened_in <= %s AND NOT EXISTS '
        f"(SELECT 1 FROM ledger_closure c WHERE c.version = v.version AND c.closed_in <= %s)"
        for table in tables
    )


def _row(table: Table, values: str | Sequence[Any]) -> Row:
    read = json.loads(values) if isinstance(values, str) else values
    given = {column.name: _value(column, value) for column, value in zip(table.columns, read, strict=True)}
    return table.row(**given)


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.kind:
        case Kind.DATE:
            return dt.date.fromisoformat(value)
        case Kind.FLAG:
            return bool(value)
        case Kind.AMOUNT:
            return float(value)
        case _:
            return value
