"""An extract without some people, as if it had never held them: what figures of a whole council rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.tables import TABLES
from sightline.sources.extract import Extract


def without(extract: Extract, person_ids: Collection[str]) -> Extract:
    """``extract`` without every row of these people, and every row that hangs on one of those rows.

    A core group names its plan and not the child, so rows are followed from table to table until nothing more goes.
    """
    if not person_ids:
        return extract
    tables = dict(extract.tables)
    gone: dict[str, set[str]] = defaultdict(set)
    gone["people"].update(person_ids)
    while True:
        before = sum(map(len, gone.values()))
        for name, rows in tables.items():
            tables[name] = _kept(name, rows, gone)
        if sum(map(len, gone.values())) == before:
            return replace(extract, tables=tables)


def _kept(name: str, rows: pa.Table, gone: dict[str, set[str]]) -> pa.Table:
    """The rows that stay; those that go are added to ``gone``. A row that names its own person hangs on nobody else."""
    table = TABLES[name]
    goes = _among(rows, table.key.name, gone[name])
    hangs = pa.array([True] * len(rows), pa.bool_())
    if table.has("person_id"):
        goes = pc.or_(goes, _among(rows, "person_id", gone["people"]))
        hangs = pc.is_null(rows["person_id"])
    for column in table.columns:
        if column.references and column.name != "person_id":
            goes = pc.or_(goes, pc.and_(hangs, _among(rows, column.name, gone[column.references])))
    gone[name].update(rows.filter(goes)[table.key.name].to_pylist())
    return rows.filter(pc.invert(goes))


def _among(rows: pa.Table, column: str, keys: set[str]) -> pa.ChunkedArray:
    return pc.is_in(rows[column], value_set=pa.array(sorted(keys), pa.string()))
