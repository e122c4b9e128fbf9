"""One child's record, whole, in one query: for the child's page, and for working out again what is owed to the child.

Asking each of seventy tables apart would cost more than everything else on a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

import pyarrow as pa

from sightline.ledger.asking import Found, Shut, versions_with
from sightline.ledger.queries import last_through
from sightline.ledger.snapshot import OWN_STORE, supplied, supplied_through
from sightline.record.schema import Kind, Row, Table
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, arrow_schema

R = TypeVar("R", bound=Row)

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
    """Every row known of one child, by table; tables without a row are left out. ``former``: the versions that had been
    closed by then, as the ledger keeps them, in the order written."""

    person_id: str
    rows: Mapping[str, tuple[Kept, ...]]
    through: int
    former: Sequence[tuple[Found, Shut]] = ()

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
    standing, former = versions_with(OF_CHILDREN, "person_id", [person_id], through)
    return ChildRecord(person_id, _kept(standing), through, former)


def child_extract(person_id: str, known_at: dt.datetime | None = None) -> Extract:
    """A child's record as an extract for an engine, with the posts of the staff involved."""
    record = child_record(person_id, known_at)
    rows = {name: [each.row for each in kept] for name, kept in record.rows.items()}
    staff = {key for each in record.of("involvements") if (key := getattr(each.row, "professional_id")) is not None}  # noqa: B009 - of a row of some class
    if staff:
        standing, _ = versions_with(OF_STAFF, "professional_id", sorted(staff), record.through)
        for name, kept in _kept(standing).items():
            rows[name] = [each.row for each in kept]
    held = supplied() if known_at is None else supplied_through(record.through)
    return _OfRows(_Columns(rows), held, OWN_STORE)


@dataclass(frozen=True, slots=True)
class _Columns(Mapping[str, pa.Table]):
    """Tables made of rows when they are first asked for: a child's are few, and seldom all read as columns."""

    rows: Mapping[str, Sequence[Row]]
    made: dict[str, pa.Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self.made:
            columns = [
                pa.array([getattr(row, each.name) for row in self.rows.get(name, ())], each.type)
                for each in arrow_schema(TABLES[name])
            ]
            self.made[name] = pa.table(columns, schema=arrow_schema(TABLES[name]))
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


class _OfRows(Extract):
    """An extract that has its rows as rows already."""

    __slots__ = ()

    def rows(self, table: str, row: type[R]) -> list[R]:
        """See :class:`~sightline.sources.extract.Extract`."""
        return cast(list[R], list(cast(_Columns, self.tables).rows.get(table, ())))


def _kept(standing: Sequence[Found]) -> dict[str, tuple[Kept, ...]]:
    found: dict[str, list[Kept]] = {}
    for name, version, opened_in, row in standing:
        found.setdefault(name, []).append(Kept(row_of(TABLES[name], row), version, opened_in))
    return {name: tuple(kept) for name, kept in found.items()}


def row_of(table: Table, values: Sequence[Any]) -> Row:
    """A row of ``table`` from its values as JSON has them, in the order of its columns."""
    found = list(values)
    names, turned = _as_json_has(table.name)
    for place, into in turned:
        if found[place] is not None:
            found[place] = into(found[place])
    return table.row(**dict(zip(names, found, strict=True)))


_TURNED: Mapping[Kind, Callable[[Any], Any]] = {Kind.DATE: dt.date.fromisoformat, Kind.FLAG: bool, Kind.AMOUNT: float}


@cache
def _as_json_has(table: str) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """The names of the columns, and the places of those whose values JSON has as something else, each with what makes
    them what they are."""
    columns = TABLES[table].columns
    turned = tuple((place, _TURNED[each.kind]) for place, each in enumerate(columns) if each.kind in _TURNED)
    return tuple(each.name for each in columns), turned
