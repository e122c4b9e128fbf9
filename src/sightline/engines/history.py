"""What stood on every day, from what began and ended: running totals, with nothing evaluated again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from sightline.engines.lower.calendar import day_number

STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")
DAY = "day"
GROUPS = ("standard", "team")


class Change(IntEnum):
    """What happens to an obligation on a day."""

    BEGUN = 0
    UNKNOWN = 1  # begun, and nothing more can be said of it
    MET = 2
    BREACHED = 3
    LAPSED = 4  # before it fell due
    BREACH_OVER = 5  # done late, or lapsed undone


ENTERED: Mapping[str, tuple[Change, ...]] = MappingProxyType(
    {
        "met": (Change.MET,),
        "breached_open": (Change.BREACHED,),
        "breached_over": (Change.BREACH_OVER,),
        "not_yet_due": (Change.BEGUN,),
        "unknown": (Change.UNKNOWN,),
    }
)
LEFT: Mapping[str, tuple[Change, ...]] = MappingProxyType(
    {
        "breached_open": (Change.BREACH_OVER,),
        "not_yet_due": (Change.MET, Change.BREACHED, Change.LAPSED),
    }
)


class Totals:
    """How many obligations of each group stood in each of :data:`STATES` at the end of every day of a period.

    ``changes`` has a row for each ``standard`` (and ``team``), ``day`` and ``change``, with how many ``times``. The totals
    of a state are an array of a row a group and a column a day.
    """

    def __init__(self, changes: pa.Table, first: dt.date, last: dt.date) -> None:
        self.first, self.days = day_number(first), day_number(last) - day_number(first) + 1
        self._names = [name for name in GROUPS if name in changes.column_names]
        keys = [changes[name].to_numpy().astype(np.int64) for name in self._names]
        packed = keys[0] if len(keys) == 1 else (keys[0] << 32) + keys[1] + 1  # no team is -1
        groups, rows = np.unique(packed, return_inverse=True)
        standards, teams = (groups, groups) if len(keys) == 1 else (groups >> 32, (groups & 0xFFFFFFFF) - 1)
        self.groups = dict(zip(GROUPS, (standards.astype(np.int32), teams.astype(np.int32)), strict=True))
        self._count = len(groups)
        self._days = changes[DAY].to_numpy() - self.first
        self._rows = rows
        self._changes, self._times = changes["change"].to_numpy(), changes["times"].to_numpy()

    def every_day(self) -> pa.Table:
        """One row a day and group, in order of group and day."""
        days = np.arange(self.first, self.first + self.days, dtype=np.int32)
        columns = {name: pa.array(np.repeat(self.groups[name], self.days)) for name in self._names}
        columns[DAY] = pa.array(np.tile(days, self._count)).cast(pa.date32())
        return pa.table({**columns, **{name: pa.array(self._of(name).reshape(-1)) for name in STATES}})

    def when_changed(self) -> pa.Table:
        """The rows of :meth:`every_day` for the first day, and for those on which something changed."""
        is_kept = np.zeros((self._count, self.days), dtype=bool)
        is_kept[self._rows, self._days] = True
        is_kept[:, :1] = True
        rows, days = np.nonzero(is_kept)
        columns = {name: pa.array(self.groups[name][rows]) for name in self._names}
        columns[DAY] = pa.array((days + self.first).astype(np.int32)).cast(pa.date32())
        return pa.table({**columns, **{name: pa.array(self._of(name)[rows, days]) for name in STATES}})

    def _of(self, state: str) -> np.ndarray:
        totals = np.zeros((self._count, self.days), dtype=np.int32)
        for change in Change:
            sign = (change in ENTERED[state]) - (change in LEFT.get(state, ()))
            if sign:
                hits = self._changes == change
                totals[self._rows[hits], self._days[hits]] += (sign * self._times[hits]).astype(np.int32)
        return np.cumsum(totals, axis=1, dtype=np.int32, out=totals)
