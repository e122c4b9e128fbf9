"""What every engine offers, and the shape of what it returns.

An engine evaluates standards over an extract *without a date*: obligations carry ``since``, ``due``, ``done_on`` and
``ended_on``, and what stood on any day follows from those (:mod:`sightline.standards.obligations`). An obligation whose
``since`` lies outside the dates its citation was in force (from inclusive, to exclusive) is dropped; one with no
``since`` is kept. A standard whose columns the extract cannot supply is not evaluated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pyarrow as pa

from sightline.sources.extract import Extract
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.standard import Standard

OBLIGATIONS = pa.schema(
    [
        ("standard", pa.string()),
        ("subject_kind", pa.string()),
        ("subject", pa.string()),
        ("ref", pa.string()),
        ("since", pa.date32()),
        ("due", pa.date32()),
        ("done_on", pa.date32()),
        ("ended_on", pa.date32()),
    ]
)


class Engine(Protocol):
    """Evaluates standards over an extract."""

    name: str

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in schema :data:`OBLIGATIONS`, in no particular order."""
        ...


def to_arrow(obligations: Sequence[Obligation]) -> pa.Table:
    """Obligations as a table in schema :data:`OBLIGATIONS`."""
    columns = [[getattr(each, name) for each in obligations] for name in OBLIGATIONS.names]
    return pa.table(
        [pa.array(values, type=field.type) for values, field in zip(columns, OBLIGATIONS, strict=True)],
        schema=OBLIGATIONS,
    )


def from_arrow(table: pa.Table) -> list[Obligation]:
    """The rows of an obligations table as :class:`Obligation`, sorted by standard, subject, ref and dates."""
    rows = [Obligation(**{**row, "subject_kind": SubjectKind(row["subject_kind"])}) for row in table.to_pylist()]
    return sorted(rows, key=lambda o: tuple(str(getattr(o, name)) for name in OBLIGATIONS.names))
