"""What no single cell can show: keys that are missing, repeated or dangling, and links that another table completes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Table
from sightline.record.tables import TABLES
from sightline.sources.refusals import Locate, RefusalLog

NO_KEY = "the row has no key"
CONFLICT = "another row has this key and says otherwise; the first is kept"
DANGLING = "no row of {table} has this key"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table, and where each came from."""

    rows: pa.Table
    locate: Locate


def in_turn(parts: Sequence[Part]) -> Locate:
    """Places of rows numbered through several parts one after another."""
    ends = np.cumsum([part.rows.num_rows for part in parts])

    def locate(rows: Sequence[int]) -> list[tuple[str, int]]:
        found: dict[int, tuple[str, int]] = {}
        owners = np.searchsorted(ends, rows, side="right")
        for owner in set(owners.tolist()):
            mine = [row for row, part in zip(rows, owners, strict=True) if part == owner]
            start = int(ends[owner]) - parts[owner].rows.num_rows
            found |= zip(mine, parts[owner].locate([row - start for row in mine]), strict=True)
        return [found[row] for row in rows]

    return locate


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows that each have their own key, and where each came from."""

    rows: pa.Table
    locate: Locate
    kept: np.ndarray  # the numbers these rows had before
    collapsed: np.ndarray  # the numbers of rows that repeat another word for word


def settle_keys(table: Table, rows: pa.Table, locate: Locate, log: RefusalLog) -> Settled:
    """Refuse rows without a key; keep the first of each key, collapse its repeats and refuse those that differ."""
    key = rows.column(table.key.name)
    nothing = np.empty(0, dtype=np.int64)
    unkeyed = np.flatnonzero(pc.is_null(key).to_numpy()) if key.null_count else nothing
    log.add_rows(locate, unkeyed, table.key.name, NO_KEY)
    if pc.count_distinct(key).as_py() == len(key) - len(unkeyed):
        if not len(unkeyed):
            return Settled(rows, locate, np.arange(rows.num_rows), nothing)
        repeats = conflicts = nothing
    else:
        repeats, conflicts = _repeated(rows, key)
        log.add_rows(locate, conflicts, table.key.name, CONFLICT)
    keep = np.ones(rows.num_rows, dtype=bool)
    keep[np.concatenate([unkeyed, repeats, conflicts])] = False
    kept = np.flatnonzero(keep)
    return Settled(rows.filter(pa.array(keep)), lambda some: locate([int(kept[row]) for row in some]), kept, repeats)


def _repeated(rows: pa.Table, key: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Rows that repeat the first with their key word for word, and rows that differ from it."""
    codes = one_piece(key).dictionary_encode().indices
    present = np.flatnonzero(pc.is_valid(codes).to_numpy(False))
    numbers = pc.drop_null(codes).to_numpy()
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    later = np.flatnonzero(np.arange(len(numbers)) != first[inverse])
    second, original = present[later], present[first[inverse[later]]]
    same = np.ones(len(second), dtype=bool)
    for column in rows.columns:
        mine, theirs = column.take(pa.array(second)), column.take(pa.array(original))
        equal = pc.fill_null(pc.equal(mine, theirs), False).to_numpy()
        neither = pc.and_(pc.is_null(mine), pc.is_null(theirs)).to_numpy()
        same &= equal | neither
    return second[same], second[~same]


def complete_links(
    tables: Mapping[str, pa.Table], supplied: Mapping[str, frozenset[str]]
) -> tuple[dict[str, pa.Table], dict[str, frozenset[str]]]:
    """Fill each missing value that the record declares ``through`` another table, however many tables away it lies.

    A value that the file gave is left alone. The column counts as supplied when its link and the other table's are.
    """
    filled, known = dict(tables), dict(supplied)
    for name in _parents_first():
        for column in TABLES[name].columns:
            if name not in filled or column.through is None:
                continue
            other, link = column.through.split(".")
            if link in known.get(name, frozenset()) and {link, column.name} <= known.get(other, frozenset()):
                found = through(filled[name], link, filled[other], column.name)
                whole = pc.coalesce(filled[name].column(column.name), found)
                position = filled[name].schema.get_field_index(column.name)
                filled[name] = filled[name].set_column(position, column.name, whole)
                known[name] = known[name] | {column.name}
    return filled, known


def through(rows: pa.Table, link: str, other: pa.Table, wanted: str) -> pa.ChunkedArray:
    """The ``wanted`` value of the first row of ``other`` whose ``link`` is that of each of ``rows``; null for none."""
    if not other.num_rows:
        return pa.chunked_array([pa.nulls(rows.num_rows, other.schema.field(wanted).type)])
    found = pc.index_in(rows.column(link), value_set=one_piece(other.column(link)), skip_nulls=True)
    return other.column(wanted).take(found)


def _parents_first() -> list[str]:
    ordered: list[str] = []

    def visit(name: str) -> None:
        for column in TABLES[name].columns:
            if column.through is not None and name not in ordered:
                visit(column.through.split(".")[0])
        if name not in ordered:
            ordered.append(name)

    for name in TABLES:
        visit(name)
    return ordered


def report_dangling(
    tables: Mapping[str, pa.Table],
    supplied: Mapping[str, frozenset[str]],
    locate: Mapping[str, Locate],
    log: RefusalLog,
) -> None:
    """Report, and keep, each link to a row that is not there, where the source supplies the other table at all."""
    keys = {name: one_piece(rows.column(TABLES[name].key.name)) for name, rows in tables.items()}

    def report(name: str) -> None:
        for column in TABLES[name].columns:
            other = column.references
            if other not in keys or column.through is not None or column.name not in supplied.get(name, frozenset()):
                continue
            links = tables[name].column(column.name)
            loose = pc.and_(pc.is_valid(links), pc.invert(pc.is_in(links, value_set=keys[other])))
            reason = DANGLING.format(table=other)
            log.add_rows(locate[name], np.flatnonzero(loose.to_numpy()), column.name, reason, kept_row=True)

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(report, tables))


def one_piece(values: pa.ChunkedArray) -> pa.Array:
    """The values as a single array."""
    whole = values.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
