"""Which declared table a file holds, and where its columns lie, by the names in its header.

The Standard Safeguarding Dataset prefixes every column with its table, so a header names its table whatever the file is
called. A file may use our own column names instead, or beside them for what the SSD has no column for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sightline.record.schema import Column, Table
from sightline.record.tables import TABLES

_FEWEST_SSD_NAMES = 2  # one alone may be a slip of the keyboard


@dataclass(frozen=True, slots=True)
class JsonKey:
    """One key of a column that holds a JSON object."""

    position: int
    key: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file keeps each column of ``table``: a cell's position, or a key inside the JSON of one."""

    table: Table
    cells: Mapping[str, int]
    json_keys: Mapping[str, JsonKey]
    ignored_columns: int

    @property
    def has_key(self) -> bool:
        """Whether the file holds the table's key."""
        return self.table.key.name in self.cells


def ssd_column(column: Column) -> tuple[str | None, str | None]:
    """The SSD column that holds ``column``, and the key inside its JSON, where there is one."""
    name, _, key = (column.ssd or "").partition("#")
    return name or None, key or None


def layout_of(header: Sequence[str]) -> Layout | None:
    """The layout of a file with this header, or None when no declared table is recognised in it."""
    positions = {name.strip().casefold(): position for position, name in reversed(list(enumerate(header)))}
    table = _table_of(positions)
    if table is None:
        return None
    cells: dict[str, int] = {}
    json_keys: dict[str, JsonKey] = {}
    used: set[int] = set()
    for column in table.columns:
        ssd_name, json_key = ssd_column(column)
        ssd_position = positions.get(ssd_name.casefold()) if ssd_name else None
        own_position = positions.get(column.name)
        if ssd_position is not None:
            used.add(ssd_position)
        if own_position is not None and (json_key is not None or ssd_position is None):
            cells[column.name] = own_position
            used.add(own_position)
        elif ssd_position is not None and json_key is not None:
            json_keys[column.name] = JsonKey(ssd_position, json_key)
        elif ssd_position is not None:
            cells[column.name] = ssd_position
    return Layout(table, cells, json_keys, len(header) - len(used))


def _table_of(positions: Mapping[str, int]) -> Table | None:
    by_ssd = Counter(name for folded in positions for name in _tables_by_ssd_column().get(folded, ()))
    if by_ssd:
        name, matched = by_ssd.most_common(1)[0]
        if matched >= _FEWEST_SSD_NAMES:
            return TABLES[name]
    own = {
        table: sum(column.name in positions for column in table.columns)
        for table in TABLES.values()
        if table.key.name in positions
    }
    best = max(own, key=lambda table: own[table], default=None)
    return best if best is not None and own[best] > 1 and own[best] * 2 > len(positions) else None


@cache
def _tables_by_ssd_column() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in TABLES.values():
        for name in {ssd_column(column)[0] for column in table.columns}:
            if name:
                found[name.casefold()] = (*found.get(name.casefold(), ()), table.name)
    return found
