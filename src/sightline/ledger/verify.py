"""Whether the ledger is as it was written: every row, every transaction and the chain that binds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa

from sightline.ledger.contents import BEFORE_THE_FIRST, Contents, Opened, chained
from sightline.ledger.digests import digest_of, row_digests
from sightline.ledger.models import Absence, Closure, Transaction
from sightline.ledger.stores import Store, store
from sightline.ledger.writing import absence_line, closure_line, instant
from sightline.record.tables import TABLES
from sightline.sources.extract import arrow_schema

AT_ONCE = 200_000  # versions read at a time


class Fault(StrEnum):
    """What can be wrong, as a sentence about the place it was found."""

    CHAIN = "does not follow from the one before it: one of the two was changed or put in another place"
    HEADER = "is not what was written: who, why, when, from where or what it holds was changed"
    UNREADABLE = "has contents that cannot be read"
    EDITED = "was changed after it was written"
    MISSING = "is missing"
    ADDED = "was added without a transaction"
    REORDERED = "is not the row that was written in that place"
    CLOSURES = "closed other versions than its closures now say"
    ABSENCES = "noted other absences than are now there"


OF_THE_TRANSACTION = (Fault.MISSING, Fault.CHAIN, Fault.HEADER, Fault.UNREADABLE)
OF_ITS_LISTS = (Fault.REORDERED, Fault.CLOSURES, Fault.ABSENCES)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the ledger is not as it was written. ``version`` is 0 where it is not about one row."""

    transaction: int
    version: int
    table: str
    fault: Fault

    @property
    def place(self) -> tuple[int, int, int, int]:
        """What breaks are put in order by: what is wrong with a transaction itself, then with its rows, then with what
        it lists."""
        if self.version:
            return self.transaction, 1, self.version, 0
        if self.fault in OF_THE_TRANSACTION:
            return self.transaction, 0, 0, OF_THE_TRANSACTION.index(self.fault)
        return self.transaction, 2, 0, OF_ITS_LISTS.index(self.fault)

    @property
    def words(self) -> str:
        """Where, and what is wrong; no value of any row."""
        if self.version:
            return f"Transaction {self.transaction}, table {self.table}, version {self.version}: the row {self.fault}."
        where = f", table {self.table}," if self.table else ""
        return f"Transaction {self.transaction}{where} {self.fault}."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. ``head``: the last transaction's digest, to be kept where the ledger's keeper cannot reach."""

    transactions: int
    versions: int
    head: str
    first_break: Break | None


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    opened: Opened


def verify(progress: Callable[[str], None] = lambda _: None) -> Verified:
    """Read the whole ledger as it is at this moment and work out every digest again; writers need not wait."""
    ledger = store()
    with ledger.still():
        return _verified(ledger, progress)


def _verified(ledger: Store, progress: Callable[[str], None]) -> Verified:
    breaks: list[Break] = []
    parts: dict[str, list[_Part]] = defaultdict(list)
    count = versions = 0
    previous, expected = BEFORE_THE_FIRST, 1
    progress("Reading transactions")
    for each in Transaction.objects.order_by("number").iterator():
        count += 1
        breaks += _of_transaction(each, previous, expected)
        previous, expected = each.digest, each.number + 1
        try:
            contents = Contents.from_text(each.contents)
        except (ValueError, KeyError, TypeError):
            breaks.append(Break(each.number, 0, "", Fault.UNREADABLE))
            continue
        if (each.first_version, each.opened) != (versions + 1, sum(opened.count for opened in contents.opened)):
            breaks.append(Break(each.number, 0, "", Fault.HEADER))
        breaks += _of_lists(each, contents)
        for opened in contents.opened:
            parts[opened.table].append(_Part(each.number, opened))
            versions += opened.count
    breaks += _strays(count)
    for name in TABLES:
        progress(f"Reading {name}")
        breaks += _of_table(ledger, name, parts.get(name, []))
    return Verified(count, versions, previous, min(breaks, key=lambda each: each.place, default=None))


def _of_transaction(each: Transaction, previous: str, expected: int) -> Iterator[Break]:
    if each.number > expected:
        yield Break(expected, 0, "", Fault.MISSING)
    elif each.number < expected or each.previous != previous:
        yield Break(each.number, 0, "", Fault.CHAIN)
    made = chained(each.previous, each.number, instant(each.recorded_at), each.by, each.why, each.source, each.contents)
    if made != each.digest:
        yield Break(each.number, 0, "", Fault.HEADER)


def _of_lists(each: Transaction, contents: Contents) -> Iterator[Break]:
    closures = Closure.objects.filter(closed_in=each.number).order_by("version")
    lines = [closure_line(*found) for found in closures.values_list("version", "table", "closing")]
    if (len(lines), digest_of(lines)) != (contents.closed.count, contents.closed.digest):
        yield Break(each.number, 0, "", Fault.CLOSURES)
    absences = Absence.objects.filter(noticed_in=each.number).order_by("number")
    lines = [absence_line(*found) for found in absences.values_list("table", "key", "noticed", "source")]
    if (len(lines), digest_of(lines)) != (contents.absences.count, contents.absences.digest):
        yield Break(each.number, 0, "", Fault.ABSENCES)


def _strays(count: int) -> Iterator[Break]:
    """Closures and absences of no transaction there is."""
    for model, column, fault in (
        (Closure, "closed_in", Fault.CLOSURES),
        (Absence, "noticed_in", Fault.ABSENCES),
    ):
        numbers = model._default_manager.exclude(**{f"{column}__in": Transaction.objects.values("number")})
        number = numbers.order_by(column).values_list(column, flat=True).first()
        if number is not None:
            yield Break(number or count, 0, "", fault)


def _of_table(ledger: Store, name: str, parts: list[_Part]) -> Iterator[Break]:
    """Breaks among the versions of one table, which are read once in the order they were written."""
    schema = pa.schema(
        [("version", pa.int64()), ("opened_in", pa.int64()), ("row_digest", pa.string()), *arrow_schema(TABLES[name])]
    )
    columns = ", ".join(ledger.column(column) for column in schema.names)
    written = np.concatenate([np.empty(0, np.int64), *(_numbers(part) for part in parts)])
    numbers = np.concatenate([np.empty(0, np.int64), *(np.full(part.opened.count, part.number) for part in parts)])
    digests: dict[int, str] = {}
    after = -1
    seen = 0
    while True:
        sql = f'SELECT {columns} FROM "ledger_{name}" WHERE version > {after} ORDER BY version LIMIT {AT_ONCE}'  # noqa: S608 - our own
        rows = ledger.read(sql, schema)
        if not rows.num_rows:
            break
        found = rows["version"].to_numpy()
        after, seen = int(found[-1]), seen + len(found)
        yield from _of_rows(name, rows, found, written, numbers, digests)
    if seen != len(written) or len(digests) != len(written):
        yield from _missing(name, written, numbers, digests)
    for part in parts:
        first, count = part.opened.first, part.opened.count
        held = [digests[each] for each in range(first, first + count) if each in digests]
        if len(held) == count and digest_of(held) != part.opened.digest:
            yield Break(part.number, 0, name, Fault.REORDERED)


def _numbers(part: _Part) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(part.opened.first, part.opened.first + part.opened.count, dtype=np.int64)


def _of_rows(
    name: str,
    rows: pa.Table,
    found: np.ndarray[tuple[int], np.dtype[np.int64]],
    written: np.ndarray[tuple[int], np.dtype[np.int64]],
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]],
    digests: dict[int, str],
) -> Iterator[Break]:
    places = np.searchsorted(written, found)
    opened_in = rows["opened_in"].to_pylist()
    kept = rows["row_digest"].to_pylist()
    made = row_digests(TABLES[name], rows)
    for version, place, number, was, now in zip(found.tolist(), places.tolist(), opened_in, kept, made, strict=True):
        if place >= len(written) or written[place] != version:
            yield Break(number, version, name, Fault.ADDED)
            continue
        if now != was:
            yield Break(int(numbers[place]), version, name, Fault.EDITED)
        elif number != numbers[place]:
            yield Break(int(numbers[place]), version, name, Fault.REORDERED)
        digests[version] = now


def _missing(
    name: str,
    written: np.ndarray[tuple[int], np.dtype[np.int64]],
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]],
    digests: dict[int, str],
) -> Iterator[Break]:
    for version, number in zip(written.tolist(), numbers.tolist(), strict=True):
        if version not in digests:
            yield Break(number, version, name, Fault.MISSING)
            return
