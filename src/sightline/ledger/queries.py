"""What the ledger knows: current versions, versions as known at an instant, one child's record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sightline.ledger.models import VERSIONS, Closure, Transaction


def current(table: str) -> QuerySet[Any]:
    """The versions of ``table`` that nothing has closed: what is known now."""
    return VERSIONS[table]._default_manager.exclude(Exists(Closure.objects.filter(version=OuterRef("version"))))


def known(table: str, through: int) -> QuerySet[Any]:
    """The versions of ``table`` that were known once transaction ``through`` was written."""
    closed = Closure.objects.filter(version=OuterRef("version"), closed_in__lte=through)
    return VERSIONS[table]._default_manager.filter(opened_in__lte=through).exclude(Exists(closed))


def last_through(known_at: dt.datetime | None = None) -> int:
    """The number of the last transaction recorded by ``known_at`` (default: by now); 0 before the first."""
    recorded = Transaction.objects.all() if known_at is None else Transaction.objects.filter(recorded_at__lte=known_at)
    return recorded.order_by("-number").values_list("number", flat=True).first() or 0
