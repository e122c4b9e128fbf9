"""Whole tables to and from Django's database, as Arrow: what differs between SQLite and PostgreSQL.

Django's own rows cost some microseconds a value, and a council's record is some thirty million values.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from django.db import connection

BATCH = 50_000  # rows written or read at a time
WRITER_LOCK = 7_316_409_221  # of this application; any number that others do not use
READ_AT_ONCE = 1 << 24  # bytes of text made into columns at a time
ENDS_COPY = r"[\r\n]\\\."  # a line that PostgreSQL before 18 takes for the end of what is copied, quoted or not


class Store(Protocol):
    """A database that holds the ledger."""

    def insert(self, name: str, rows: pa.Table) -> None:
        """Add ``rows`` to the table called ``name``, whose columns they name."""

    def column(self, name: str) -> str:
        """How a query selects the column called ``name``."""

    def read(self, sql: str, schema: pa.Schema) -> pa.Table:
        """What ``sql`` answers, its columns in the order of ``schema``."""

    def lock(self) -> None:
        """Wait to be the only writer until this transaction ends."""

    def analyse(self, names: Iterable[str]) -> None:
        """Have the database count tables anew, so that it plans for the size they have become."""

    def empty(self, name: str) -> None:
        """Take every row out of a table that holds what can be made again."""

    def remove(self, name: str, ids: Sequence[int]) -> None:
        """Take rows out of such a table by their ``id``."""

    def still(self) -> AbstractContextManager[None]:
        """Everything read inside is as it was at the first reading, whatever is written meanwhile."""


def store() -> Store:
    """The store behind Django's connection."""
    return PostgresStore() if connection.vendor == "postgresql" else SqliteStore()


class SqliteStore:
    """SQLite through its own module: dates as ISO text, flags as 0 and 1, as Django keeps them."""

    def insert(self, name: str, rows: pa.Table) -> None:
        """See :class:`Store`."""
        columns = ", ".join(f'"{column}"' for column in rows.column_names)
        marks = ", ".join("?" * rows.num_columns)
        statement = f'INSERT INTO "{name}" ({columns}) VALUES ({marks})'  # noqa: S608 - names from declarations
        connection.ensure_connection()
        for batch in _plain(rows).to_batches(BATCH):
            values = [column.to_pylist() for column in batch.columns]
            cast(Any, connection.connection).executemany(statement, zip(*values, strict=True))

    def column(self, name: str) -> str:
        """See :class:`Store`. A plus sign, which changes nothing, keeps Django from making Python dates of the text."""
        return f'+"{name}"'

    def read(self, sql: str, schema: pa.Schema) -> pa.Table:
        """See :class:`Store`."""
        with connection.cursor() as cursor:
            cursor.execute(sql)
            batches = [_batch(found, schema) for found in _many(cursor)]
        return pa.Table.from_batches(batches, schema)

    def lock(self) -> None:
        """Nothing: a transaction begins by taking the only writer's place (``IMMEDIATE``)."""

    def analyse(self, names: Iterable[str]) -> None:
        """Nothing: each of our queries has one index that can serve it, however large a table is."""

    def empty(self, name: str) -> None:
        """See :class:`Store`."""
        _execute(f'DELETE FROM "{name}"')  # noqa: S608 - our own

    def remove(self, name: str, ids: Sequence[int]) -> None:
        """See :class:`Store`."""
        of_those = "id IN (SELECT value FROM json_each(%s))"
        _execute(f'DELETE FROM "{name}" WHERE {of_those}', [json.dumps(ids)])  # noqa: S608 - our own

    def still(self) -> AbstractContextManager[None]:
        """See :class:`Store`. Deferred, so that writers are not kept out."""
        return _still("BEGIN DEFERRED")


class PostgresStore:
    """PostgreSQL through COPY as CSV, which both it and Arrow write and read in compiled code."""

    def insert(self, name: str, rows: pa.Table) -> None:
        """See :class:`Store`. Values are quoted and absences are not, so that empty and absent stay apart."""
        columns = ", ".join(f'"{column}"' for column in rows.column_names)
        options = pa_csv.WriteOptions(include_header=False, quoting_style="all_valid")
        plain = _plain(rows)
        odd = _ending_a_copy(plain)
        with connection.cursor() as cursor:
            raw = cast(Any, cursor)
            with raw.copy(f'COPY "{name}" ({columns}) FROM STDIN (FORMAT csv)') as copy:
                for batch in plain.filter(pc.invert(odd)).to_batches(BATCH):
                    written = io.BytesIO()
                    pa_csv.write_csv(pa.Table.from_batches([batch]), written, options)
                    copy.write(written.getvalue())
            if pc.any(odd).as_py():
                with raw.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copy:
                    for row in plain.filter(odd).to_pylist():
                        copy.write_row(tuple(row.values()))

    def column(self, name: str) -> str:
        """See :class:`Store`."""
        return f'"{name}"'

    def read(self, sql: str, schema: pa.Schema) -> pa.Table:
        """See :class:`Store`."""
        read = io.BytesIO()
        with connection.cursor() as cursor:
            raw = cast(Any, cursor)
            with raw.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as copy:
                for part in copy:
                    read.write(part)
        if not read.tell():
            return schema.empty_table()
        try:
            return _from_csv(read, schema, READ_AT_ONCE)
        except pa.ArrowInvalid:  # a row longer than what is read at once
            return _from_csv(read, schema, read.getbuffer().nbytes + 1)

    def lock(self) -> None:
        """A lock that PostgreSQL lets go of when the transaction ends, however it ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])

    def analyse(self, names: Iterable[str]) -> None:
        """See :class:`Store`."""
        for name in names:
            _execute(f'ANALYZE "{name}"')

    def empty(self, name: str) -> None:
        """See :class:`Store`. Not by truncating it, for which everybody who reads it would have to wait."""
        _execute(f'DELETE FROM "{name}"')  # noqa: S608 - our own

    def remove(self, name: str, ids: Sequence[int]) -> None:
        """See :class:`Store`."""
        _execute(f'DELETE FROM "{name}" WHERE id = ANY(%s)', [ids])  # noqa: S608 - our own

    def still(self) -> AbstractContextManager[None]:
        """See :class:`Store`."""
        return _still("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


@contextmanager
def _still(begin: str) -> Iterator[None]:
    if connection.in_atomic_block:  # whoever began it has the lock, or wants what is written meanwhile
        yield
        return
    _execute(begin)
    try:
        yield
    finally:
        _execute("ROLLBACK")


def _execute(sql: str, parameters: Sequence[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _ending_a_copy(rows: pa.Table) -> pa.Array:
    """Which rows have a text that would end the copying of them."""
    found: pa.ChunkedArray | pa.Array = pa.array(np.zeros(rows.num_rows, dtype=np.bool_))
    for column in rows.columns:
        if pa.types.is_string(column.type) and pc.any(pc.match_substring(column, "\\.")).as_py():
            found = pc.or_(found, pc.fill_null(pc.match_substring_regex(column, ENDS_COPY), False))
    return found


def _from_csv(read: io.BytesIO, schema: pa.Schema, at_once: int) -> pa.Table:
    return pa_csv.read_csv(
        pa.BufferReader(pa.py_buffer(read.getbuffer())),
        pa_csv.ReadOptions(column_names=schema.names, block_size=at_once),
        pa_csv.ParseOptions(newlines_in_values=True),
        pa_csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )


def _plain(rows: pa.Table) -> pa.Table:
    """Dates as ISO text and flags as numbers, which both databases read."""
    columns = []
    for column in rows.columns:
        if pa.types.is_date(column.type):
            columns.append(pc.strftime(column.cast(pa.timestamp("s")), format="%Y-%m-%d"))
        elif pa.types.is_boolean(column.type):
            columns.append(column.cast(pa.int8()))
        else:
            columns.append(column)
    return pa.table(dict(zip(rows.column_names, columns, strict=True)))


def _many(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while found := cursor.fetchmany(BATCH):
        yield found


def _batch(found: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch(
        [_array(values, field.type) for values, field in zip(zip(*found, strict=True), schema, strict=True)], schema
    )


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_date(kind):
        return pc.strptime(pa.array(values, pa.string()), format="%Y-%m-%d", unit="s").cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array(values, pa.int8()).cast(kind)
    return pa.array(values, kind)
