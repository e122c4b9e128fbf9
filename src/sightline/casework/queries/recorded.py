"""What was written to one table of a child's record, with what each correction took the place of, by whom and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from sightline.access.children import Child
from sightline.access.models import Account
from sightline.casework.signing import account_number
from sightline.ledger.models import Closing, Closure, Transaction, Version
from sightline.ledger.queries import current, versions
from sightline.record.schema import Row
from sightline.record.tables import TABLES

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Written(Generic[R]):
    """One version of a row. ``by``: who wrote it, in words; ``why``: the reason they gave."""

    row: R
    version: int
    at: dt.datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """When a row was withdrawn, by whom, and why."""

    at: dt.datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A row as it stands, or last stood, and what it said before, the latest first. ``taken_back``: how it was
    withdrawn, as recorded in error; None while it is known."""

    now: Written[R]
    earlier: tuple[Written[R], ...]
    taken_back: TakenBack | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether it was recorded in error."""
        return self.taken_back is not None


def entries(child: Child, kind: type[R]) -> list[Entry[R]]:
    """Every row of a child in the table of ``kind``, the last written first. Four queries."""
    return entries_where(kind, person_id=child.person_id)


def entries_where(kind: type[R], **named: str) -> list[Entry[R]]:
    """Every row in the table of ``kind`` whose columns are as ``named``, the last written first. Four queries."""
    table = _table_of(kind)
    every = list(versions(table).filter(**named).order_by("version"))
    closures = Closure.objects.filter(version__in=[each.version for each in every], closing=Closing.WITHDRAWN)
    withdrawn = dict(closures.values_list("version", "closed_in"))
    signatures = _signatures({each.opened_in for each in every} | set(withdrawn.values()))
    written = {each.version: Written(row_of(kind, each), each.version, *signatures[each.opened_in]) for each in every}
    by_key: dict[str, list[Version]] = defaultdict(list)
    for each in every:
        by_key[getattr(each, TABLES[table].key.name)].append(each)
    found = [
        Entry(
            written[of_key[-1].version],
            tuple(written[each.version] for each in reversed(of_key[:-1])),
            TakenBack(*signatures[number]) if (number := withdrawn.get(of_key[-1].version)) else None,
        )
        for of_key in by_key.values()
    ]
    return sorted(found, key=lambda each: -each.now.version)


def standing(child: Child, kind: type[R], key: str) -> tuple[R, int] | None:
    """The row of ``key`` as it is known now, and its version; None unless it is this child's. One query."""
    table = _table_of(kind)
    named = {TABLES[table].key.name: key}
    found = current(table).filter(person_id=child.person_id, **named).first()
    return None if found is None else (row_of(kind, found), found.version)


def key_of(table: str, version: int, person_id: str) -> str | None:
    """Of which row of the child ``version`` is, whether or not it is the current one; nothing else of it is read."""
    named = versions(table).filter(version=version, person_id=person_id)
    return cast("str | None", named.values_list(TABLES[table].key.name, flat=True).first())


def row_of(kind: type[R], version: Version) -> R:
    """A version as a row of the record."""
    values = {each.name: getattr(version, each.name) for each in TABLES[_table_of(kind)].columns}
    return cast(R, cast(Any, kind)(**values))


def _signatures(numbers: Collection[int]) -> Mapping[int, tuple[dt.datetime, str, str]]:
    """When each transaction was written, by whom in words, and why."""
    acts = list(Transaction.objects.filter(number__in=numbers))
    signed = {number for each in acts if (number := account_number(each.by)) is not None}
    names = dict(Account.objects.filter(pk__in=signed).values_list("pk", "name"))
    found = {}
    for each in acts:
        name = names.get(account_number(each.by) or 0) or f"loaded from {each.source}"
        found[each.number] = (each.recorded_at, name, each.why)
    return found


def _table_of(kind: type[Row]) -> str:
    return next(name for name, table in TABLES.items() if table.row is kind)
