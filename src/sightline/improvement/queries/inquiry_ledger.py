"""Which transactions of the ledger brought the rows a question rests on, with their digests: what proves the rest."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Min

from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_few import FEWER, told
from sightline.improvement.queries.inquiry_scope import Scope, written
from sightline.ledger.contents import Contents
from sightline.ledger.models import Transaction
from sightline.record.tables import TABLES
from sightline.standards.needs import tables_read

KIND = "Ledger"
ALSO = ("case_supervisions", "management_decisions", "practice_audits", "audit_actions", "complaints", "contacts")
REPORTS = "leadership_reports"
NAMED = 4  # tables named in words; the bundle has them all


@dataclass(frozen=True, slots=True)
class Brought:
    """A transaction, and how many rows that the question rests on it wrote, by table.

    ``is_first``: the first of its source, which brings what had been kept elsewhere before.
    """

    transaction: Transaction
    rows: tuple[tuple[str, int], ...]
    is_first: bool

    @property
    def told(self) -> dict[str, str]:
        """The same in words; rows about a few children are not counted out, those about the council are."""
        return {name: told(count) if TABLES[name].has("person_id") else f"{count:,}" for name, count in self.rows}

    @property
    def proof(self) -> str:
        """What to look for with ``sightline verify``."""
        return f"transaction {self.transaction.number}, digest {self.transaction.digest}"


def brought(scope: Scope, keys: Sequence[str], through: int) -> list[Brought]:
    """The transactions up to number ``through`` that wrote rows about ``keys``, or about the council itself."""
    tables = sorted({*(name for each in scope.standards for name in tables_read(each)), *ALSO} & set(TABLES))
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    for name in tables:
        if TABLES[name].has("person_id"):
            for number, count in _opened(name, keys, through):
                rows[number][name] += count
    of_council = {REPORTS, *(name for name in tables if not TABLES[name].has("person_id"))}
    first = set(Transaction.objects.values("source").annotate(first=Min("number")).values_list("first", flat=True))
    found = []
    for each in Transaction.objects.filter(number__lte=through).order_by("number").iterator():
        counted = rows[each.number]
        for opened in Contents.from_text(each.contents).opened:
            if opened.table in of_council and opened.count:
                counted[opened.table] += opened.count
        if counted:
            found.append(Brought(each, tuple(counted.most_common()), each.number in first))
    return found


def ledger_events(found: Iterable[Brought]) -> list[Event]:
    """Each transaction as an event; what a first load brought was known elsewhere before, and it is said."""
    events = []
    for each in found:
        on, known_at = written(each.transaction.recorded_at)
        tables = ", ".join(f"{name} {words}" for name, words in list(each.told.items())[:NAMED])
        more = f" and {len(each.rows) - NAMED} more tables" if len(each.rows) > NAMED else ""
        words = (
            f"Transaction {each.transaction.number} of the ledger wrote {_total(each)} of the rows this rests on ("
            f"{tables}{more}), from {each.transaction.source}: {each.transaction.why}."
        )
        if each.is_first:
            words += (
                " It is the first from that source and brought the history with it: when those rows were first written "
                "down is for the system before to show, so they stand here on the days they say themselves."
            )
        events.append(Event(on, known_at, Tier.RECORD, KIND, words, "The ledger", each.proof))
    return events


def _total(each: Brought) -> str:
    """How many rows; where some of them are of a few children, what the rest come to and no more."""
    if FEWER not in each.told.values():
        return f"{sum(count for _, count in each.rows):,}"
    rest = sum(count for name, count in each.rows if each.told[name] != FEWER)
    return f"{rest:,} and a few more" if rest else "a few"


def _opened(table: str, keys: Sequence[str], through: int) -> list[tuple[int, int]]:
    """How many versions about ``keys`` each transaction opened."""
    if not keys:
        return []
    is_postgres = connection.vendor == "postgresql"
    among = "= ANY(%s)" if is_postgres else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT opened_in, count(*) FROM "ledger_{table}" WHERE person_id {among} AND opened_in <= %s '  # noqa: S608 - a declared table's name
            "GROUP BY opened_in",
            [list(keys) if is_postgres else json.dumps(list(keys)), through],
        )
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows
