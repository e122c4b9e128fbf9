"""Spans of the record as arrays: merged, clipped, and kept only while another state holds.

The rules, and their order, are those of :class:`~sightline.standards.nodes.Spans`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING, Keys, Numbers, Places, day_of, ordered, placed, repeated
from sightline.standards.nodes import Limit, Spans, Unit


@dataclass(frozen=True, slots=True)
class Periods:
    """Spans, a row each: they start on a known day and end after it, on ``FAR`` if they are open.

    A column that nothing asks for is None.
    """

    ref: Numbers
    starts: Numbers
    ends: Numbers
    by: Numbers | None = None
    subject: Numbers | None = None
    count: Numbers | None = None
    person: Numbers | None = None
    only_by: Numbers | None = None

    def taken(self, places: Places) -> Periods:
        """The spans at ``places``, in that order."""
        columns = ((each.name, getattr(self, each.name)) for each in fields(self))
        return replace(self, **{name: numbers[places] for name, numbers in columns if numbers is not None})


@dataclass(frozen=True, slots=True)
class Stretches:
    """The days a state covers: stretches of each key in order of day, none touching the next."""

    begin: Keys  # key and day (:func:`~sightline.engines.arrays.numbers.placed`); in order
    end: Keys  # likewise, and in order too
    starts: Numbers
    ends: Numbers


def column(numbers: Numbers | None) -> Numbers:
    """A column that the plan says is there."""
    if numbers is None:
        raise ValueError("a span was asked for a key that its use does not need")
    return numbers


def merged(periods: Periods, *together: Numbers) -> Periods:
    """Overlapping or touching spans as one, if they agree in every column of ``together``.

    Their other columns are those of the earliest, then of the least ref. A span opens a new stretch when it starts
    after every earlier one of its group has ended. Groups are numbered as they come, so group and end are one number
    (:func:`~sightline.engines.arrays.numbers.placed`) whose running maximum begins anew with each group.
    """
    if not len(periods.ref):
        return periods
    order = ordered(*together, periods.starts, periods.ref)
    begins_group = np.zeros(len(order), np.bool_)
    for each in together:
        values = each[order]
        begins_group[1:] |= values[1:] != values[:-1]
    groups = np.cumsum(begins_group, dtype=np.int32)
    reach = np.maximum.accumulate(placed(groups, periods.ends[order]))
    opens = np.ones(len(order), np.bool_)
    opens[1:] = placed(groups, periods.starts[order])[1:] > reach[:-1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(order)) - 1
    return replace(periods.taken(order[first]), ends=day_of(reach[last]))


def merged_if_known(periods: Periods, *together: Numbers) -> Periods:
    """:func:`merged`; a span that lacks one of ``together`` merges with none, so its ref, negative, is its group."""
    is_lacking = np.logical_or.reduce([each == NOTHING for each in together])
    if not is_lacking.any():
        return merged(periods, *together)
    first, *others = together
    alone = np.where(is_lacking, -1 - periods.ref, first)
    return merged(periods, alone, *(np.where(is_lacking, np.int32(-1), each) for each in others))


def covered(periods: Periods) -> Stretches:
    """The days that spans cover, for each value of ``by``."""
    by = column(periods.by)
    whole = merged(periods, by)
    by = column(whole.by)
    return Stretches(placed(by, whole.starts), placed(by, whole.ends), whole.starts, whole.ends)


def clipped(periods: Periods, spans: Spans, limits: Limits, births: Numbers | None) -> Periods:
    """What of the spans lies within ``aged``, ``first`` and ``beyond``; nothing where one of these cannot be said.

    ``births`` is the birth date of each span's person, needed where ``aged`` is.
    A span only ever gets shorter, so whether it is empty may be asked once, at the end.
    """
    starts, ends = periods.starts, periods.ends
    not_before: list[Numbers] = []
    not_after: list[Numbers] = []
    is_said = np.ones(len(starts), np.bool_)
    if spans.aged is not None:
        births = column(births)
        is_said &= births != NOTHING
        for years, bounds in zip(spans.aged, (not_before, not_after), strict=True):
            if years is not None:
                bounds.append(limits.moved(births, Limit(12 * years, Unit.MONTHS)))
    if spans.first is not None:
        not_after.append(limits.moved(periods.starts, spans.first))
    if spans.beyond is not None:
        not_before.append(limits.moved(periods.starts, spans.beyond))
    for bound in not_before:
        starts = np.maximum(starts, bound)
        is_said &= bound != NOTHING
    for bound in not_after:
        ends = np.minimum(ends, bound)
        is_said &= bound != NOTHING
    return replace(periods, starts=starts, ends=ends).taken(np.flatnonzero(is_said & (starts < ends)))


def only_while(periods: Periods, others: Stretches) -> Periods:
    """The part of each span that each stretch of the same key covers."""
    by = column(periods.only_by)
    first = np.searchsorted(others.end, placed(by, periods.starts), side="right")
    beyond = np.searchsorted(others.begin, placed(by, periods.ends))
    counts = beyond - first
    _, number = repeated(counts)
    parts, at = periods.taken(np.repeat(np.arange(len(counts)), counts)), np.repeat(first, counts) + number
    return replace(
        parts, starts=np.maximum(parts.starts, others.starts[at]), ends=np.minimum(parts.ends, others.ends[at])
    )
