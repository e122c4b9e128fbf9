"""What the lists lack: columns that nothing can fill, cells that ought to hold something, codes that fit no list."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.annex_a.lists import Lists, missing, needed
from sightline.sources.annex_a.specification import AnnexList, ListColumn, specification


@dataclass(frozen=True, slots=True)
class ColumnGap:
    """What one column of a list lacks.

    ``is_unfillable``: the source has nothing for it at all. ``empty``: rows whose cell is empty, or says that it is not
    known, of the ``needed`` rows where it ought to hold something. ``unfit``: those of them whose code is none of the
    list's.
    """

    column: ListColumn
    is_unfillable: bool
    needed: int
    empty: int
    unfit: int


@dataclass(frozen=True, slots=True)
class ListGaps:
    """One list: how many rows and children, and what is lacking, the emptiest column first."""

    annex_list: AnnexList
    rows: int
    people: int
    columns: tuple[ColumnGap, ...]

    @property
    def unfillable(self) -> tuple[ColumnGap, ...]:
        """The columns that nothing can fill."""
        return tuple(each for each in self.columns if each.is_unfillable)

    @property
    def is_unfillable(self) -> bool:
        """Whether nothing can fill any column of it."""
        return len(self.unfillable) == len(self.annex_list.columns)

    @property
    def partly_empty(self) -> tuple[ColumnGap, ...]:
        """The columns that could be filled and are not in every row that needs them."""
        return tuple(each for each in self.columns if not each.is_unfillable)

    @property
    def cells_empty(self) -> int:
        """Cells that could be filled, ought to be, and are not."""
        return sum(each.empty for each in self.partly_empty)

    @property
    def cells_unfit(self) -> int:
        """Values that are codes of no list."""
        return sum(each.unfit for each in self.columns)


def gaps(lists: Lists) -> tuple[ListGaps, ...]:
    """What each list lacks, in the order of their numbers."""
    return tuple(
        _gaps(annex_list, lists.tables[number], lists)
        for number, annex_list in sorted(specification().lists.items())
        if number in lists.tables
    )


def _gaps(annex_list: AnnexList, table: pa.Table, lists: Lists) -> ListGaps:
    found = []
    unfillable = lists.unfillable.get(annex_list.number, frozenset())
    for column in annex_list.columns:
        wanted = needed(column, table)
        empty = pc.sum(pc.and_(wanted, missing(column, table))).as_py() or 0
        unfit = len(lists.unfit.get((annex_list.number, column.key), ()))
        if empty or unfit or column.key in unfillable:
            count = pc.sum(wanted).as_py() or 0
            found.append(ColumnGap(column, column.key in unfillable, count, empty, unfit))
    found.sort(key=lambda each: (not each.is_unfillable, -each.empty, -each.unfit))
    people = pc.count_distinct(table.column(annex_list.subject.key)).as_py()
    return ListGaps(annex_list, table.num_rows, people, tuple(found))
