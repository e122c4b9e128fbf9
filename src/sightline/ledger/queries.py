"""What the ledger knows: current versions, versions as known at an instant, one child's record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sightline.ledger.models import VERSIONS, Closure, Transaction


def current(table: str) -> QuerySet[Any]:
    """The versions of ``table`` that nothing has closed: what is known now."""
    return VERSIONS[table]._default_manager.exclude(Exists(Closure.objects.filter(version=OuterRef("version"))))


def versions(table: str) -> QuerySet[Any]:
    """Every version of ``table``, closed or not."""
    return VERSIONS[table]._default_manager.all()


def known(table: str, through: int) -> QuerySet[Any]:
    """The versions of ``table`` that were known once transaction ``through`` was written."""
    closed = Closure.objects.filter(version=OuterRef("version"), closed_in__lte=through)
    return VERSIONS[table]._default_manager.filter(opened_in__lte=through).exclude(Exists(closed))


def holding(day: dt.date, starts: str = "started_on", ends: str = "ended_on") -> Q:
    """What holds on ``day``: begun by then, and not over, since a row holds until the day before it ended."""
    return Q(**{f"{starts}__lte": day}) & still_holding(day, ends)


def still_holding(day: dt.date, ends: str = "ended_on") -> Q:
    """What is not over on ``day``, whenever it began."""
    return Q(**{ends: None}) | Q(**{f"{ends}__gt": day})


def last_through(known_at: dt.datetime | None = None) -> int:
    """The number of the last transaction recorded by ``known_at`` (default: by now); 0 before the first."""
    recorded = Transaction.objects.all() if known_at is None else Transaction.objects.filter(recorded_at__lte=known_at)
    return recorded.order_by("-number").values_list("number", flat=True).first() or 0
