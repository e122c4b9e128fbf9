"""An extract loaded as one transaction: what is new is opened, what changed supersedes, the rest is left alone.

An extract is compared with what *its own source* last said, not with what is known now, so that a correction made here
stands until the source itself says something else. What the source newly says is written even where it is known
already, or a later correction would be taken for something the source had not yet heard of. What vanished from the
extract is noted and stays known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from sightline.errors import UserError
from sightline.ledger.contents import Contents
from sightline.ledger.digests import row_digests
from sightline.ledger.models import Absence, Closing, Noticed, OwedRun, Transaction
from sightline.ledger.stores import Store, store
from sightline.ledger.writing import CASEWORK, Closed, Draft, Gone, write
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract

Flags = npt.NDArray[np.bool_]
VERSIONS_READ = pa.schema(
    [("key", pa.string()), ("version", pa.int64()), ("opened_in", pa.int64()), ("row_digest", pa.string())]
)
CLOSED_READ = pa.schema([("version", pa.int64())])


@dataclass(slots=True)
class LoadSummary:
    """What one load did, in rows. ``number``: of its transaction, None when it changed nothing.

    ``opened``: not known before. ``superseded``: known otherwise before. ``confirmed``: known already, from elsewhere,
    and now said by this source too. ``overruled``, of those opened and superseded: corrections and withdrawals made
    here, or loaded from another source, that gave way because this source now says something else than it did.
    """

    source: str
    number: int | None = None
    opened: dict[str, int] = field(default_factory=dict)
    superseded: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    confirmed: int = 0
    vanished: dict[str, int] = field(default_factory=dict)
    returned: int = 0
    overruled: int = 0
    refused: int = 0


def load(
    extract: Extract,
    *,
    by: str,
    why: str,
    source: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> LoadSummary:
    """Load ``extract`` in one transaction; interrupted, nothing of it was written.

    ``source`` names where it comes from, the same every night (default: what kind of extract it is). A load that would
    change nothing writes nothing. :class:`~sightline.errors.UserError` if a key stands for two rows of a table.
    """
    named = source or extract.source
    if named == CASEWORK:
        raise UserError(f"A source cannot be called {CASEWORK}, which is what is written here; give it another name.")
    summary = LoadSummary(named, refused=extract.refused_total or len(extract.refusals))
    offered = {name: _offered(extract.tables[name], name, progress) for name in sorted(extract.supplied)}
    with transaction.atomic():
        ledger = store()
        ledger.lock()
        own = _numbers_of(named)
        draft = Draft(supplied={name: sorted(columns) for name, columns in sorted(extract.supplied.items())})
        for name, each in offered.items():
            progress(f"Comparing {name}")
            _compare(ledger, each, name, own, named, draft, summary)
        if draft.is_empty and draft.supplied == _last_supplied(named):
            return summary
        progress("Writing")
        summary.number = write(ledger, draft, by=by, why=why, source=named).number
        OwedRun.objects.all().delete()  # what was owed is out of date, until it is worked out again
    return summary


@dataclass(frozen=True, slots=True)
class _Offered:
    """A table of an extract, its keys and its rows' digests; made before the ledger is locked, so that nobody waits."""

    rows: pa.Table
    keys: pa.Array
    digests: pa.Array


def _offered(rows: pa.Table, name: str, progress: Callable[[str], None]) -> _Offered:
    progress(f"Reading {name}")
    rows = rows.combine_chunks()
    keys = _keys(rows, TABLES[name].key.name, name)
    return _Offered(rows, keys, pa.array(row_digests(TABLES[name], rows), pa.string()))


def _numbers_of(source: str) -> pa.Array:
    return pa.array(Transaction.objects.filter(source=source).values_list("number", flat=True), pa.int64())


def _last_supplied(source: str) -> Mapping[str, object] | None:
    last = Transaction.objects.filter(source=source).order_by("-number").values_list("contents", flat=True).first()
    return None if last is None else Contents.from_text(last).supplied


def _compare(
    ledger: Store, offered: _Offered, name: str, own: pa.Array, source: str, draft: Draft, summary: LoadSummary
) -> None:
    """Add to ``draft`` what ``offered`` changes of table ``name``."""
    keys, digests = offered.keys, offered.digests
    versions = _versions(ledger, name, TABLES[name].key.name)
    said = _last_of_each(versions.filter(pc.is_in(versions["opened_in"], own)))
    before = _digests_of(keys, said)
    is_new = ~_flags(pc.equal(before, digests))  # to this source
    known = _current(ledger, versions, name)
    known_place = pc.index_in(keys, _column(known, "key"))
    is_known = _flags(pc.is_valid(known_place))
    is_same = _flags(pc.equal(_digests_of(keys, known), digests))
    _open(offered.rows, name, digests, is_new, draft)
    replaced = known.take(known_place.filter(pa.array(is_new)).drop_null())
    draft.closed += [Closed(version, name, Closing.SUPERSEDED) for version in replaced["version"].to_pylist()]
    is_own = np.zeros(len(keys), dtype=np.bool_)
    is_own[is_known] = _flags(pc.is_in(_column(known, "opened_in").take(known_place.drop_null()), own))
    was_said = _flags(pc.is_valid(before))
    summary.overruled += int((is_new & was_said & ~is_own & ~is_same).sum())
    summary.confirmed += int((is_new & is_same).sum())
    summary.unchanged += int((~is_new).sum())
    _count(summary.opened, name, is_new & ~is_known)
    _count(summary.superseded, name, is_new & is_known & ~is_same)
    if said.num_rows:
        _notice(keys, _column(said, "key"), name, source, draft, summary)


def _count(counts: dict[str, int], name: str, flags: Flags) -> None:
    if flags.any():
        counts[name] = int(flags.sum())


def _digests_of(keys: pa.Array, versions: pa.Table) -> pa.Array:
    """For each of ``keys`` the digest of its version, null without one; ``versions`` have one a key."""
    return _column(versions, "row_digest").take(pc.index_in(keys, _column(versions, "key")))


def _column(rows: pa.Table, name: str) -> pa.Array:
    found = rows[name].combine_chunks()
    return pa.concat_arrays(found.chunks) if isinstance(found, pa.ChunkedArray) else found


def _keys(rows: pa.Table, column: str, name: str) -> pa.Array:
    keys = _column(rows, column)
    if pc.count_distinct(keys).as_py() < len(keys):
        raise UserError(
            f"The extract has two rows of {name} with one key ({column}), so it cannot be told which is meant. "
            f"Nothing was loaded: make the keys distinct at the source and load again."
        )
    return keys


def _versions(ledger: Store, name: str, key: str) -> pa.Table:
    """Every version of a table, without its values, in the order they were written."""
    columns = ", ".join(ledger.column(column) for column in (key, "version", "opened_in", "row_digest"))
    found = ledger.read(f'SELECT {columns} FROM "ledger_{name}"', VERSIONS_READ)  # noqa: S608 - names from declarations
    return found.sort_by("version").combine_chunks()


def _last_of_each(versions: pa.Table) -> pa.Table:
    """The last version of each key; ``versions`` are in the order they were written."""
    if not versions.num_rows:
        return versions
    codes = _column(versions, "key").dictionary_encode()
    last = np.zeros(len(codes.dictionary), dtype=np.int64)
    last[codes.indices.to_numpy()] = np.arange(versions.num_rows)  # the last to be assigned stays
    return versions.take(pa.array(last)).combine_chunks()


def _current(ledger: Store, versions: pa.Table, name: str) -> pa.Table:
    sql = f"SELECT version FROM ledger_closure WHERE \"table\" = '{name}'"  # noqa: S608 - names from declarations
    closed = _column(ledger.read(sql, CLOSED_READ), "version")
    return versions.filter(pc.invert(pc.is_in(versions["version"], closed))).combine_chunks()


def _open(rows: pa.Table, name: str, digests: pa.Array, is_changed: Flags, draft: Draft) -> None:
    if is_changed.any():
        mask = pa.array(is_changed)
        draft.opened[name] = rows.filter(mask)
        draft.digests[name] = digests.filter(mask).to_pylist()


def _notice(keys: pa.Array, said: pa.Array, name: str, source: str, draft: Draft, summary: LoadSummary) -> None:
    """Note what the source said before and says no more, and what it says again."""
    noted = Absence.objects.filter(table=name, source=source).order_by("number").values_list("key", "noticed")
    gone = {key for key, noticed in dict(noted).items() if noticed == Noticed.VANISHED}
    missing = said.filter(pc.invert(pc.is_in(said, keys))).to_pylist()
    vanished = sorted(set(missing) - gone)
    returned = sorted(gone - set(missing))
    draft.absences += [Gone(name, key, Noticed.VANISHED) for key in vanished]
    draft.absences += [Gone(name, key, Noticed.RETURNED) for key in returned]
    if vanished:
        summary.vanished[name] = len(vanished)
    summary.returned += len(returned)


def _flags(values: pa.Array) -> Flags:
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=np.bool_)
