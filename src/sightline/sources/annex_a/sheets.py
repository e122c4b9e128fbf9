"""Which sheets of a workbook are lists, and which of their columns is which, by their headings.

A heading is known however it is punctuated, and under the other names the template and its tools have given it, in any
order and below any titles. None is guessed from being like one: ``Date Stage 1 started`` is like ``Date Stage 1
ended``. What is not known is passed over and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sightline.sources.annex_a.cells import Cell, is_blank
from sightline.sources.annex_a.specification import AnnexList, heading, specification

DEEPEST_HEADING = 30  # rows from the top of the sheet
_SHARED = frozenset(("child_id", "gender", "ethnicity", "born_on", "age", "is_disabled", "team", "worker", "family_id"))
"""Columns that say who a row is about, which other lists of children have as well: no list is known by them."""
_MOST_MERGED = 1_000_000  # cells
_FEWEST = 3  # headings that make a sheet a list
_FEWEST_OF_NAMED = 2  # the same where the sheet's name says which
_NAMED = (re.compile(r"list[\s_-]*0?([0-9]{1,2})(?![0-9])", re.IGNORECASE), re.compile(r"\s*0?([0-9]{1,2})(?![0-9])"))

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""The corners of each merged range, rows and columns from 0."""


@dataclass(frozen=True, slots=True)
class ListLayout:
    """Where a sheet keeps a list: the first row below its headings, and the position of each column, from 0.

    ``doubled``: positions of columns whose heading says what another's already did. ``unknown``: positions of columns
    whose heading is none of the list's.
    """

    annex_list: AnnexList
    first_row: int
    positions: Mapping[str, int]
    doubled: tuple[int, ...]
    unknown: tuple[int, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the columns that the sheet does not have."""
        return tuple(each.key for each in self.annex_list.columns if each.key not in self.positions)


def number_in(name: str) -> int | None:
    """The number of the list that a sheet's name says it is; None when it says none."""
    for pattern in _NAMED:
        if found := (pattern.search(name) if pattern is _NAMED[0] else pattern.match(name)):
            number = int(found[1])
            return number if number in specification().lists else None
    return None


def layout_of(name: str, rows: Sequence[Sequence[Cell]]) -> ListLayout | None:
    """The list that a sheet is, and where its columns lie; None when it is none."""
    named, best, best_score = number_in(name), None, (0.0, 0.0)
    for place in range(min(len(rows), DEEPEST_HEADING)):
        single = [_words(each) for each in rows[place]]
        candidates = [(single, place + 1)]
        if place + 1 < len(rows):  # headings of two rows, some merged over both, others under one they share
            below = [_words(each) for each in rows[place + 1]]
            candidates.append(([under or above for above, under in zip(single, below, strict=True)], place + 2))
        for headings, first_row in candidates:
            if len({each for each in headings if each}) < _FEWEST_OF_NAMED:
                continue
            for annex_list in specification().lists.values():
                found = _layout(annex_list, headings, first_row)
                is_named = annex_list.number == named
                if not _is_list(found, is_named=is_named):
                    continue
                score = (len(found.positions) + 2.0 * is_named, len(found.positions) / len(annex_list.columns))
                if score > best_score:
                    best, best_score = found, score
    return best


def _is_list(found: ListLayout, *, is_named: bool) -> bool:
    """Whether there is enough to take a sheet for the list: who a row is about, and a column no other list has."""
    known = found.positions.keys()
    enough = len(known) >= (_FEWEST_OF_NAMED if is_named else _FEWEST)
    return enough and (is_named or found.annex_list.subject.key in known) and bool(known - _SHARED)


def unmerged(rows: list[list[Cell]], merged: Merged, first_row: int) -> None:
    """Below the headings, give each cell under the first of a merged range what the range shows.

    Only downwards: a range over two columns says nothing of the second.
    """
    left_to_fill = _MOST_MERGED
    for (top, left), (bottom, _) in merged:
        if top < first_row or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
            left_to_fill -= 1
        if left_to_fill < 0:
            return


def _layout(annex_list: AnnexList, headings: Sequence[str], first_row: int) -> ListLayout:
    by_heading = _by_heading(annex_list.number)
    positions: dict[str, int] = {}
    doubled, unknown = [], []
    for position, words in enumerate(headings):
        if not words:
            continue
        key = by_heading.get(words)
        if key is None:
            unknown.append(position)
        elif key in positions:
            doubled.append(position)
        else:
            positions[key] = position
    return ListLayout(annex_list, first_row, positions, tuple(doubled), tuple(unknown))


@cache
def _by_heading(number: int) -> Mapping[str, str]:
    """Each column's key by every heading it is known under; its own name comes before another's other name."""
    annex_list = specification().lists[number]
    known = {heading(each.name): each.key for each in annex_list.columns}
    for column in annex_list.columns:
        for words in column.headings:
            known.setdefault(words, column.key)
    return known


def _words(cell: Cell) -> str:
    return heading(cell) if isinstance(cell, str) and not is_blank(cell) else ""
