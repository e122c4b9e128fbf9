"""One transaction written: its versions, closures and absences, its number, its digest. Nothing else writes the ledger.

Callers (:mod:`sightline.ledger.actions`, :mod:`sightline.ledger.loading`) decide what is new; they hold the store's
lock, inside a database transaction, from before they look to after they write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from sightline.ledger.contents import BEFORE_THE_FIRST, Contents, Listed, Opened, chained
from sightline.ledger.digests import digest_of, row_digests
from sightline.ledger.keepable import refuse_what_cannot_be_kept
from sightline.ledger.models import Absence, Closing, Closure, Noticed, Supplied, Transaction
from sightline.ledger.stores import Store
from sightline.record.tables import TABLES
from sightline.web.clock import now

CASEWORK = "casework"  # the source of what is written here rather than loaded
MANY = 10_000  # rows of a table in one transaction, after which a database should look again at how large it is


@dataclass(frozen=True, slots=True)
class Closed:
    """A version to close."""

    version: int
    table: str
    closing: Closing


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that vanished from its source or came back."""

    table: str
    key: str
    noticed: Noticed


@dataclass(slots=True)
class Draft:
    """What a transaction will write. ``opened``: rows by table, with the columns of its declaration."""

    opened: dict[str, pa.Table] = field(default_factory=dict)
    digests: dict[str, Sequence[str]] = field(default_factory=dict)  # of the rows opened, where they are known already
    closed: list[Closed] = field(default_factory=list)
    absences: list[Gone] = field(default_factory=list)
    supplied: Mapping[str, Sequence[str]] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.closed or self.absences or any(rows.num_rows for rows in self.opened.values()))


def write(store: Store, draft: Draft, *, by: str, why: str, source: str) -> Transaction:
    """Write ``draft`` as the next transaction. The caller holds the lock.

    :class:`~sightline.errors.UserError` if it holds what a database cannot keep.
    """
    for table, rows in draft.opened.items():
        refuse_what_cannot_be_kept(TABLES[table], rows)
    last = Transaction.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    first = last.first_version + last.opened if last else 1
    version, opened = first, []
    for table in sorted(draft.opened):
        rows = draft.opened[table]
        if rows.num_rows:
            opened.append(_open(store, table, rows, draft.digests.get(table), version, number))
            version += rows.num_rows
    closed = _close(store, draft.closed, number)
    absent = _absent(store, draft.absences, number, source)
    contents = Contents(tuple(opened), closed, absent, draft.supplied).as_text()
    grown = [f"ledger_{each.table}" for each in opened if each.count >= MANY]
    if closed.count >= MANY:
        grown.append(Closure._meta.db_table)
    _supply(draft, source)
    store.analyse(grown)
    recorded_at = _after(last)
    previous = last.digest if last else BEFORE_THE_FIRST
    return Transaction.objects.create(
        number=number,
        recorded_at=recorded_at,
        by=by,
        why=why,
        source=source,
        first_version=first,
        opened=version - first,
        contents=contents,
        previous=previous,
        digest=chained(previous, number, instant(recorded_at), by, why, source, contents),
    )


def instant(moment: dt.datetime) -> str:
    """A moment as digested: ISO 8601 in UTC with microseconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def closure_line(version: int, table: str, closing: str) -> str:
    """One closure as digested."""
    return f"{version}\x1f{table}\x1f{closing}"


def absence_line(table: str, key: str, noticed: str, source: str) -> str:
    """One absence as digested."""
    return "\x1f".join((table, key, noticed, source))


def _open(store: Store, table: str, rows: pa.Table, digests: Sequence[str] | None, first: int, number: int) -> Opened:
    found = row_digests(TABLES[table], rows) if digests is None else list(digests)
    count = rows.num_rows
    versions = pa.table(
        {
            "version": np.arange(first, first + count, dtype=np.int64),
            "opened_in": np.full(count, number, dtype=np.int64),
            "row_digest": pa.array(found, pa.string()),
            **{column.name: rows[column.name] for column in TABLES[table].columns},
        }
    )
    store.insert(f"ledger_{table}", versions)
    return Opened(table, first, count, digest_of(found))


def _close(store: Store, closed: Sequence[Closed], number: int) -> Listed:
    in_order = sorted(closed, key=lambda each: each.version)
    if in_order:
        rows = {
            "version": pa.array([each.version for each in in_order], pa.int64()),
            "table": [each.table for each in in_order],
            "closed_in": np.full(len(in_order), number, dtype=np.int64),
            "closing": [str(each.closing) for each in in_order],
        }
        store.insert(Closure._meta.db_table, pa.table(rows))
    return Listed(len(in_order), digest_of(closure_line(each.version, each.table, each.closing) for each in in_order))


def _absent(store: Store, absences: Sequence[Gone], number: int, source: str) -> Listed:
    if absences:
        rows = {
            "table": [each.table for each in absences],
            "key": pa.array([each.key for each in absences], pa.string()),
            "noticed_in": np.full(len(absences), number, dtype=np.int64),
            "noticed": [str(each.noticed) for each in absences],
            "source": [source] * len(absences),
        }
        store.insert(Absence._meta.db_table, pa.table(rows))
    lines = (absence_line(each.table, each.key, each.noticed, source) for each in absences)
    return Listed(len(absences), digest_of(lines))


def _supply(draft: Draft, source: str) -> None:
    """Keep what the source can hold: what an extract says it can; of what is written here, the whole table."""
    supplied = draft.supplied
    if supplied is None:
        supplied = {name: [column.name for column in TABLES[name].columns] for name in draft.opened}
    else:
        Supplied.objects.filter(source=source).exclude(table__in=supplied).delete()
    kept = dict(Supplied.objects.filter(source=source, table__in=supplied).values_list("table", "columns"))
    Supplied.objects.bulk_create(
        (
            Supplied(source=source, table=name, columns=" ".join(columns))
            for name, columns in supplied.items()
            if kept.get(name) != " ".join(columns)
        ),
        update_conflicts=True,
        unique_fields=["source", "table"],
        update_fields=["columns"],
    )


def _after(last: Transaction | None) -> dt.datetime:
    """Now; a moment after the last transaction if this machine's clock was put back since."""
    moment = now()
    return moment if last is None else max(moment, last.recorded_at + dt.timedelta(microseconds=1))
