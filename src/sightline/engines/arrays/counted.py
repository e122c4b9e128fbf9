"""How many there are: of events in a rolling period, and of spans at once."""

from __future__ import annotations

import numpy as np

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING, Keys, Numbers, Places, day_of, distinct, key_of, ordered, placed
from sightline.engines.arrays.owed import Answers
from sightline.engines.arrays.periods import Periods, column, merged
from sightline.engines.arrays.series import Clocks
from sightline.engines.lower.calendar import FAR
from sightline.standards.nodes import Limit, Unit


def at_most(events: Clocks, number: int, period: int, limits: Limits) -> Answers:
    """Over when the event ``number`` before this one, of its key, is less than ``period`` days before it.

    An event without a day comes last, counts for nothing and is not over.
    """
    order = _in_order(events)
    by, since = events.by[order], events.since[order]
    is_over = np.zeros(len(order), np.bool_)
    done_on = since.copy()
    earlier = np.arange(len(order)) - min(number, len(order))
    there = np.flatnonzero((earlier >= 0) & (since != NOTHING))
    there = there[by[earlier[there]] == by[there]]
    first = since[earlier[there]]
    over = since[there].astype(np.int64) - first < period if number else np.ones(len(there), np.bool_)
    is_over[there] = over
    done_on[there[over]] = limits.moved(first[over], Limit(period, Unit.DAYS))
    return Answers(events.subject[order], events.ref[order], since, done_on, None, is_over)


def _in_order(events: Clocks) -> Places:
    """Where events that have a key stand, in order of key, day and ref; those without a day at the end."""
    is_keyed = events.by != NOTHING
    dated = np.flatnonzero(is_keyed & (events.since != NOTHING))
    dated = dated[ordered(events.by[dated], events.since[dated], events.ref[dated])]
    return np.concatenate((dated, np.flatnonzero(is_keyed & (events.since == NOTHING))))


def at_once(loads: Periods, number: int) -> Answers:
    """The load of a key on a day is how many of its spans have started by then, less how many have ended.

    Days on which it changes stand in order of key and day, each key and day as one number
    (:func:`~sightline.engines.arrays.numbers.placed`); a key's load begins at nothing, so what the keys before it
    started and have not ended is taken off.
    """
    loads = merged(loads, column(loads.by), column(loads.count))
    by = column(loads.by)
    ups = np.sort(placed(by, loads.starts))
    is_ended = loads.ends != FAR
    downs = np.sort(placed(by[is_ended], loads.ends[is_ended]))
    days = distinct(np.concatenate((ups, downs)))
    keys = key_of(days)
    load = _load(ups, downs, days, keys)
    next_light = np.where(load <= number, np.arange(len(days)), len(days))
    next_light = np.minimum.accumulate(next_light[::-1])[::-1]
    order = ordered(by, loads.starts, loads.ref)
    begun = placed(by[order], loads.starts[order])
    is_first = np.concatenate(([True], begun[1:] != begun[:-1])) if len(begun) else np.zeros(0, np.bool_)
    order, begun = order[is_first], begun[is_first]
    at = np.searchsorted(days, begun)
    return Answers(
        column(loads.subject)[order],
        loads.ref[order],
        loads.starts[order],
        _light_on(days, keys, at, next_light),
        None,
        load[at] > number,
    )


def _load(ups: Keys, downs: Keys, days: Keys, keys: Keys) -> Places:
    """How many spans of a key hold on each day: how many more of any key have started than ended by then, less the
    same on the last day of the key before."""
    of_all = np.searchsorted(ups, days, side="right") - np.searchsorted(downs, days, side="right")
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[: len(keys)]
    before = np.concatenate(([0], of_all))[firsts]
    of_others: Places = np.repeat(before, np.diff(np.append(firsts, len(keys))))
    return of_all - of_others


def _light_on(days: Keys, keys: Keys, at: Places, next_light: Places) -> Numbers:
    """The first day, from the one at each place on, on which the key's load is within the number."""
    if not len(days):
        return np.zeros(0, np.int32)
    found = next_light[at]
    is_there = (found < len(days)) & (np.take(keys, found, mode="clip") == keys[at])
    return np.where(is_there, np.take(day_of(days), found, mode="clip"), np.int32(NOTHING))
