"""Which rows of a board count, and what they were before they were put right."""

from __future__ import annotations

from typing import TypeVar, cast

from django.db.models import QuerySet

from sightline.improvement.models import Corrected

Row = TypeVar("Row", bound=Corrected)


def stands(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows that count: none that was put right or taken back since."""
    return rows.filter(superseded_by=None, is_withdrawn=False)


def earlier_of(row: Row) -> list[Row]:
    """The row as it stood before it was put right, the newest first."""
    out: list[Row] = []
    now = cast("Row | None", row.supersedes)  # a row supersedes one of its own kind
    while now is not None:
        out.append(now)
        now = cast("Row | None", now.supersedes)
    return out


def withdrawn_of(rows: QuerySet[Row]) -> list[Row]:
    """What was taken back, each with its reason; what it had said is in what it supersedes."""
    return list(rows.filter(superseded_by=None, is_withdrawn=True).select_related("by"))
