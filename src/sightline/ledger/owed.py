"""Obligations kept beside the ledger, so that a page need not work them out: derived, and made again at will.

A child's own are worked out again in the transaction that touches the child; everybody's when the catalogue changes,
after a load, and whenever asked (:func:`rebuild`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from sightline.engines.base import OBLIGATIONS, Engine
from sightline.ledger.children import child_extract
from sightline.ledger.models import Owed, OwedRun, Transaction
from sightline.ledger.queries import last_through
from sightline.ledger.snapshot import as_known
from sightline.ledger.stores import store
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web.clock import now, today

KEPT_DAYS = 365  # an obligation done longer ago than this matters to nobody's day


@cache
def standards() -> tuple[Standard, ...]:
    """The council's standards."""
    return tuple(CATALOGUE.values())


@cache
def catalogue_digest() -> str:
    """What the standards say, as 64 hexadecimal digits: kept obligations of another catalogue are out of date."""
    return hashlib.sha256(repr(standards()).encode()).hexdigest()


def refresh(people: Iterable[str], written: Transaction) -> None:
    """Work out again what is owed to each child of ``people``, as the record now stands."""
    del written  # the ledger is read as it stands inside the same database transaction
    wanted = sorted(people)
    if not wanted:
        return
    from sightline.engines.reference import ReferenceEngine

    owed_to_children = [each for each in standards() if each.subject_kind is SubjectKind.CHILD]
    Owed.objects.filter(subject_kind=SubjectKind.CHILD, subject__in=wanted).delete()
    for person in wanted:
        found = ReferenceEngine().obligations(child_extract(person), owed_to_children)
        _insert(_mattering(found, today()))


def rebuild(engine: Engine, progress: Callable[[str], None] = lambda _: None) -> OwedRun:
    """Work out every obligation again by ``engine``."""
    with transaction.atomic():
        ledger = store()
        ledger.lock()
        progress("Reading what is known")
        extract = as_known()
        progress("Holding the record against the standards")
        found = _mattering(engine.obligations(extract, standards()), today())
        progress("Keeping what is owed")
        Owed.objects.all().delete()
        _insert(found)
        OwedRun.objects.all().delete()
        return OwedRun.objects.create(through=last_through(), catalogue=catalogue_digest(), made_at=now())


def is_current() -> bool:
    """Whether what is kept was made by the standards as they now are."""
    return OwedRun.objects.filter(catalogue=catalogue_digest()).exists()


def _mattering(obligations: pa.Table, on: dt.date) -> pa.Table:
    """Those not done, and those done or due within the last year."""
    long_ago = pa.scalar(on - dt.timedelta(days=KEPT_DAYS))
    is_old = pc.and_(
        pc.fill_null(pc.less(obligations["done_on"], long_ago), False),
        pc.fill_null(pc.less(obligations["due"], long_ago), False),
    )
    is_lapsed = pc.fill_null(pc.less(obligations["ended_on"], long_ago), False)
    return obligations.filter(pc.invert(pc.or_(is_old, is_lapsed)))


def _insert(obligations: pa.Table) -> None:
    if obligations.num_rows:
        store().insert(Owed._meta.db_table, _numbered(obligations.select(OBLIGATIONS.names)))


def _numbered(rows: pa.Table) -> pa.Table:
    last = Owed.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return rows.add_column(0, "id", pa.array(np.arange(last + 1, last + 1 + rows.num_rows, dtype=np.int64)))
