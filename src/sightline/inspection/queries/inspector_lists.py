"""The child-level lists as an inspector reads them: worked out from the record, kept for an hour.

Working them out reads the whole record, which for a large council takes seconds. A list an hour old serves a reader who
goes through it; the page says as known when.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection
from dataclasses import dataclass

from sightline.ledger.kept import known_now
from sightline.record.schema import Kind
from sightline.sources.annex_a.deriving import derive
from sightline.sources.annex_a.lists import Lists
from sightline.sources.annex_a.specification import AnnexList, ListColumn, specification

KEPT_FOR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Worked:
    """The lists of a day, and when they were worked out."""

    lists: Lists
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: whom it is about ("" for an adopter), and its cells as they are written."""

    person_id: str
    cells: tuple[str, ...]


_lock = threading.Lock()
_worked: dict[dt.date, Worked] = {}


def worked_out(day: dt.date, now: dt.datetime) -> Worked:
    """The lists as at ``day``, as known within the last hour."""
    with _lock:
        found = _worked.get(day)
        if found is None or not dt.timedelta(0) <= now - found.at <= KEPT_FOR:
            found = Worked(derive(known_now().extract, day), now)
            _worked.clear()
            _worked[day] = found
        return found


def forget() -> None:
    """Work the lists out again when they are next asked for."""
    with _lock:
        _worked.clear()


def rows_of(lists: Lists, annex_list: AnnexList, hidden: Collection[str]) -> list[ListRow]:
    """The rows of a list without the children of ``hidden``, with codes as the list writes them."""
    table = lists.without(hidden).tables[annex_list.number]
    columns = [(each, table.column(each.key).to_pylist()) for each in annex_list.columns]
    is_of_children = annex_list.subject.key == "child_id"
    subjects = table.column(annex_list.subject.key).to_pylist()
    return [
        ListRow(
            str(subjects[number]) if is_of_children and subjects[number] else "",
            tuple(_written(column, values[number]) for column, values in columns),
        )
        for number in range(table.num_rows)
    ]


def _written(column: ListColumn, value: object) -> str:
    if value is None:
        return ""
    if column.kind is Kind.CODE and column.codes is not None:
        return column.codes.written.get(str(value), str(value))
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def list_of(number: int) -> AnnexList | None:
    """The list of this number; None where there is none."""
    return specification().lists.get(number)
