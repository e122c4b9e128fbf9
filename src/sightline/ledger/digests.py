"""Digests of rows: the same for the same values, whichever store they were read from and whichever version of a
library wrote them out as text.

A row's digest covers the name of its table and each value under the name of its column, in the order of those names,
so a value cannot move between columns or tables unseen. Absent, empty and zero differ. What is absent leaves no trace,
so that a column declared later, wherever it stands, changes no digest made before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Column, Kind, Table

BETWEEN = "\x1f"
BYTES = 16
HANDFUL = 1 << 16  # rows at a time: what is made of them on the way stays near the processor


def row_digests(table: Table, rows: pa.Table) -> list[str]:
    """32 hexadecimal digits for each of ``rows``, in order; they may have other columns, which do not count."""
    columns = sorted(table.columns, key=lambda column: column.name)
    blank = hashlib.blake2b(table.name.encode(), digest_size=BYTES)
    digests = []
    for start in range(0, rows.num_rows, HANDFUL):
        part = rows.slice(start, HANDFUL)
        written = [_written(column, _whole(part[column.name])) for column in columns]
        whole = pc.binary_join_element_wise(*written, BETWEEN, null_handling="skip")
        for text in whole.cast(pa.binary()).to_pylist():
            made = blank.copy()
            made.update(text)
            digests.append(made.hexdigest())
    return digests


def digest_of(texts: Iterable[str]) -> str:
    """64 hexadecimal digits for ``texts`` in their order."""
    made = hashlib.sha256()
    for text in texts:
        made.update(text.encode())
        made.update(b"\n")
    return made.hexdigest()


def _whole(values: pa.ChunkedArray) -> pa.Array:
    found = values.combine_chunks()
    return pa.concat_arrays(found.chunks) if isinstance(found, pa.ChunkedArray) else found


def _written(column: Column, values: pa.Array) -> pa.Array:
    """Values as text that no other value has, null where absent: the name of the column, the length of a text (so that
    nothing in it can end it), the value."""
    match column.kind:
        case Kind.DATE:
            text = values.cast(pa.int32()).cast(pa.string())
        case Kind.FLAG:
            text = values.cast(pa.int8()).cast(pa.string())
        case Kind.COUNT:
            text = values.cast(pa.int64()).cast(pa.string())
        case Kind.AMOUNT:
            # Its bits; adding nothing makes one zero of the two there are, of which SQLite keeps one.
            text = pc.add(values.cast(pa.float64()), 0.0).view(pa.int64()).cast(pa.string())
        case _:
            length = pc.binary_length(values).cast(pa.string())
            return pc.binary_join_element_wise(column.name, length, values.cast(pa.string()), ":")
    return pc.binary_join_element_wise(column.name, text, ":")
