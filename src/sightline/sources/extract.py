"""An extract: the record as columns, with what its source could supply and what was refused.

Every source reads into an :class:`Extract` and every engine reads from one. Tables are Arrow, one a declared table, in
:func:`arrow_schema`. A table the source cannot supply is present and empty; ``supplied`` tells the two apart, so that a
standard without its columns is *not assessable* rather than met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, TypeVar, cast

import pyarrow as pa

from sightline.record.schema import Kind, Row, Table
from sightline.record.tables import TABLES

ARROW_TYPES: Mapping[Kind, pa.DataType] = MappingProxyType(
    {
        Kind.KEY: pa.string(),
        Kind.TEXT: pa.string(),
        Kind.CODE: pa.string(),
        Kind.DATE: pa.date32(),
        Kind.FLAG: pa.bool_(),
        Kind.COUNT: pa.int64(),
        Kind.AMOUNT: pa.float64(),
    }
)

R = TypeVar("R", bound=Row)


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a declared table: its columns in order."""
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in table.columns])


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A row (or value, when ``kept_row``) that could not be taken into the record, and why.

    Never holds the value: it may identify a child. ``line`` is 1-based in the file; 0 where the file has no lines.
    """

    file: str
    line: int
    column: str
    reason: str
    kept_row: bool = False


@dataclass(frozen=True, slots=True, order=True)
class FileSummary:
    """What became of one file: rows taken into ``table`` and rows refused, with what was passed over in silence.

    ``accepted`` and ``refused`` are rows; ``collapsed`` rows repeat another word for word; ``ignored_columns`` are
    columns the record has no place for. ``table`` names what the file held: a table of the record, or a file of the
    return it belongs to where that fills several.
    """

    file: str
    table: str
    accepted: int
    refused: int
    collapsed: int = 0
    ignored_columns: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """The record read from one source.

    ``tables``: every declared table by name. ``supplied``: by table, the columns the source can hold at all.
    ``refusals``: each refused row or value, ``refused_total`` counts those beyond the ones kept in detail too.
    ``source``: in words, without a path that could name a child. ``files``: what became of each file read. ``notes``:
    what else a reader should know of this reading, a sentence each.
    """

    tables: Mapping[str, pa.Table]
    supplied: Mapping[str, frozenset[str]]
    source: str
    refusals: tuple[Refusal, ...] = ()
    refused_total: int = 0
    files: tuple[FileSummary, ...] = ()
    notes: tuple[str, ...] = ()

    def supplies(self, table: str, column: str) -> bool:
        """Whether the source can hold ``column`` of ``table``."""
        return column in self.supplied.get(table, frozenset())

    def rows(self, table: str, row: type[R]) -> list[R]:
        """The rows of ``table`` as instances of its row class; for small tables, tests and the reference engine."""
        return [row(**each) for each in self.tables[table].to_pylist()]

    @property
    def row_count(self) -> int:
        """Rows in all tables."""
        return sum(table.num_rows for table in self.tables.values())


def from_rows(
    rows: Iterable[Row], *, source: str = "rows given literally", only: Iterable[str] | None = None
) -> Extract:
    """An extract from row instances; supplies every column of every table, or of the tables ``only`` names."""
    by_class = {table.row: table for table in TABLES.values()}
    columns: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for row in rows:
        columns[by_class[type(row)].name].append({f.name: getattr(row, f.name) for f in fields(cast(Any, row))})
    tables = {name: pa.Table.from_pylist(columns[name], schema=arrow_schema(table)) for name, table in TABLES.items()}
    names = set(TABLES) if only is None else set(only)
    return Extract(tables, {name: frozenset(c.name for c in TABLES[name].columns) for name in names}, source)


def complete(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """``tables`` with an empty one added for each declared table that is missing."""
    return {name: tables.get(name, arrow_schema(table).empty_table()) for name, table in TABLES.items()}


def refusals_by_reason(extract: Extract) -> dict[tuple[str, str, str], tuple[int, ...]]:
    """The lines refused by file, column and reason, in order: of each kind, those kept in detail."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for each in sorted(extract.refusals):
        lines.setdefault((each.file, each.column, each.reason), []).append(each.line)
    return {kind: tuple(found) for kind, found in lines.items()}
