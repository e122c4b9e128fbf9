"""The lists as columns, whether worked out from the record or read from a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Kind
from sightline.sources.annex_a.specification import NO, AnnexList, ListColumn, specification
from sightline.sources.extract import ARROW_TYPES


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists. ``tables``: by number, a column a key of the specification, codes as the list keys them.

    ``as_at``: the day they are about, None where a workbook does not say. ``unfillable``: by list, the columns that
    the source has nothing for. ``unfit``: by list and column, whom the rows are about whose code is none of the
    list's; their cells are empty.
    """

    tables: Mapping[int, pa.Table]
    as_at: dt.date | None
    source: str
    unfillable: Mapping[int, frozenset[str]] = field(default_factory=dict)
    unfit: Mapping[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        """Rows in all lists."""
        return sum(table.num_rows for table in self.tables.values())

    def people(self) -> list[str]:
        """Every child in any list, once, in the order they first stand there. An adopter is no child."""
        found: dict[str, None] = {}
        for number, table in sorted(self.tables.items()):
            subject = specification().lists[number].subject.key
            if subject == "child_id":
                found.update(dict.fromkeys(each for each in table.column(subject).to_pylist() if each))
        return list(found)

    def without(self, person_ids: Collection[str]) -> Lists:
        """The lists with no row about any of these children."""
        if not person_ids:
            return self
        hidden = pa.array(sorted(person_ids), pa.string())
        kept = {}
        for number, table in self.tables.items():
            subject = specification().lists[number].subject.key
            is_hidden = pc.is_in(table.column(subject), value_set=hidden)
            kept[number] = table if subject != "child_id" else table.filter(pc.invert(is_hidden))
        barred = frozenset(person_ids)
        unfit = {where: tuple(each for each in whom if each not in barred) for where, whom in self.unfit.items()}
        return replace(self, tables=kept, unfit=unfit)


def arrow_schema(annex_list: AnnexList) -> pa.Schema:
    """The columns of a list, in order."""
    return pa.schema([(column.key, ARROW_TYPES[column.kind]) for column in annex_list.columns])


def empty(annex_list: AnnexList) -> pa.Table:
    """A list with no rows."""
    return arrow_schema(annex_list).empty_table()


def needed(column: ListColumn, table: pa.Table) -> pa.ChunkedArray:
    """For each row, whether the cell of ``column`` ought to hold something.

    Not where an empty cell is right, and only where the column it hangs on holds something other than 0 or no.
    """
    if column.blank is not None:
        return pa.chunked_array([np.zeros(table.num_rows, bool)])
    if column.needed_with is None:
        return pa.chunked_array([np.ones(table.num_rows, bool)])
    other = table.column(column.needed_with)
    nothing = {pa.int64(): 0, pa.string(): NO}.get(other.type)
    says = pc.is_valid(other)
    return says if nothing is None else pc.fill_null(pc.and_(says, pc.not_equal(other, nothing)), False)


def missing(column: ListColumn, table: pa.Table) -> pa.ChunkedArray:
    """For each row, whether the cell of ``column`` is empty, or says no more than that nothing is known."""
    values = table.column(column.key)
    is_empty = pc.is_null(values)
    if column.kind is Kind.CODE and column.codes is not None and column.codes.unknown is not None:
        return pc.or_(is_empty, pc.fill_null(pc.equal(values, column.codes.unknown), False))
    return is_empty
