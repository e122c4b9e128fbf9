"""Answers as obligations: due by the standard's limit, in force, and not lapsed as they began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pyarrow as pa

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING, Flags, Numbers, Places
from sightline.engines.lower.calendar import FAR
from sightline.standards.nodes import Limit, Unit

OBLIGATIONS = pa.schema(
    [(name, pa.int32()) for name in ("standard", "subject", "ref", "since", "due", "done_on", "ended_on")]
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one question found, a row a clock.

    ``ended_on`` None: the duty never lapses. ``is_over``: where more days are taken off what the limit gives; None:
    where nothing was done.
    """

    subject: Numbers
    ref: Numbers
    since: Numbers
    done_on: Numbers
    ended_on: Numbers | None = None
    is_over: Flags | None = None

    def taken(self, places: Places) -> Answers:
        """The answers at ``places``."""
        columns = ((each.name, getattr(self, each.name)) for each in fields(self))
        return replace(self, **{name: values[places] for name, values in columns if values is not None})


def owed(answers: Answers, ask: Mapping[str, int | None], unit: Unit | None, limits: Limits) -> pa.RecordBatch:
    """The obligations of the standard that asked. ``unit`` None: they fall due on no day.

    What was done after the duty lapsed was not done for it. A clock that started on no known day has no other date.
    """
    answers = _in_force(answers, given(ask["force_from"]), given(ask["force_to"]))
    due = None if unit is None else _due(answers, ask, unit, limits)
    since, done_on, ended_on = answers.since, answers.done_on, answers.ended_on
    columns: list[Numbers | None] = [answers.subject, answers.ref, since, due, done_on, ended_on]
    count = len(since)
    if ended_on is not None:
        if (since == NOTHING).any():
            ended_on = np.where(since == NOTHING, np.int32(NOTHING), ended_on)
        is_lapsed = ended_on != NOTHING
        done_on = np.where(is_lapsed & (done_on > ended_on), np.int32(NOTHING), done_on)
        columns[4:] = done_on, ended_on
        is_nothing = is_lapsed & (done_on == NOTHING) & (ended_on <= since)
        if is_nothing.any():
            kept = np.flatnonzero(~is_nothing)
            count = len(kept)
            columns = [None if each is None else each[kept] for each in columns]
    standard = np.full(count, given(ask["standard"]), np.int32)
    arrays = [_arrow(each, count) for each in (standard, *columns)]
    return pa.RecordBatch.from_arrays(arrays, schema=OBLIGATIONS)


def _due(answers: Answers, ask: Mapping[str, int | None], unit: Unit, limits: Limits) -> Numbers:
    limit, less, more = Limit(given(ask["number"]), unit), given(ask["less"]), given(ask["less_unmet"])
    due = limits.moved(answers.since, limit, less)
    if not more:
        return due
    is_over = answers.done_on == NOTHING if answers.is_over is None else answers.is_over
    return np.where(is_over, limits.moved(answers.since, limit, less + more), due)


def _in_force(answers: Answers, first: int, beyond: int) -> Answers:
    """Answers that began in force, or on no known day. Every day lies between -``FAR`` and ``FAR``."""
    if (first, beyond) == (-FAR, FAR):
        return answers
    since = answers.since
    return answers.taken(np.flatnonzero((since == NOTHING) | ((since >= first) & (since < beyond))))


def given(value: int | None) -> int:
    """A number that the question must have."""
    if value is None:
        raise ValueError("a question lacks a number that its kind needs")
    return value


def _arrow(numbers: Numbers | None, count: int) -> pa.Array:
    """Numbers as Arrow has them, without copying any: bits beside them say which are missing."""
    if numbers is None:
        return pa.nulls(count, pa.int32())
    is_there = numbers != NOTHING
    bits = None if is_there.all() else pa.py_buffer(np.packbits(is_there, bitorder="little"))
    return pa.Array.from_buffers(pa.int32(), count, [bits, pa.py_buffer(np.ascontiguousarray(numbers))])
