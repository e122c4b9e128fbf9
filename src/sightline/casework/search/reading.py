"""Rows of the ledger by columns that only the record's declarations know, and a type checker cannot."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from sightline.ledger import queries
from sightline.ledger.models import VERSIONS


def current(table: str) -> QuerySet[Any]:
    """The same as :func:`sightline.ledger.queries.current`."""
    return queries.current(table)


def versions(table: str) -> QuerySet[Any]:
    """Every version of ``table``, closed or not."""
    return VERSIONS[table]._default_manager.all()
