"""What was written about a set of children since a day: for "changed since yesterday"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connection

from sightline.ledger.contents import Contents
from sightline.ledger.models import Transaction
from sightline.record.tables import TABLES


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table written about one child by one transaction."""

    person_id: str
    table: str
    rows: int
    recorded_at: dt.datetime
    by: str
    why: str

    @property
    def words(self) -> str:
        """The table's name as words."""
        return self.table.replace("_", " ")


def changes_since(people: Collection[str], since: dt.datetime) -> list[Change]:
    """Newest first. The very first load of a store is left out: everything would have changed. Two queries."""
    written = {
        each.number: each
        for each in Transaction.objects.filter(recorded_at__gte=since, number__gt=1).order_by("number")
    }
    if not written or not people:
        return []
    tables = {opened.table for each in written.values() for opened in Contents.from_text(each.contents).opened}
    asked = sorted(name for name in tables if TABLES[name].has("person_id"))
    first = next(iter(written.values())).first_version
    return sorted(
        (
            Change(person, table, rows, written[number].recorded_at, written[number].by, written[number].why)
            for table, person, number, rows in _written(asked, sorted(people), first)
            if number in written
        ),
        key=lambda each: (each.recorded_at, each.person_id, each.table),
        reverse=True,
    )


def _written(tables: Collection[str], people: Collection[str], first: int) -> Iterator[tuple[str, str, int, int]]:
    if not tables:
        return
    marks = ", ".join(["%s"] * len(people))
    sql = " UNION ALL ".join(
        f"SELECT '{name}', person_id, opened_in, count(*) FROM ledger_{name} "  # noqa: S608 - names from declarations
        f"WHERE version >= %s AND person_id IN ({marks}) GROUP BY person_id, opened_in"
        for name in tables
    )
    asked: list[str | int] = []
    for _ in tables:
        asked += [first, *people]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        yield from cursor.fetchall()
