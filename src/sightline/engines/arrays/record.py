"""The record's rows as arrays: keys, days, and which rows satisfy which conditions and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.arrays.numbers import NOTHING, Flags, Numbers, Places
from sightline.engines.lower.columns import Form, Held
from sightline.engines.lower.rows import flag
from sightline.standards.nodes import Condition, Linked

Kept = Places | None  # where rows stand; None: all of them


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of the record: columns of numbers, which of them miss something, and which rows satisfy what."""

    columns: Mapping[str, Numbers]
    gappy: frozenset[str]
    flags: Mapping[Condition, Flags]

    def taken(self, name: str, kept: Kept) -> Numbers:
        """A column's numbers, of the rows kept."""
        column = self.columns[name]
        return column if kept is None else column[kept]


@dataclass(frozen=True, slots=True)
class Record:
    """The tables of one extract that standards read."""

    tables: Mapping[str, Rows]
    _members: dict[Linked, Flags] = field(default_factory=dict)
    _days: dict[tuple[str, str, str], Numbers] = field(default_factory=dict)

    def kept(self, table: str, where: Iterable[Condition], linked: Iterable[Linked], known: Iterable[str]) -> Kept:
        """The rows of ``table`` that satisfy every condition and link, with a value in every column of ``known``."""
        rows = self.tables[table]
        tests = [rows.flags[condition] for condition in where]
        tests += [self._is_linked(rows, link) for link in linked]
        tests += [rows.columns[name] != NOTHING for name in known if name in rows.gappy]
        if not tests:
            return None
        return np.flatnonzero(np.logical_and.reduce(tests) if len(tests) > 1 else tests[0])

    def satisfying(self, table: str, where: Sequence[Condition], kept: Kept) -> Flags | None:
        """Which of the rows kept satisfy every condition; None: all of them, since there is none."""
        if not where:
            return None
        flags: Flags = np.logical_and.reduce([self.tables[table].flags[condition] for condition in where])
        return flags if kept is None else flags[kept]

    def day_of_key(self, table: str, key: str, day: str) -> Numbers:
        """The day that the row of each key holds, after one place and before another that stand for no key."""
        wanted = table, key, day
        if wanted not in self._days:
            columns = self.tables[table].columns
            keys, days = columns[key_name(table, key)], columns[day_name(table, day)]
            by_key = np.full(_beyond(keys) + 2, NOTHING, np.int32)
            by_key[keys[keys != NOTHING] + 1] = days[keys != NOTHING]
            self._days[wanted] = by_key
        return self._days[wanted]

    def _is_linked(self, rows: Rows, link: Linked) -> Flags:
        """A key stands for the same text in every table whose column has its name, so a link is a look-up by key."""
        name = key_name(link.table, link.by)
        if link not in self._members:
            others = self.tables[link.table]
            keys = others.taken(name, self.kept(link.table, link.where, (), (name,)))
            members = np.zeros(_beyond(keys) + 2, np.bool_)  # the first and the last stand for no key
            members[keys + 1] = True
            self._members[link] = members
        found = np.take(self._members[link], rows.columns[name] + 1, mode="clip")
        return ~found if link.absent else found


def _beyond(keys: Numbers) -> int:
    """A number greater than any of the keys."""
    return max(int(keys.max()) + 1, 0) if len(keys) else 0


def key_name(table: str, column: str) -> str:
    """What the numbers that stand for a column's texts are called."""
    return Held(table, column, Form.KEY).name


def day_name(table: str, column: str) -> str:
    """What a column's days are called."""
    return Held(table, column, Form.DAY).name


def rows_from(table: pa.Table, conditions: Sequence[Condition]) -> Rows:
    """What a query of :func:`~sightline.engines.lower.rows.rows_of` found."""
    flags = [flag(number) for number in range(len(conditions))]
    names = [name for name in table.column_names if name not in flags]
    return Rows(
        columns={name: _numbers(table[name]) for name in names},
        gappy=frozenset(name for name in names if table[name].null_count),
        flags={each: _flags(table[name]) for each, name in zip(conditions, flags, strict=True)},
    )


def _numbers(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = pc.fill_null(column, pa.scalar(NOTHING, column.type)).to_numpy()
    return numbers


def _flags(column: pa.ChunkedArray) -> Flags:
    """A flag that is missing does not hold. Arrow packs eight to a byte."""
    chunks = pc.fill_null(column, False).chunks
    parts = [_unpacked(chunk) for chunk in chunks]
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, np.bool_), *parts])


def _unpacked(chunk: pa.BooleanArray) -> Flags:
    packed = np.frombuffer(chunk.buffers()[1], np.uint8)
    bits = np.unpackbits(packed, count=chunk.offset + len(chunk), bitorder="little")
    return bits[chunk.offset :].view(np.bool_)
