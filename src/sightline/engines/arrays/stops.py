"""What stops clocks: the first event in time, or the last one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sightline.engines.arrays.numbers import HALF, NOTHING, Keys, Numbers, Places, day_of, distinct, key_of, placed


@dataclass(frozen=True, slots=True)
class Pool:
    """Events in order of key and day, those of one key on one day as one."""

    keys: Keys  # key and day, as one number (:func:`~sightline.engines.arrays.numbers.placed`)
    days: Numbers


def pool_of(parts: Sequence[Keys]) -> Pool:
    """Events of several kinds, together."""
    keys = distinct(np.concatenate(parts) if len(parts) > 1 else parts[0])
    return Pool(keys, day_of(keys))


def earliest(by: Numbers, since: Numbers, pool: Pool, early: int) -> Numbers:
    """The day of the first event of each key on or after a day, or up to ``early`` days before it."""
    return _day_at(by, since, pool, np.searchsorted(pool.keys, _earlier(by, since, early)))


def latest_before(by: Numbers, since: Numbers, pool: Pool, lookback: int | None) -> Numbers:
    """The day of the last event of each key on or before a day and at most ``lookback`` days before it; failing that,
    of the first after it."""
    after = np.searchsorted(pool.keys, placed(by, since), side="right")
    before = _day_at(by, since, pool, after - 1)
    is_lacking = before == NOTHING
    if lookback is not None:
        is_lacking |= before.astype(np.int64) < since.astype(np.int64) - min(lookback, HALF)
    return np.where(is_lacking, _day_at(by, since, pool, after), before)


def _earlier(by: Numbers, since: Numbers, early: int) -> Keys:
    """Key and day, so many days earlier: no earlier than the least day there is, lest it reach into another key."""
    if not early:
        return placed(by, since)
    return placed(by, np.maximum(since.astype(np.int64) - min(early, HALF), NOTHING))


def _day_at(by: Numbers, since: Numbers, pool: Pool, at: Places) -> Numbers:
    """The days of the events at some places, where there is one and it is of the key; nothing for a missing day."""
    if not len(pool.keys):
        return np.full(len(by), NOTHING, np.int32)
    is_of_key = key_of(np.take(pool.keys, at, mode="clip")) == by
    is_of_key &= (at >= 0) & (at < len(pool.keys)) & (since != NOTHING)
    return np.where(is_of_key, np.take(pool.days, at, mode="clip"), np.int32(NOTHING))
