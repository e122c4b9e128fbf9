"""The rows of a child's file as it was known when the evidence was frozen, each in a line, to be pointed at.

What is known then is all there is: a row written or corrected since is not here, or is as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sightline.casework.queries.child.chronology import BY_TABLE
from sightline.casework.queries.child.reading import said
from sightline.casework.queries.child.staff import Staff, staff_of
from sightline.inspection.models import Audit
from sightline.ledger.children import ChildRecord, Kept, child_record
from sightline.record.schema import Kind, Table
from sightline.record.tables import TABLES
from sightline.standards.sentences import table_in_words

MOST_SAID = 3  # values of a row that no chronology tells
WORDLESS = "a row without words"  # of a row whose columns say nothing


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file. ``on``: the day it is of, None where it has none."""

    table: str
    key: str
    version: int
    on: dt.date | None
    words: str

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.table}/{self.key}"

    @property
    def part(self) -> str:
        """The part of the record it belongs to, in words."""
        words = table_in_words(self.table)
        return words[0].upper() + words[1:]


def rows_known(audit: Audit) -> list[FileRow]:
    """The rows of the audited child's file as known at the audit's instant, the latest first; undated ones last.

    Nobody is authorised here: whoever shows them has opened the child.
    """
    return rows_of(child_record(audit.child.person_id, audit.known_at))


def rows_of(record: ChildRecord) -> list[FileRow]:
    """The rows of a child's record, in the same order."""
    staff = staff_of(record)
    found = [_row(TABLES[name], kept, staff) for name, every in record.rows.items() for kept in every]
    return sorted(
        found, key=lambda each: (each.on is not None, each.on or dt.date.min, each.table, each.key), reverse=True
    )


def by_year(rows: list[FileRow]) -> list[tuple[str, list[FileRow]]]:
    """The same by year, the latest first, for a page; undated ones last."""
    years = groupby(rows, key=lambda each: str(each.on.year) if each.on else "No date")
    return [(year, list(each)) for year, each in years]


def _row(table: Table, kept: Kept, staff: Staff) -> FileRow:
    fields = {column.name: getattr(kept.row, column.name) for column in table.columns}
    on, words = _told(table, fields, staff) or _otherwise(table, fields)
    return FileRow(table.name, str(fields[table.key.name]), kept.version, on, words)


def _told(table: Table, fields: Mapping[str, Any], staff: Staff) -> tuple[dt.date, str] | None:
    """The row as the child's chronology tells it, by the last of its dates."""
    telling = [each for each in BY_TABLE.get(table.name, ()) if fields[each.on] is not None and each.where(fields)]
    if not telling:
        return None
    first = telling[0]
    values = _Values(table, fields, staff)
    return fields[first.on], "; ".join(each.words.format_map(values) for each in telling)


def _otherwise(table: Table, fields: Mapping[str, Any]) -> tuple[dt.date | None, str]:
    """A row that no chronology tells: its first date, and what its first coded or written columns say."""
    on = next((fields[each.name] for each in table.columns if each.kind is Kind.DATE and fields[each.name]), None)
    return on, "; ".join(_values(table, fields)) or WORDLESS


def _values(table: Table, fields: Mapping[str, Any]) -> Iterator[str]:
    shown = 0
    for column in table.columns:
        value = fields[column.name]
        if value is None or column.kind in (Kind.KEY, Kind.DATE) or column.name.endswith("_id") or shown == MOST_SAID:
            continue
        shown += 1
        yield f"{column.meaning.rstrip('.')}: {said(table, column.name, value)}"[:120]


class _Values(dict[str, str]):
    """A row's columns as words, for a sentence that names them."""

    def __init__(self, table: Table, fields: Mapping[str, Any], staff: Staff) -> None:
        super().__init__()
        self._table, self._fields, self._staff = table, fields, staff

    def __missing__(self, column: str) -> str:
        value = self._fields[column]
        return self._staff.name(value) if column == "professional_id" else said(self._table, column, value)
