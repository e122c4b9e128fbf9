"""The few columns of other rows that a child's page needs, as they were known when the child's record was.

A page asks ten such questions. Put through the models each would cost more to compose than to answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from sightline.record.schema import Column, Kind
from sightline.record.tables import TABLES


def known_values(
    table: str, columns: Sequence[str], through: int, *, any_of: Mapping[str, Collection[str]]
) -> list[tuple[Any, ...]]:
    """The ``columns`` of the rows of ``table`` known once transaction ``through`` was written of which any column in
    ``any_of`` has one of its values, in the order they were written. One query; none when there are no values."""
    declared = TABLES[table]
    wanted = {declared.column(name).name: sorted(values) for name, values in any_of.items() if values}
    if not wanted:
        return []
    named = [declared.column(name) for name in columns]
    among = " OR ".join(f'v."{name}" IN ({", ".join(["%s"] * len(values))})' for name, values in wanted.items())
    selected = ", ".join(f'v."{column.name}"' for column in named)
    sql = (
        f'SELECT {selected} FROM "ledger_{table}" v WHERE ({among}) AND v.opened_in <= %s AND NOT EXISTS '  # noqa: S608 - names from declarations
        f"(SELECT 1 FROM ledger_closure c WHERE c.version = v.version AND c.closed_in <= %s) ORDER BY v.version"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(each for values in wanted.values() for each in values), through, through])
        found = cursor.fetchall()
    return [tuple(_value(*each) for each in zip(named, row, strict=True)) for row in found]


def _value(column: Column, value: Any) -> Any:
    """SQLite gives days as text and flags as numbers."""
    if column.kind is Kind.DATE and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return bool(value) if column.kind is Kind.FLAG and value is not None else value
