"""The one query that a child's record takes, asked of whichever database holds the ledger.

PostgreSQL would spend longer on planning a query of eighty tables than on answering it, so there it is prepared, once a
connection. Which versions are closed is asked after, of those found, rather than of each table.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from sightline.ledger.keepable import NUL
from sightline.record.schema import Column, Kind, Table

Found = tuple[str, int, int, Sequence[Any]]  # table, version, the transaction that opened it, values as JSON has them
Shut = tuple[int, int, str]  # version, the transaction that closed it, how
_PREPARED: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # names of queries by connection


def versions_with(
    tables: Sequence[Table], column: str, values: Sequence[str], through: int
) -> tuple[list[Found], list[tuple[Found, Shut]]]:
    """The versions of ``tables`` whose ``column`` is one of ``values``, as known once transaction ``through`` was
    written: those that stood, and those that it or one before it closed, each with its closure, both as written."""
    with connection.cursor() as cursor:
        found = sorted(_ever(cursor, tables, column, values, through), key=lambda each: each[1])
        closed = {shut[0]: shut for shut in _closed(cursor, found, through)}
    standing = [each for each in found if each[1] not in closed]
    return standing, [(each, closed[each[1]]) for each in found if each[1] in closed]


def _ever(cursor: Any, tables: Sequence[Table], column: str, values: Sequence[str], through: int) -> list[Found]:
    asked = tuple(tables)
    values = [each for each in values if NUL not in each]  # PostgreSQL would not so much as look for it
    if connection.vendor == "postgresql":
        cursor.execute(f"EXECUTE {_prepared(cursor, asked, column)} (%s, %s)", [list(values), through])
    else:
        cursor.execute(_sqlite_query(asked, column, len(values)), [*values, through] * len(asked))
    found = cursor.fetchall()
    rows = json.loads(f"[{','.join(each[3] for each in found)}]")  # all at once: a long record has hundreds
    return [(name, version, opened_in, row) for (name, version, opened_in, _), row in zip(found, rows, strict=True)]


def _closed(cursor: Any, found: Sequence[Found], through: int) -> list[Shut]:
    versions = [each[1] for each in found]
    is_postgres = connection.vendor == "postgresql"
    among = "= ANY(%s)" if is_postgres else "IN (SELECT value FROM json_each(%s))"
    cursor.execute(
        f"SELECT version, closed_in, closing FROM ledger_closure WHERE version {among} AND closed_in <= %s",  # noqa: S608 - our own
        [versions if is_postgres else json.dumps(versions), through],
    )
    closed: list[Shut] = cursor.fetchall()
    return closed


def _prepared(cursor: Any, tables: tuple[Table, ...], column: str) -> str:
    """The name of the query, prepared if it is not yet. It is planned once and for all, not for each child, and by one
    process: to begin others takes ten times as long as the query."""
    name = f"sightline_{column}_{len(tables)}"
    names = _PREPARED.setdefault(connection.connection, set())
    if name not in names:
        cursor.execute(f"PREPARE {name} (text[], bigint) AS {_postgres_query(tables, column)}")
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        names.add(name)
    return name


def _listed(table: Table) -> str:
    return ", ".join(f'"{each.name}"' for each in table.columns)


@cache
def _postgres_query(tables: tuple[Table, ...], column: str) -> str:
    return " UNION ALL ".join(
        f"SELECT '{table.name}', version, opened_in, "  # noqa: S608 - names from declarations
        f"json_build_array({_listed(table)})::text "
        f'FROM "ledger_{table.name}" WHERE "{column}" = ANY($1) AND opened_in <= $2'
        for table in tables
    )


@cache
def _sqlite_query(tables: tuple[Table, ...], column: str, count: int) -> str:
    marks = ", ".join(["%s"] * count)
    return " UNION ALL ".join(
        f"SELECT '{table.name}', version, opened_in, "  # noqa: S608 - names from declarations
        f"json_array({', '.join(_sqlite_value(each) for each in table.columns)}) "
        f'FROM "ledger_{table.name}" WHERE "{column}" IN ({marks}) AND opened_in <= %s'
        for table in tables
    )


def _sqlite_value(column: Column) -> str:
    """SQLite writes amounts into JSON with fifteen digits, which is two too few."""
    if column.kind is not Kind.AMOUNT:
        return f'"{column.name}"'
    return f'CASE WHEN "{column.name}" IS NULL THEN NULL ELSE printf(\'%%!.17g\', "{column.name}") END'
