"""What the record of a child said before: versions of rows that another took the place of, or that were withdrawn.

A version that fills in what was not known (a plan that has now ended) is progress and is not shown; one that says
something else than the version before it is a correction, and both are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sightline.casework.queries.child.reading import TABLE_OF, in_words, said
from sightline.casework.queries.child.written import Writings
from sightline.ledger.children import ChildRecord, row_of
from sightline.ledger.models import Closing
from sightline.record.schema import Kind, Row
from sightline.record.tables import TABLES


@dataclass(frozen=True, slots=True)
class Former:
    """A version that is no longer what is known: opened and closed by which transactions, and why it was closed."""

    row: Row
    version: int
    opened_in: int
    closed_in: int
    closing: Closing

    @property
    def table(self) -> str:
        """The name of its table."""
        return TABLE_OF[type(self.row)].name

    @property
    def key(self) -> str:
        """The key of its row."""
        return str(getattr(self.row, TABLE_OF[type(self.row)].key.name))


def former_rows(record: ChildRecord) -> list[Former]:
    """The versions of a child's rows that had been closed when the record was known, in the order written."""
    return [
        Former(row_of(TABLES[name], values), version, opened_in, closed_in, Closing(closing))
        for (name, version, opened_in, values), (_, closed_in, closing) in record.former
    ]


Corrections = Mapping[tuple[str, str], tuple[str, ...]]


def corrections_of(record: ChildRecord, former: Iterable[Former], writings: Writings) -> Corrections:
    """By table and key of a row that stands, what was corrected in it: ``Day of birth: was … until …``."""
    standing = {
        (name, str(getattr(kept.row, TABLES[name].key.name))): kept.row
        for name, all_kept in record.rows.items()
        for kept in all_kept
    }
    chains: dict[tuple[str, str], list[Former]] = {}
    for each in former:
        chains.setdefault((each.table, each.key), []).append(each)
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for named, chain in chains.items():
        now = standing.get(named)
        if now is None:
            continue
        after = [*(each.row for each in chain[1:]), now]
        words = [words for each, then in zip(chain, after, strict=True) for words in _changes(each, then, writings)]
        if words:
            out[named] = tuple(words)
    return out


def _changes(before: Former, after: Row, writings: Writings) -> Iterable[str]:
    table = TABLE_OF[type(before.row)]
    act = writings.acts.get(before.closed_in)
    until = f" until {in_words(act.on)}" if act else ""
    by = f" (corrected by {act.by})" if act and act.by else ""
    for column in table.columns:
        old, new = getattr(before.row, column.name), getattr(after, column.name)
        if old is None or old == new or column.kind is Kind.KEY:
            continue
        yield f"{column.meaning}: was {said(table, column.name, old)}{until}{by}"


def withdrawn_rows(record: ChildRecord, former: Iterable[Former]) -> list[Former]:
    """Rows recorded in error that nothing took the place of."""
    standing = {
        (name, getattr(kept.row, TABLES[name].key.name)) for name, all_kept in record.rows.items() for kept in all_kept
    }
    found = [each for each in former if each.closing is Closing.WITHDRAWN]
    return [each for each in found if (each.table, each.key) not in standing]


def numbers_of(former: Iterable[Former]) -> set[int]:
    """The transactions that closed these versions."""
    return {each.closed_in for each in former}
