"""Records and expectations as small ASCII tables, so that an example can be read without knowing Python.

A record is one or more tables, a blank line between: the table's name, its column names, then its rows. An empty cell
is a missing value. Flags are ``yes`` and ``no``::

    cp_plans
    cp_plan_id | person_id | started_on | ended_on
    P1         | ada       | 2024-01-31 |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sightline.record.schema import Column, Kind, Row
from sightline.record.tables import TABLES

FLAGS = {"yes": True, "no": False}
_WORDS = {value: word for word, value in FLAGS.items()}
_TABLE_OF = {table.row: table for table in TABLES.values()}


def read_record(text: str) -> list[Row]:
    """The rows of every table in ``text``; ValueError with the line if a row does not fit its header."""
    rows: list[Row] = []
    for block in _blocks(text):
        name, *lines = block
        table = TABLES[name.strip()]
        for cells in read_table(lines):
            values = {column: _value(table.column(column), cell) for column, cell in cells.items()}
            rows.append(table.row(**values))
    return rows


def read_table(lines: Sequence[str]) -> list[dict[str, str]]:
    """The rows under a header line, as cells by column name."""
    if not lines:
        return []
    header, *body = [_cells(line) for line in lines]
    for cells, line in zip(body, lines[1:], strict=True):
        if len(cells) != len(header):
            raise ValueError(f"{len(cells)} cells under {len(header)} columns: {line.strip()!r}")
    return [dict(zip(header, cells, strict=True)) for cells in body]


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as an ASCII table, ready to paste into a test."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[number]) for line in lines) for number in range(len(header))]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def written_record(rows: Iterable[Row]) -> str:
    """Rows as :func:`read_record` reads them, without the columns that hold nothing."""
    by_table: dict[str, list[Row]] = {}
    for row in rows:
        by_table.setdefault(_TABLE_OF[type(row)].name, []).append(row)
    blocks = []
    for name, each in by_table.items():
        header = [column.name for column in TABLES[name].columns if any(_cell(row, column.name) for row in each)]
        blocks.append(f"{name}\n{written(header, [[_cell(row, column) for column in header] for row in each])}")
    return "\n\n".join(blocks)


def _cell(row: Row, column: str) -> str:
    value = getattr(row, column)
    return "" if value is None else _WORDS[value] if isinstance(value, bool) else str(value)


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _value(column: Column, cell: str) -> str | dt.date | bool | int | float | None:
    if not cell:
        return None
    match column.kind:
        case Kind.DATE:
            return dt.date.fromisoformat(cell)
        case Kind.FLAG:
            return FLAGS[cell]
        case Kind.COUNT:
            return int(cell)
        case Kind.AMOUNT:
            return float(cell)
        case _:
            return cell
