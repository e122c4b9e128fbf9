"""What a source sent before and sends no more: flagged at the load, kept in the record, and said here.

A row is absent while the last that was noticed of it is that it vanished. Each source is asked apart, for two may hold
the same row.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery

from sightline.ledger.models import Absence, Noticed, Transaction
from sightline.standards.sentences import table_in_words
from sightline.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class AbsentRows:
    """``rows`` of ``table`` that ``source`` sends no more; ``since``: the day, in England, of the load that first
    missed one."""

    table: str
    source: str
    rows: int
    since: dt.date

    @property
    def words(self) -> str:
        """What one of the rows is, bare."""
        return table_in_words(self.table)


@dataclass(frozen=True, slots=True)
class MissedAtLoad:
    """``rows`` that were no longer in what ``source`` sent, at a load that day, in England, and have not come
    back."""

    source: str
    on: dt.date
    rows: int


def absent_rows() -> list[AbsentRows]:
    """What the sources send no more, by source and table: two queries."""
    counted = list(
        _standing(Absence.objects.all())
        .values_list("source", "table")
        .annotate(rows=Count("number"), first=Min("noticed_in"))
        .order_by("source", "table")
    )
    loads = {first for *_, first in counted}
    at = dict(Transaction.objects.filter(number__in=loads).values_list("number", "recorded_at"))
    return [AbsentRows(table, source, rows, _day(at[first])) for source, table, rows, first in counted]


def missed_of(keys: Mapping[str, Collection[str]], through: int) -> list[MissedAtLoad]:
    """What the sources send no more of some rows, given by table and key, as known once transaction ``through`` was
    written; a line a load, the earliest first: one query."""
    noted = Absence.objects.filter(table__in=keys, key__in=set().union(*keys.values()), noticed_in__lte=through)
    written = Transaction.objects.filter(number=OuterRef("noticed_in")).values("recorded_at")
    found = _standing(noted, through).values_list("noticed_in", "source", Subquery(written), "table", "key")
    counted = Counter((load, source, at) for load, source, at, table, key in found if key in keys[table])
    return [MissedAtLoad(source, _day(at), rows) for (_, source, at), rows in sorted(counted.items())]


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(LONDON).date()


def _standing(noted: QuerySet[Absence], through: int | None = None) -> QuerySet[Absence]:
    """Those of ``noted`` after which nothing was noticed of the row."""
    later = Absence.objects.filter(
        table=OuterRef("table"), key=OuterRef("key"), source=OuterRef("source"), number__gt=OuterRef("number")
    )
    if through is not None:
        later = later.filter(noticed_in__lte=through)
    return noted.filter(~Exists(later), noticed=Noticed.VANISHED)
