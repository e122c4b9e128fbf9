"""A council's own workbook held against the lists the record gives: rows that only one has, and cells that differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from sightline.sources.annex_a.lists import Lists
from sightline.sources.annex_a.specification import AnnexList, ListColumn, specification

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListComparison:
    """One list in both. ``only_ours`` and ``only_theirs``: whom each row is about that only one has, a name a row.

    ``differing``: by column, whom the rows are about that both have and that differ there. ``rows_theirs`` is None
    where the workbook does not have the list.
    """

    annex_list: AnnexList
    rows_ours: int
    rows_theirs: int | None
    in_both: int
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]
    differing: tuple[tuple[ListColumn, tuple[str, ...]], ...]

    @property
    def is_alike(self) -> bool:
        """Whether both say the same."""
        return self.rows_theirs is not None and not (self.only_ours or self.only_theirs or self.differing)


def compare(ours: Lists, theirs: Lists) -> tuple[ListComparison, ...]:
    """Each list of the record beside the same of a workbook, a row known by what the list tells its rows apart by.

    Several rows of one key are paired in the order they stand. A column that either cannot fill is not compared: it is
    a gap and no difference.
    """
    return tuple(_compare(specification().lists[number], table, ours, theirs) for number, table in ours.tables.items())


def _compare(annex_list: AnnexList, ours: pa.Table, own: Lists, other: Lists) -> ListComparison:
    number = annex_list.number
    theirs = other.tables.get(number)
    if theirs is None:
        return ListComparison(annex_list, ours.num_rows, None, 0, (), (), ())
    lacking = own.unfillable.get(number, frozenset()) | other.unfillable.get(number, frozenset())
    row = tuple(each for each in annex_list.row if each not in lacking) or annex_list.row
    mine, yours = _by_key(row, ours), _by_key(row, theirs)
    only_ours, only_theirs = Counter[str](), Counter[str]()
    differing: dict[str, list[str]] = defaultdict(list)
    compared = [each for each in annex_list.columns if each.key not in lacking and each.key not in row]
    in_both = 0
    for key in {**mine, **yours}:
        whom = str(key[0])
        left, right = mine.get(key, []), yours.get(key, [])
        paired = min(len(left), len(right))
        in_both += paired
        only_ours[whom] += len(left) - paired
        only_theirs[whom] += len(right) - paired
        for one, two in zip(left, right, strict=False):
            for column in compared:
                if one[column.key] != two[column.key]:
                    differing[column.key].append(whom)
    found = tuple((each, tuple(differing[each.key])) for each in compared if each.key in differing)
    ranked = tuple(sorted(found, key=lambda each: -len(each[1])))
    rows = ours.num_rows, theirs.num_rows
    return ListComparison(
        annex_list, *rows, in_both, tuple(only_ours.elements()), tuple(only_theirs.elements()), ranked
    )


def _by_key(row: tuple[str, ...], table: pa.Table) -> Mapping[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for each in table.to_pylist():
        found[tuple(each[key] for key in row)].append(each)
    return found
