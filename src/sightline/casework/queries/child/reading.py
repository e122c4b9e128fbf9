"""A child's rows by their class, and which of them hold on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from sightline.casework.queries.child.staff import Staff
from sightline.casework.queries.child.written import Writings
from sightline.ledger.children import ChildRecord
from sightline.record.codes import CODE_SETS
from sightline.record.schema import Row, Table
from sightline.record.tables import TABLES

R = TypeVar("R", bound=Row)
TABLE_OF: Mapping[type[Row], Table] = MappingProxyType({table.row: table for table in TABLES.values()})


@dataclass(frozen=True, slots=True)
class Reading:
    """A child's record as the page reads it: as at a day, with who its staff are and who wrote its rows."""

    record: ChildRecord
    as_at: dt.date
    staff: Staff
    writings: Writings

    def rows(self, row: type[R]) -> list[R]:
        """The rows of a class, in the order they were written."""
        return rows(self.record, row)


def rows(record: ChildRecord, row: type[R]) -> list[R]:
    """The rows of a class, in the order they were written."""
    return [each.row for each in record.of(TABLE_OF[row].name) if isinstance(each.row, row)]


def holds(day: dt.date, started_on: dt.date | None, ended_on: dt.date | None) -> bool:
    """Whether something holds on ``day``: begun by then, and until the day before it ended. Without a beginning it is
    not known to."""
    return started_on is not None and started_on <= day and (ended_on is None or ended_on > day)


def happened(day: dt.date, on: dt.date | None) -> bool:
    """Whether something is known to have happened by ``day``."""
    return on is not None and on <= day


def meaning(codes: str, value: str | None) -> str:
    """What a code means; the code itself where the set does not know it, "" for none."""
    return CODE_SETS[codes].meanings.get(value, value).rstrip(".") if value else ""


def said(table: Table, column: str, value: Any) -> str:
    """A value of a column in words, as a page shows it."""
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return in_words(value)
    codes = table.column(column).codes
    return meaning(codes, value) if codes else str(value)


def mid_sentence(words: str) -> str:
    """Words that can follow others: a small first letter, unless they begin with initials."""
    return words if words[:2].isupper() or not words else words[0].lower() + words[1:]


def in_words(day: dt.date | None) -> str:
    """A day as 14 November 2016."""
    return "a day not recorded" if day is None else f"{day.day} {day:%B %Y}"
