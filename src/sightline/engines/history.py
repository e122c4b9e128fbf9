"""What stood on every day, from what began and ended: one pass over the obligations, with nothing evaluated again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.load import HANDFUL, THREADS
from sightline.engines.lower.calendar import FAR, NO_TEAM, day_number
from sightline.standards.lasting import WINDOW_DAYS

STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")

PIECE = 64  # groups whose days are made at a time

Days = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class History:
    """How many obligations of each standard (and team) stood in each of :data:`STATES` at the end of every day.

    ``obligations`` are numbers, with the number of the ``team`` each is counted under; ``codes`` and ``teams`` say what
    those numbers stand for. ``fading`` says of each standard that what it asks is owed only while the day it
    fell due is in the window (:mod:`sightline.standards.lasting`). A state's totals are kept as one number a day, group
    after group.
    """

    def __init__(
        self,
        obligations: pa.Table,
        first: dt.date,
        last: dt.date,
        *,
        codes: pa.Array,
        teams: pa.Array | None,
        fading: Flags,
    ) -> None:
        self._first, self._length = day_number(first), (last - first).days + 1
        self._codes, self._teams, self._fading = codes, teams, fading
        self._width = 1 if teams is None else len(teams) + 1
        self._batches = obligations.to_batches(max_chunksize=HANDFUL)
        is_there = np.zeros(self._width * max(1, len(codes)), dtype=bool)
        for rows in self._batches:
            is_there[self._group(rows)[self._has_begun(rows)]] = True
        self._groups = np.flatnonzero(is_there).astype(np.int32)
        self._places = np.cumsum(is_there) - 1

    def _group(self, rows: pa.RecordBatch) -> Days:
        """One number for the standard and team of each row."""
        team = 0 if self._teams is None else rows["team"].to_numpy() - np.int32(NO_TEAM)
        group: Days = rows["standard"].to_numpy() * np.int32(self._width) + team
        return group

    def _has_begun(self, rows: pa.RecordBatch) -> Flags:
        has_begun: Flags = _days(rows["since"], -FAR) < self._first + self._length
        return has_begun

    def every_day(self) -> pa.Table:
        """One row a day, standard (and team), in that order of standard, team and day; names dictionary-encoded."""
        columns = self._labels(self._groups, self._length)
        columns["day"] = self._days()
        return pa.table({**columns, **{state: pa.array(totals) for state, totals in self._totals().items()}})

    def _days(self) -> pa.ChunkedArray:
        """The days over and over, in pieces that are all the same piece of memory: fresh memory is what costs here."""
        days = np.arange(self._first, self._first + self._length, dtype=np.int32)
        piece = pa.array(np.tile(days, min(PIECE, len(self._groups)))).view(pa.date32())
        whole, rest = divmod(len(self._groups), PIECE)
        pieces = [piece] * whole + ([piece.slice(0, rest * self._length)] if rest else [])
        return pa.chunked_array(pieces, type=pa.date32())

    def when_changed(self) -> pa.Table:
        """The rows of :meth:`every_day` for the first day, and for those on which a count changed."""
        totals = self._totals()
        is_kept = np.zeros(len(self._groups) * self._length, dtype=bool)
        for each in totals.values():
            is_kept[1:] |= each[1:] != each[:-1]
        is_kept[:: self._length] = True
        kept = np.flatnonzero(is_kept)
        columns = self._labels(self._groups[kept // self._length])
        columns["day"] = pa.array((kept % self._length + self._first).astype(np.int32)).view(pa.date32())
        return pa.table({**columns, **{state: pa.array(each[kept]) for state, each in totals.items()}})

    def _labels(self, groups: Days, times: int = 1) -> dict[str, pa.Array]:
        """The names of ``groups``, each so many ``times``."""

        def named(places: Days, names: pa.Array) -> pa.DictionaryArray:
            return pa.DictionaryArray.from_arrays(np.repeat(places.astype(np.int16), times), names, safe=False)

        labels = {"standard": named(groups // self._width, self._codes)}
        if self._teams is not None:
            labels["team"] = named(groups % self._width, pa.concat_arrays([pa.array([""]), self._teams]))
        return labels

    def _totals(self) -> dict[str, Days]:
        """Running totals by state: one number a day, group after group."""
        size = len(self._groups) * self._length
        totals = {state: np.zeros(size, dtype=np.int32) for state in STATES}
        locks = {state: Lock() for state in STATES}
        by_group = [each.reshape(len(self._groups), self._length) for each in totals.values()]
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(lambda rows: self._add(rows, totals, locks), self._batches))
            list(pool.map(lambda each: np.cumsum(each, axis=1, out=each), by_group))
        return totals

    def _add(self, rows: pa.RecordBatch, totals: Mapping[str, Days], locks: Mapping[str, Lock]) -> None:
        """Count what begins and ends. An obligation is not yet due, then met or in breach, then that breach is over; or
        it lapses, and is nothing.

        :func:`sightline.standards.obligations.verdict_on`, read as the days on which its answer changes. What is done
        was done by the time the duty lapsed, so a duty lapsed before it fell due is never done.
        """
        has_begun = self._has_begun(rows)
        row = (self._places[self._group(rows)] * self._length)[has_begun]
        since, due, done, ended = (
            _days(rows[name], missing)[has_begun]
            for name, missing in (("since", -FAR), ("due", FAR), ("done_on", FAR), ("ended_on", FAR))
        )
        is_known = (since != -FAR) & (due != FAR)
        is_met = is_known & (done <= due)
        is_lapsed = is_known & ~is_met & (ended <= due)
        is_breach = is_known & ~is_met & ~is_lapsed
        turns = np.maximum(np.where(is_met, done, np.where(is_lapsed, ended, due + 1)), since)
        fades = np.where(self._fading[rows["standard"].to_numpy()[has_begun]] & is_known, due + WINDOW_DAYS, FAR)
        over = np.maximum(np.minimum(np.minimum(done, ended), fades), turns)
        for state, which, days, amount in (
            ("not_yet_due", is_known, since, 1),
            ("unknown", ~is_known, since, 1),
            ("not_yet_due", is_known, turns, -1),
            ("met", is_met, turns, 1),
            ("breached_open", is_breach, turns, 1),
            ("breached_open", is_breach, over, -1),
            ("breached_over", is_breach, over, 1),
        ):
            offsets = np.maximum(days - self._first, 0)  # the past counts on the first day
            hit = which & (offsets < self._length)
            places = row[hit] + offsets[hit]
            with locks[state]:  # another thread counts other rows into the same totals
                np.add.at(totals[state], places, np.int32(amount))


def _days(column: pa.Array, missing: int) -> Days:
    days: Days = pc.fill_null(column, pa.scalar(missing, pa.int32())).to_numpy()
    return days
