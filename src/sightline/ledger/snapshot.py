"""The record as known at an instant, as columns: what every engine and page that looks across children reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

import pyarrow as pa

from sightline.ledger.contents import Contents
from sightline.ledger.models import Supplied, Transaction
from sightline.ledger.queries import last_through
from sightline.ledger.stores import Store, store
from sightline.record.schema import Table
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, arrow_schema, complete

OWN_STORE = "the council's own store"


def as_known(
    known_at: dt.datetime | None = None,
    *,
    tables: Iterable[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Extract:
    """The record as it was known at ``known_at`` (default: as it is known now), or those ``tables`` of it.

    A row is there if its version was opened by then and not closed by then. The same instant gives the same record
    for ever, since neither versions nor closures are ever changed.
    """
    through = last_through(known_at)
    held = supplied() if known_at is None else supplied_through(through)
    return known_through(through, held, TABLES if tables is None else tables, progress)


def known_through(
    through: int, held: Mapping[str, frozenset[str]], tables: Iterable[str], progress: Callable[[str], None]
) -> Extract:
    """The record as it was known once transaction ``through`` was written."""
    ledger = store()
    read = {}
    for name in tables:
        progress(f"Reading {name}")
        read[name] = known_rows(ledger, TABLES[name], through)
    return Extract(complete(read), held, OWN_STORE)


def known_rows(
    ledger: Store, table: Table, through: int, where: str = "true", *, with_versions: bool = False
) -> pa.Table:
    """The rows of ``table`` known once transaction ``through`` was written, for which ``where`` holds; with their
    ``version`` before the other columns if asked."""
    schema = arrow_schema(table)
    if with_versions:
        schema = pa.schema([("version", pa.int64()), *schema])
    columns = ", ".join(ledger.column(name) for name in schema.names)
    sql = (
        f'SELECT {columns} FROM "ledger_{table.name}" v WHERE ({where}) AND opened_in <= {through} AND NOT EXISTS '  # noqa: S608 - our own
        f"(SELECT 1 FROM ledger_closure c WHERE c.version = v.version AND c.closed_in <= {through})"
    )
    return ledger.read(sql, schema)


def supplied() -> Mapping[str, frozenset[str]]:
    """By table, the columns that some source can hold now."""
    columns: dict[str, set[str]] = {}
    for name, held in Supplied.objects.values_list("table", "columns"):
        columns.setdefault(name, set()).update(held.split())
    return {name: frozenset(held) for name, held in columns.items()}


def supplied_through(through: int) -> Mapping[str, frozenset[str]]:
    """The same once transaction ``through`` was written: what the last load of each source said, and every column of a
    table that something here wrote to."""
    said: dict[str, Contents] = {}
    columns: dict[str, set[str]] = {}
    found = Transaction.objects.filter(number__lte=through).order_by("number").values_list("source", "contents")
    for source, text in found.iterator():
        contents = Contents.from_text(text)
        if contents.supplied is not None:
            said[source] = contents
        else:
            for each in contents.opened:
                columns.setdefault(each.table, set()).update(column.name for column in TABLES[each.table].columns)
    for contents in said.values():
        for name, supplies in (contents.supplied or {}).items():
            columns.setdefault(name, set()).update(supplies)
    return {name: frozenset(held) for name, held in columns.items()}
