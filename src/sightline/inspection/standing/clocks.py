"""Obligations as columns of numbers, and the days on which each was running, kept, or in breach.

The rule needs counts on one day for the inspection and on every day of ten years for the replay. Both follow from
``since``, ``due``, ``done_on`` and ``ended_on`` (:mod:`sightline.standards.obligations`), so they are worked out once,
as intervals of days, for all obligations together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.numbered import NEVER as NEVER
from sightline.engines.numbered import Numbered, numbered
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.standard import Standard

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

EPOCH = dt.date(1970, 1, 1)
HANDFUL = 1 << 17  # obligations worked on at a time
THREADS = 2


def day_number(day: dt.date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


def date_of(number: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=int(number))


@dataclass(frozen=True, slots=True)
class Clocks:
    """Obligations in columns, one position an obligation, days as numbers.

    ``standard``, ``subject`` and ``team`` are positions in the tuples of the same name (team -1: none known). ``stop``
    is the day the clock stopped, done or lapsed, whichever came first; NEVER if it runs.
    """

    standards: tuple[Standard, ...]
    teams: tuple[str, ...]
    subjects: pa.Array
    standard: npt.NDArray[np.int16]
    subject: npt.NDArray[np.int32]
    team: npt.NDArray[np.int32]
    since: Days
    due: Days
    done: Days
    ended: Days
    begun: Days  # since, or the first day of all where the record does not say
    unknown: Mask
    kept: Mask  # done by the due date
    breached: Mask  # not done by the due date, and owed on it
    lapsed: Mask  # ended on or before the due date and not done by then: never owed
    stop: Days
    breach: Days  # first day in breach, where breached

    @property
    def size(self) -> int:
        """How many obligations."""
        return len(self.standard)

    @property
    def outlasts_the_window(self) -> Mask:
        """Of each, whether its standard's duty is still owed after the window in which it fell due."""
        lasting = np.array([outlasts_the_window(each) for each in self.standards], dtype=bool)
        of_each: Mask = lasting[self.standard]
        return of_each


def clocks_from(obligations: pa.Table | Numbered, standards: Sequence[Standard]) -> Clocks:
    """Clocks of obligations as numbers, or of a table of them with a ``team`` column (which may be all null)."""
    owed = obligations if isinstance(obligations, Numbered) else numbered(obligations)
    codes = pa.array([each.code for each in standards], pa.string())
    places = pc.fill_null(pc.index_in(owed.codes, value_set=codes), -1).to_numpy(zero_copy_only=False)
    ranks, subjects = _in_order(owed.subjects)
    return Clocks(
        standards=tuple(standards),
        teams=tuple(each or "" for each in owed.teams.to_pylist()),
        subjects=subjects,
        **_worked_out(owed, np.append(places, -1).astype(np.int16), ranks),
    )


def _worked_out(owed: Numbered, places: npt.NDArray[np.int16], ranks: npt.NDArray[np.int32]) -> dict[str, Any]:
    """The columns of :class:`Clocks`, made a handful of rows at a time so that what is made on the way stays near the
    processor, on two threads (numpy lets go of the interpreter)."""
    size = len(owed.standard)
    columns: dict[str, Any] = {"team": owed.team, "since": owed.since, "due": owed.due}
    columns |= {"done": owed.done_on, "ended": owed.ended_on, "standard": np.empty(size, np.int16)}
    columns |= {name: np.empty(size, np.int32) for name in ("subject", "begun", "stop", "breach")}
    columns |= {name: np.empty(size, np.bool_) for name in ("unknown", "kept", "breached", "lapsed")}

    def work_out(start: int) -> None:
        rows = slice(start, start + HANDFUL)
        since, due, done, ended = (columns[name][rows] for name in ("since", "due", "done", "ended"))
        columns["standard"][rows] = places[owed.standard[rows]]
        columns["subject"][rows] = ranks[owed.subject[rows]]
        no_since = since == NEVER
        columns["begun"][rows] = np.where(no_since, -NEVER, since)
        columns["unknown"][rows] = unknown = no_since | (due == NEVER)
        columns["kept"][rows] = kept = ~unknown & (done <= due)
        missed = ~(unknown | kept)
        ended_first = missed & (ended <= due)
        # Done after it lapsed undone, before or after it would have fallen due: late from the day it was done.
        late_after_lapse = ended_first & (done != NEVER)
        columns["lapsed"][rows] = lapsed = ended_first & ~late_after_lapse
        columns["breached"][rows] = missed & ~lapsed
        columns["breach"][rows] = np.where(late_after_lapse, done, np.maximum(due + 1, since))
        columns["stop"][rows] = np.minimum(done, ended)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work_out, range(0, size, HANDFUL)))
    return columns


def _in_order(texts: pa.Array) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """The rank of each text, and the texts in that order, so that nothing shown depends on the order of rows."""
    order = np.asarray(pc.sort_indices(texts))
    ranks = np.full(len(texts) + 1, -1, dtype=np.int32)
    ranks[order] = np.arange(len(texts), dtype=np.int32)
    return ranks, texts.take(pa.array(order))
