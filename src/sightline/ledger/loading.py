"""An extract loaded as one transaction: what is new is opened, what changed supersedes, the rest is left alone.

An extract is compared with what *its own source* last said, not with what is known now, so that a correction made here
stands until the source itself says something else. What vanished from the extract is noted and stays known.
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
from sightline.ledger.models import Absence, Closing, Closure, Noticed, Transaction
from sightline.ledger.queries import last_through
from sightline.ledger.stores import Store, store
from sightline.ledger.writing import Closed, Draft, Gone, write
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract

Flags = npt.NDArray[np.bool_]
VERSIONS_READ = pa.schema(
    [("key", pa.string()), ("version", pa.int64()), ("opened_in", pa.int64()), ("row_digest", pa.string())]
)


@dataclass(slots=True)
class LoadSummary:
    """What one load did, in rows. ``number``: of its transaction, None when it changed nothing.

    ``overruled``: corrections made here that gave way because the source now says something else than it did.
    """

    source: str
    number: int | None = None
    opened: dict[str, int] = field(default_factory=dict)
    superseded: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
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
    summary = LoadSummary(named, refused=extract.refused_total or len(extract.refusals))
    with transaction.atomic():
        ledger = store()
        ledger.lock()
        own = _numbers_of(named)
        draft = Draft(supplied={name: sorted(columns) for name, columns in sorted(extract.supplied.items())})
        for name in sorted(extract.supplied):
            progress(name)
            _compare(ledger, extract.tables[name], name, own, named, draft, summary)
        if draft.is_empty and draft.supplied == _last_supplied(named):
            return summary
        summary.number = write(ledger, draft, by=by, why=why, source=named).number
    return summary


def _numbers_of(source: str) -> pa.Array:
    return pa.array(Transaction.objects.filter(source=source).values_list("number", flat=True), pa.int64())


def _last_supplied(source: str) -> Mapping[str, object] | None:
    last = Transaction.objects.filter(source=source).order_by("-number").values_list("contents", flat=True).first()
    return None if last is None else Contents.from_text(last).supplied


def _compare(
    ledger: Store, rows: pa.Table, name: str, own: pa.Array, source: str, draft: Draft, summary: LoadSummary
) -> None:
    """Add to ``draft`` what ``rows`` change of table ``name``."""
    table = TABLES[name]
    rows = rows.combine_chunks()
    keys = _keys(rows, table.key.name, name)
    digests = pa.array(row_digests(table, rows), pa.string())
    if not len(own):  # the first load of this source
        said = versions = VERSIONS_READ.empty_table() if not last_through() else _versions(ledger, name, table.key.name)
        said = said.slice(0, 0)
    else:
        versions = _versions(ledger, name, table.key.name)
        said = _last_of_each(versions.filter(pc.is_in(versions["opened_in"], own)))
    place = pc.index_in(keys, said["key"].combine_chunks())
    before = said["row_digest"].combine_chunks().take(place)
    is_changed = ~_flags(pc.equal(before, digests))
    known = _current(versions, name)
    known_place = pc.index_in(keys, known["key"].combine_chunks())
    now_known = known["row_digest"].combine_chunks().take(known_place)
    is_changed &= ~_flags(pc.equal(now_known, digests))
    _open(rows, name, digests, is_changed, draft)
    replaced = known.take(known_place.filter(pa.array(is_changed)).drop_null())
    draft.closed += [Closed(version, name, Closing.SUPERSEDED) for version in replaced["version"].to_pylist()]
    summary.overruled += _overruled(replaced, own)
    opened = int(is_changed.sum())
    if opened:
        summary.opened[name] = opened - replaced.num_rows
    if replaced.num_rows:
        summary.superseded[name] = replaced.num_rows
    summary.unchanged += len(keys) - opened
    if said.num_rows:
        _notice(keys, said["key"].combine_chunks(), name, source, draft, summary)


def _keys(rows: pa.Table, column: str, name: str) -> pa.Array:
    keys = rows[column].combine_chunks()
    keys = keys if isinstance(keys, pa.Array) else pa.concat_arrays(keys.chunks)
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
    codes = versions["key"].combine_chunks().dictionary_encode()
    last = np.zeros(len(codes.dictionary), dtype=np.int64)
    last[codes.indices.to_numpy()] = np.arange(versions.num_rows)  # the last to be assigned stays
    return versions.take(pa.array(last)).combine_chunks()


def _current(versions: pa.Table, name: str) -> pa.Table:
    closed = pa.array(Closure.objects.filter(table=name).values_list("version", flat=True), pa.int64())
    return versions.filter(pc.invert(pc.is_in(versions["version"], closed))).combine_chunks()


def _open(rows: pa.Table, name: str, digests: pa.Array, is_changed: Flags, draft: Draft) -> None:
    if is_changed.any():
        mask = pa.array(is_changed)
        draft.opened[name] = rows.filter(mask)
        draft.digests[name] = digests.filter(mask).to_pylist()


def _overruled(replaced: pa.Table, own: pa.Array) -> int:
    return int(pc.sum(pc.invert(pc.is_in(replaced["opened_in"], own))).as_py() or 0)


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
