"""Obligations kept beside the ledger, so that a page need not work them out: derived, and made again at will.

A child's own are worked out again in the transaction that touches the child; everybody's when the catalogue changes,
after a load, and whenever asked (:func:`rebuild`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Protocol, runtime_checkable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from sightline.engines.base import OBLIGATIONS, Engine
from sightline.ledger.changes import later_than, people_of
from sightline.ledger.children import OF_CHILDREN, child_extract
from sightline.ledger.kept import Known, known_now
from sightline.ledger.models import Owed, OwedRun
from sightline.ledger.queries import last_through
from sightline.ledger.stores import store
from sightline.sources.extract import Extract
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.lasting import WINDOW_DAYS, outlasts_the_window
from sightline.standards.needs import clock_tables
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web.clock import now, today

KEPT = pa.schema([("id", pa.int64()), *OBLIGATIONS])
BETWEEN = "\x1f"
MANY = 10_000  # obligations written at once, after which a database should look again at how large the table is


@runtime_checkable
class Encodes(Protocol):
    """An engine's evaluation that names things without copying text, which is quicker for millions of rows."""

    def encoded(self) -> pa.Table:
        """Obligations, their texts dictionary-encoded."""
        ...


@cache
def standards() -> tuple[Standard, ...]:
    """The council's standards."""
    return tuple(CATALOGUE.values())


@cache
def catalogue_digest() -> str:
    """What the standards say, as 64 hexadecimal digits: kept obligations of another catalogue are out of date."""
    return hashlib.sha256(repr(standards()).encode()).hexdigest()


def refresh(people: Iterable[str]) -> None:
    """Work out again what is owed to each child of ``people``, as the record stands inside this transaction."""
    wanted = sorted(people)
    if not wanted:
        return
    from sightline.engines.reference import ReferenceEngine

    found = []
    for person in wanted:
        extract = child_extract(person)
        held = frozenset(table.name for table in OF_CHILDREN if extract.rows(table.name, table.row))
        found.append(ReferenceEngine().obligations(extract, _begun_by(held)))
    Owed.objects.filter(subject_kind=SubjectKind.CHILD, subject__in=wanted).delete()
    _insert(_mattering(pa.concat_tables(found), today()))


def rebuild(engine: Engine, progress: Callable[[str], None] = lambda _: None) -> OwedRun:
    """Work out every obligation again by ``engine``.

    Writers wait only while the answer is written. What they wrote while it was worked out is worked out after it, child
    by child; if that was a load, everything is worked out once more.
    """
    while True:
        known = known_now(progress)
        progress("Holding the record against the standards")
        found = _mattering(_evaluated(engine, known.extract), today())
        progress("Keeping what is owed")
        if (run := _replace(found, known)) is not None:
            return run


def is_current() -> bool:
    """Whether what is kept was made by the standards as they now are, since the last load."""
    return OwedRun.objects.filter(catalogue=catalogue_digest()).exists()


def _replace(found: pa.Table, known: Known) -> OwedRun | None:
    """Keep ``found`` in the place of what is kept; None if an extract was loaded since."""
    with transaction.atomic():
        ledger = store()
        ledger.lock()
        through = last_through()
        later = later_than(known.through, through)
        if later.is_loaded:
            return None
        _write(found)
        refresh(people_of(later))
        OwedRun.objects.all().delete()
        return OwedRun.objects.create(through=through, catalogue=catalogue_digest(), made_at=now())


def _evaluated(engine: Engine, extract: Extract) -> pa.Table:
    evaluate = getattr(engine, "evaluate", None)
    evaluation = None if evaluate is None else evaluate(extract, standards())
    return evaluation.encoded() if isinstance(evaluation, Encodes) else engine.obligations(extract, standards())


@cache
def _begun_by(tables: frozenset[str]) -> Sequence[Standard]:
    """The standards of children that rows of ``tables`` can start the clock of: no others owe anything."""
    owed_to_children = (each for each in standards() if each.subject_kind is SubjectKind.CHILD)
    return tuple(each for each in owed_to_children if not tables.isdisjoint(clock_tables(each.node)))


@cache
def _fading() -> pa.Array:
    return pa.array([each.code for each in standards() if not outlasts_the_window(each)], pa.string())


def _mattering(obligations: pa.Table, on: dt.date) -> pa.Table:
    """Those that still run and those due, done or ended within the last year: what may matter to a day's work.

    What nothing in the record can end is owed for a year (:mod:`sightline.standards.lasting`).
    """
    long_ago = pa.scalar(on - dt.timedelta(days=WINDOW_DAYS))

    def is_long_ago(column: str) -> pa.ChunkedArray:
        return pc.fill_null(pc.less_equal(obligations[column], long_ago), False)

    codes = obligations["standard"]
    has_faded = pc.is_in(codes.cast(pa.string()) if pa.types.is_dictionary(codes.type) else codes, _fading())
    is_over = pc.or_(is_long_ago("done_on"), has_faded)
    is_old = pc.or_(pc.and_(is_over, is_long_ago("due")), is_long_ago("ended_on"))
    chosen = obligations.filter(pc.invert(is_old)).select(OBLIGATIONS.names)
    return pa.table(
        [column.cast(field.type) for column, field in zip(chosen.columns, OBLIGATIONS, strict=True)], OBLIGATIONS
    )


def _write(found: pa.Table) -> None:
    """Make what is kept be ``found``. Of half a million little differs from one night to the next, and only that is
    written; where much does, it is quicker to begin anew."""
    ledger, name = store(), Owed._meta.db_table
    columns = ", ".join(ledger.column(each) for each in KEPT.names)
    kept = ledger.read(f'SELECT {columns} FROM "{name}"', KEPT)  # noqa: S608 - our own
    before, after = _told_apart(kept.drop_columns(["id"])), _told_apart(found)
    new = found.filter(pc.invert(pc.is_in(after, before)))
    gone = kept["id"].filter(pc.invert(pc.is_in(before, after)))
    if 2 * len(gone) > found.num_rows:
        ledger.empty(name)
        new = found
    elif len(gone):
        ledger.remove(name, gone.to_pylist())
    _insert(new)
    if new.num_rows >= MANY:
        ledger.analyse([name])


def _told_apart(obligations: pa.Table) -> pa.Array:
    """A text for each obligation that no other has: its values, and the how-manieth it is of those alike."""
    values = [
        pc.fill_null(pc.cast(column.cast(pa.int32()) if pa.types.is_date(column.type) else column, pa.string()), "")
        for column in obligations.columns
    ]
    texts = pc.binary_join_element_wise(*values, BETWEEN).combine_chunks()
    codes = texts.dictionary_encode().indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    is_first = np.append(True, np.diff(codes[order]) != 0)[: len(codes)]
    place = np.arange(len(codes))
    nth = np.empty(len(codes), dtype=np.int64)
    nth[order] = place - np.maximum.accumulate(np.where(is_first, place, 0))
    return pc.binary_join_element_wise(texts, pa.array(nth).cast(pa.string()), BETWEEN)


def _insert(obligations: pa.Table) -> None:
    if obligations.num_rows:
        store().insert(Owed._meta.db_table, _numbered(obligations))


def _numbered(rows: pa.Table) -> pa.Table:
    last = Owed.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return rows.add_column(0, "id", pa.array(np.arange(last + 1, last + 1 + rows.num_rows, dtype=np.int64)))
