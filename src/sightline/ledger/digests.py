"""Digests of rows: the same for the same values, whichever store they were read from and whichever version of a
library wrote them out as text.

A row's digest covers the name of its table and every column in the order declared, so a value cannot move between
columns or tables unseen. Absent, empty and zero differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Column, Kind, Table

ABSENT = "-"
BETWEEN = "\x1f"
BYTES = 16


def row_digests(table: Table, rows: pa.Table) -> list[str]:
    """32 hexadecimal digits for each of ``rows``, in order; they may have other columns, which do not count."""
    if not rows.num_rows:
        return []
    parts = [_written(column, rows[column.name].combine_chunks()) for column in table.columns]
    start = table.name.encode()
    blank = hashlib.blake2b(start, digest_size=BYTES)
    digests = []
    for text in pc.binary_join_element_wise(*parts, BETWEEN).to_pylist():
        made = blank.copy()
        made.update(text.encode())
        digests.append(made.hexdigest())
    return digests


def digest_of(texts: Iterable[str]) -> str:
    """64 hexadecimal digits for ``texts`` in their order."""
    made = hashlib.sha256()
    for text in texts:
        made.update(text.encode())
        made.update(b"\n")
    return made.hexdigest()


def _written(column: Column, values: pa.Array) -> pa.Array:
    """Values as text that no other value has: texts with their length, so that nothing in them can end them."""
    match column.kind:
        case Kind.DATE:
            text = values.cast(pa.int32()).cast(pa.string())
        case Kind.FLAG:
            text = values.cast(pa.int8()).cast(pa.string())
        case Kind.COUNT:
            text = values.cast(pa.int64()).cast(pa.string())
        case Kind.AMOUNT:
            text = values.cast(pa.float64()).view(pa.int64()).cast(pa.string())  # its bits
        case _:
            length = pc.binary_length(values).cast(pa.string())
            text = pc.binary_join_element_wise(length, values.cast(pa.string()), ":")
    return pc.fill_null(text, ABSENT)
