"""Gaps in a span: between the events inside it, and between the stretches that cover it."""

from __future__ import annotations

import numpy as np

from sightline.engines.arrays.numbers import NOTHING, Numbers, Places, placed, repeated
from sightline.engines.arrays.owed import Answers
from sightline.engines.arrays.periods import Periods, Stretches, column
from sightline.engines.arrays.stops import Pool
from sightline.engines.lower.calendar import FAR


def every(during: Periods, pool: Pool, from_gap: int, to_gap: int | None) -> Answers:
    """The gaps of a span run from its start to its first event, then from each event to the next, then onward.

    The events of a span stand together in the pool, ``count`` of them from place ``first``; its gap ``n`` ends with the
    ``n``-th of them and began with the one before, or with the span. The gap after an event on a span's last day is
    none.
    """
    by = column(during.by)
    first = np.searchsorted(pool.keys, placed(by, during.starts))
    beyond = np.searchsorted(pool.keys, placed(by, during.ends), side="right")
    last_gap = beyond - first
    if len(pool.days):
        last_gap = last_gap - ((last_gap > 0) & (np.take(pool.days, beyond - 1, mode="clip") == during.ends))
    if to_gap is not None:
        last_gap = np.minimum(last_gap, to_gap)
    counts = np.maximum(last_gap - from_gap + 1, 0)
    begins, number = repeated(counts)
    has_gaps = np.flatnonzero(counts)
    opening = during.starts if from_gap == 0 else _days(pool.days, first + (from_gap - 1))
    done_on = _days(pool.days, np.repeat(first + from_gap, counts) + number)
    last = (begins + counts - 1)[has_gaps]
    is_onward = (first + last_gap == beyond)[has_gaps]
    since = _following(done_on, begins[has_gaps], opening[has_gaps])
    done_on[last[is_onward]] = NOTHING
    return _of(during, counts, since, done_on)


def throughout(during: Periods, held: Stretches) -> Answers:
    """From the start of each span, and each end of a stretch inside it, to the next day that a stretch covers.

    Stretch ``first`` is the first to end after the span starts, ``beyond`` the first to begin when the span is over.
    """
    by = column(during.by)
    starts, ends = placed(by, during.starts), placed(by, during.ends)
    first = np.searchsorted(held.end, starts, side="right")
    beyond = np.searchsorted(held.begin, ends)
    counts = np.searchsorted(held.end, ends) - first + 1
    begins, number = repeated(counts)
    at = np.repeat(first, counts) + number
    since = _following(_days(held.ends, at), begins, during.starts)
    done_on = np.maximum(_days(held.starts, at), since)
    done_on[at >= np.repeat(beyond, counts)] = NOTHING
    return _of(during, counts, since, done_on)


def _days(days: Numbers, at: Places) -> Numbers:
    """The days at some places; beyond the last of them, any day."""
    return np.take(days, at, mode="clip") if len(days) else np.full(len(at), NOTHING, np.int32)


def _following(ends: Numbers, begins: Places, opening: Numbers) -> Numbers:
    """When each gap began: with the end of the one before it, or, of the first gap of a span, with ``opening``."""
    since = np.empty_like(ends)
    since[1:] = ends[:-1]
    since[begins] = opening
    return since


def _of(during: Periods, counts: Places, since: Numbers, done_on: Numbers) -> Answers:
    ended_on = np.where(during.ends == FAR, np.int32(NOTHING), during.ends)
    subject, ref, ended_on = (np.repeat(each, counts) for each in (column(during.subject), during.ref, ended_on))
    return Answers(subject, ref, since, done_on, ended_on)
