"""What stood on every day, from what began and ended: one pass over the obligations, with nothing evaluated again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.lower.calendar import FAR, NO_TEAM, day_number

STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")

Days = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class History:
    """How many obligations of each standard (and team) stood in each of :data:`STATES` at the end of every day.

    ``obligations`` are numbers, with the number of the ``team`` each is counted under; ``codes`` and ``teams`` say what
    those numbers stand for. A state's totals are kept as one number a day, group after group.
    """

    def __init__(
        self, obligations: pa.Table, first: dt.date, last: dt.date, *, codes: pa.Array, teams: pa.Array | None
    ) -> None:
        self._first, self._length = day_number(first), (last - first).days + 1
        self._codes, self._teams = codes, teams
        since = _days(obligations["since"], -FAR)
        width = 1 if teams is None else len(teams) + 1
        team = 0 if teams is None else obligations["team"].to_numpy() - NO_TEAM
        group = obligations["standard"].to_numpy() * np.int32(width) + team
        has_begun = since < self._first + self._length
        self._groups, places = _distinct(group[has_begun], width * max(1, len(codes)))
        self._width = width
        self._rows = places * np.int64(self._length)
        begun = obligations.filter(pa.array(has_begun))
        self._since = since[has_begun]
        self._is_known = ~np.asarray(pc.or_(pc.is_null(begun["since"]), pc.is_null(begun["due"])))
        self._due, self._done = _days(begun["due"], FAR), _days(begun["done_on"], FAR)
        self._ended = _days(begun["ended_on"], FAR)

    def every_day(self) -> pa.Table:
        """One row a day, standard (and team), in that order of standard, team and day; names dictionary-encoded."""
        columns = self._labels(np.repeat(np.arange(len(self._groups)), self._length))
        days = np.tile(np.arange(self._first, self._first + self._length, dtype=np.int32), len(self._groups))
        columns["day"] = pa.array(days).view(pa.date32())
        return pa.table({**columns, **{state: pa.array(totals) for state, totals in self._totals()}})

    def when_changed(self) -> pa.Table:
        """The rows of :meth:`every_day` for the first day, and for those on which a count changed."""
        totals = dict(self._totals())
        is_kept = np.zeros(len(self._groups) * self._length, dtype=bool)
        for each in totals.values():
            is_kept[1:] |= each[1:] != each[:-1]
        is_kept[:: self._length] = True
        kept = np.flatnonzero(is_kept)
        columns = self._labels(kept // self._length)
        columns["day"] = pa.array((kept % self._length + self._first).astype(np.int32)).view(pa.date32())
        return pa.table({**columns, **{state: pa.array(each[kept]) for state, each in totals.items()}})

    def _labels(self, places: npt.NDArray[np.int64]) -> dict[str, pa.Array]:
        groups = self._groups[places]
        labels = {"standard": pa.DictionaryArray.from_arrays((groups // self._width).astype(np.int16), self._codes)}
        if self._teams is not None:
            names = pa.concat_arrays([pa.array([""]), self._teams])
            labels["team"] = pa.DictionaryArray.from_arrays((groups % self._width).astype(np.int16), names)
        return labels

    def _totals(self) -> Iterator[tuple[str, npt.NDArray[np.int32]]]:
        """An obligation is not yet due, then met or in breach, then that breach is over; or it lapses, and is nothing.

        :func:`sightline.standards.obligations.verdict_on`, read as the days on which its answer changes. What is done
        was done by the time the duty lapsed, so a duty lapsed before it fell due is never done.
        """
        is_met = self._is_known & (self._done <= self._due)
        is_lapsed = self._is_known & ~is_met & (self._ended <= self._due)
        is_breach = self._is_known & ~is_met & ~is_lapsed
        turns = np.where(is_met, self._done, np.where(is_lapsed, self._ended, self._due + 1))
        turns = np.maximum(turns, self._since)
        over = np.maximum(np.minimum(self._done, self._ended), turns)
        everything = np.ones(len(self._since), dtype=bool)
        yield "met", self._running((is_met, turns, 1))
        yield "breached_open", self._running((is_breach, turns, 1), (is_breach, over, -1))
        yield "breached_over", self._running((is_breach, over, 1))
        yield "not_yet_due", self._running((self._is_known, self._since, 1), (self._is_known, turns, -1))
        yield "unknown", self._running((everything & ~self._is_known, self._since, 1))

    def _running(self, *changes: tuple[Flags, Days, int]) -> npt.NDArray[np.int32]:
        """Running totals of changes: which obligations, on what day, by how many. The past counts on the first day."""
        totals = np.zeros(len(self._groups) * self._length, dtype=np.int32)
        for which, days, amount in changes:
            offsets = np.maximum(days - self._first, 0)
            hit = which & (offsets < self._length)
            np.add.at(totals, self._rows[hit] + offsets[hit], np.int32(amount))
        by_group = totals.reshape(len(self._groups), self._length)
        np.cumsum(by_group, axis=1, out=by_group)
        return totals


def _days(column: pa.ChunkedArray, missing: int) -> Days:
    days: Days = pc.fill_null(column, pa.scalar(missing, pa.int32())).to_numpy()
    return days


def _distinct(numbers: npt.NDArray[np.int32], below: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The distinct numbers in order, and each number's place among them."""
    is_there = np.zeros(below, dtype=bool)
    is_there[numbers] = True
    places = np.cumsum(is_there) - 1
    return np.flatnonzero(is_there).astype(np.int32), places[numbers]
