"""Obligations as columns of numbers, and the days on which each was running, kept, or in breach.

The rule needs counts on one day for the inspection and on every day of ten years for the replay. Both follow from
``since``, ``due``, ``done_on`` and ``ended_on`` (:mod:`sightline.standards.obligations`), so they are worked out once,
as intervals of days, for all obligations together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.standards.needs import clock_starting
from sightline.standards.nodes import AtMost, AtMostAtOnce, Events, Every, Never, Throughout
from sightline.standards.standard import Standard

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

EPOCH = dt.date(1970, 1, 1)
NEVER = np.int32(10_000_000)  # later than any day of the calendar


def day_number(day: dt.date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


def date_of(number: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=int(number))


def still_owed(standard: Standard) -> bool:
    """Whether an undone duty of this standard is known to be still owed, however long ago it fell due.

    A duty that runs while a state holds lapses when the state ends, and so does an event's with an ``until``. Any other
    event's never lapses in the record: one missed eight years ago would stand for ever, so only those that fell due in
    the window count. Nor is what happened once too often owed by anybody: it passes with time.
    """
    if isinstance(standard.node, Every | Throughout | Never | AtMostAtOnce):
        return True
    if isinstance(standard.node, AtMost):
        return False
    return all(isinstance(each, Events) and each.until is not None for each in clock_starting(standard.node))


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


def clocks_from(obligations: pa.Table, standards: Sequence[Standard]) -> Clocks:
    """Columns of numbers from an obligations table with a ``team`` column (which may be all null)."""
    codes = pa.array([each.code for each in standards], pa.string())
    standard = _positions(obligations["standard"], codes).astype(np.int16)  # radix sort
    teams = pc.unique(_encode(obligations["team"])[1])
    teams = teams.filter(pc.and_(pc.is_valid(teams), pc.not_equal(teams, "")))
    team = _positions(obligations["team"], teams)
    subject, subjects = _in_order(*_encode(obligations["subject"]))
    since, no_since = _days(obligations["since"])
    due, no_due = _days(obligations["due"])
    done, _ = _days(obligations["done_on"])
    ended, _ = _days(obligations["ended_on"])
    unknown = no_since | no_due
    kept = ~unknown & (done <= due)
    lapsed = ~unknown & ~kept & (ended <= due) & (done == NEVER)
    # Done after it lapsed undone, before or after it would have fallen due: late from the day it was done.
    late_after_lapse = ~unknown & ~kept & (ended <= due) & (done != NEVER)
    breached = ~unknown & ~kept & ~lapsed
    breach = np.where(late_after_lapse, done, np.maximum(due + 1, since)).astype(np.int32)
    return Clocks(
        standards=tuple(standards),
        teams=tuple(teams.to_pylist()),
        subjects=subjects,
        standard=standard,
        subject=subject,
        team=team,
        since=since,
        due=due,
        done=done,
        ended=ended,
        begun=np.where(no_since, np.int32(-NEVER), since).astype(np.int32),
        unknown=unknown,
        kept=kept,
        breached=breached,
        lapsed=lapsed,
        stop=np.minimum(done, ended),
        breach=breach,
    )


def _positions(column: pa.ChunkedArray, values: pa.Array) -> npt.NDArray[np.int32]:
    """The place of each text among ``values``, -1 where it is none of them."""
    numbers, texts = _encode(column)
    places = np.append(np.asarray(pc.fill_null(pc.index_in(texts, value_set=values), -1), dtype=np.int32), -1)
    return np.asarray(places[numbers], dtype=np.int32)


def _encode(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """Texts as numbers (-1: none), and what each number stands for. Costs little where already dictionary-encoded."""
    if pa.types.is_null(column.type):
        column = column.cast(pa.string())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # no rows at all
        encoded = pa.array([], column.type) if encoded.num_chunks == 0 else encoded.chunk(0)
    return np.asarray(pc.fill_null(encoded.indices, -1), dtype=np.int32), encoded.dictionary.cast(pa.string())


def _in_order(numbers: npt.NDArray[np.int32], texts: pa.Array) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """The same, numbered in order of the texts, so that nothing shown depends on the order of rows."""
    order = np.asarray(pc.sort_indices(texts))
    ranks = np.full(len(texts) + 1, -1, dtype=np.int32)
    ranks[order] = np.arange(len(texts), dtype=np.int32)
    return ranks[numbers], texts.take(pa.array(order))


def _days(column: pa.ChunkedArray) -> tuple[Days, Mask]:
    missing = np.asarray(pc.is_null(column).to_numpy(), dtype=bool)
    numbers = pc.fill_null(column.cast(pa.int32()), int(NEVER)).to_numpy()
    return np.asarray(numbers, dtype=np.int32), missing
