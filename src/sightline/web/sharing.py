"""One evaluation of an invented council for its report, its store and its site, where all three hold the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from sightline.engines.base import OBLIGATIONS
from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.standing.inspect import WeighedRecord
from sightline.inspection.standing.report import Inspection
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class Inspected:
    """A record weighed by the whole catalogue, and what an inspector would find in it."""

    record: WeighedRecord
    inspection: Inspection


def is_the_same(one: Extract, other: Extract) -> bool:
    """Whether two extracts hold the same rows in the same order, from sources that could say the same."""
    return dict(one.supplied) == dict(other.supplied) and all(
        rows.equals(other.tables[name]) for name, rows in one.tables.items()
    )


class Answered:
    """An engine that has answered for one record, and asks DuckDB about any other."""

    name = "duckdb"

    def __init__(self, record: WeighedRecord) -> None:
        self._record = record

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> object:
        """Every obligation of the catalogue: what was answered before, if it was asked of the same rows."""
        if is_the_same(extract, self._record.extract):
            return _Answer(self._record.owed.named())
        return DuckDBEngine().evaluate(extract, standards)

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """The same by name."""
        if is_the_same(extract, self._record.extract):
            return self._record.owed.named().select(OBLIGATIONS.names).cast(OBLIGATIONS)
        return DuckDBEngine().obligations(extract, standards)


@dataclass(frozen=True, slots=True)
class _Answer:
    table: pa.Table

    def encoded(self) -> pa.Table:
        """Obligations, their texts dictionary-encoded."""
        return self.table
