"""Where the simulator's rows go: one list of tuples a table, turned into Arrow a chunk at a time.

Keys are whole numbers until the very end, when one vectorised pass makes them the stable strings of the record
(:data:`TAGS` gives each table's letter). A column that names a worker, manager or team holds the number of the child's
*segment* (who should hold the case, from when to when); staff are found for segments afterwards
(:mod:`sightline.simulate.allocation`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.simulate.layout import LAYOUT

Append = Callable[[tuple[Any, ...]], None]

_TYPES: Mapping[Kind, pa.DataType] = {
    Kind.KEY: pa.int64(),
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.DATE: pa.int32(),
    Kind.FLAG: pa.bool_(),
    Kind.COUNT: pa.int64(),
    Kind.AMOUNT: pa.float64(),
}

SEGMENTS = pa.schema(
    [
        ("segment", pa.int64()),
        ("person", pa.int64()),
        ("family", pa.int64()),
        ("referral", pa.int64()),
        ("service", pa.string()),
        ("role", pa.string()),
        ("starts", pa.int32()),
        ("ends", pa.int32()),  # days.FOREVER while it runs
        ("held_by", pa.string()),  # "" for any worker; a named desk otherwise
    ]
)
LAPSES = pa.schema(
    [
        ("standard", pa.string()),
        ("ref", pa.int64()),
        ("subject", pa.int64()),
        ("began", pa.int32()),
        ("planted", pa.bool_()),
    ]
)


class Sink:
    """Rows by table; ``sink.cin_visits((...))`` appends one, its columns as :data:`LAYOUT` orders them."""

    __slots__ = ("__dict__", "lists")

    def __init__(self) -> None:
        self.lists: dict[str, list[tuple[Any, ...]]] = {name: [] for name in (*LAYOUT, "segments", "lapses")}
        self.__dict__.update({name: rows.append for name, rows in self.lists.items()})

    def __getattr__(self, name: str) -> Append:
        raise AttributeError(f"the simulator writes no table {name!r}")

    def marks(self) -> list[int]:
        """How many rows each table has, to come back to."""
        return [len(rows) for rows in self.lists.values()]

    def back_to(self, marks: list[int]) -> None:
        """Forget every row written since ``marks``."""
        for rows, mark in zip(self.lists.values(), marks, strict=True):
            del rows[mark:]

    def take(self) -> dict[str, pa.Table]:
        """The rows as Arrow (keys and dates as numbers), leaving the sink empty."""
        taken = {name: _arrow(chunk_schema(name), rows) for name, rows in self.lists.items()}
        for rows in self.lists.values():
            rows.clear()
        return taken


def chunk_schema(name: str) -> pa.Schema:
    """The numeric schema of a chunk of table ``name``."""
    if name == "segments":
        return SEGMENTS
    if name == "lapses":
        return LAPSES
    table = TABLES[name]
    return pa.schema([(column, _TYPES[table.column(column).kind]) for column in LAYOUT[name]])


def _arrow(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    if not rows:
        return schema.empty_table()
    return pa.table(
        [pa.array(values, type=each.type) for values, each in zip(zip(*rows, strict=True), schema, strict=True)],
        schema=schema,
    )
