"""The series that a plan numbers: its clocks, tellings, pools of stops and states, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING, Numbers, placed
from sightline.engines.arrays.periods import Periods, Stretches, clipped, covered, merged_if_known, only_while
from sightline.engines.arrays.record import Kept, Record, day_name, key_name
from sightline.engines.arrays.stops import Pool, pool_of
from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.columns import REF
from sightline.engines.lower.parts import NEEDED, Clock, State, Stop, Telling
from sightline.standards.nodes import Events, Spans


@dataclass(frozen=True, slots=True)
class Clocks:
    """Events that start clocks, a row each: some without a key, some without a day."""

    subject: Numbers
    ref: Numbers
    since: Numbers
    until: Numbers | None
    by: Numbers


@dataclass(frozen=True, slots=True)
class Tellings:
    """Events whose own row says when their clock stopped."""

    subject: Numbers
    ref: Numbers
    since: Numbers
    until: Numbers | None
    says: Numbers


@dataclass(frozen=True, slots=True)
class States:
    """Spans after every step, and what is recorded that cannot be a span."""

    periods: Periods
    aside: SetAside


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows without a start, or with an end before it."""

    subject: Numbers | None
    ref: Numbers
    starts: Numbers


class Series:
    """Series of one record. May be asked by several threads."""

    def __init__(self, record: Record, limits: Limits) -> None:
        self._record = record
        self._limits = limits

    def clock(self, clock: Clock) -> Clocks:
        """Events that start clocks, whether or not dated."""
        events = clock.events
        subject = key_name(events.table, clock.subject)
        kept = self._kept(events, subject)
        by = self._taken(events.table, key_name(events.table, clock.by), kept)
        return Clocks(*self._started(events, subject, kept), by)

    def telling(self, telling: Telling) -> Tellings:
        """Events whose row also says the day its clock stopped, if its conditions hold (or, contrary, do not)."""
        events = telling.events
        subject = key_name(events.table, telling.subject)
        kept = self._kept(events, subject)
        started = self._started(events, subject, kept)
        since = started[2]
        says = since if telling.answer is None else self._day(events.table, telling.answer, kept)
        holds = self._record.satisfying(events.table, telling.where, kept)
        if holds is not None:
            says = np.where(~holds if telling.is_contrary else holds, says, np.int32(NOTHING))
        elif telling.is_contrary:
            says = np.full(len(since), NOTHING, np.int32)
        return Tellings(*started, says)

    def pool(self, stops: Sequence[Stop]) -> Pool:
        """Events that stop clocks, of several kinds together; those without a key or a day stop nothing."""
        parts = []
        for stop in stops:
            events = stop.events
            key, day = key_name(events.table, stop.by), day_name(events.table, events.on)
            kept = self._kept(events, key, day)
            by, days = self._taken(events.table, key, kept), self._day_moved(events, kept)
            if events.later is not None:
                by, days = by[days != NOTHING], days[days != NOTHING]
            parts.append(placed(by, days))
        return pool_of(parts)

    def cover(self, state: State, others: Stretches | None) -> Stretches:
        """The days that a state covers."""
        return covered(self.state(state, others).periods)

    def state(self, state: State, others: Stretches | None) -> States:
        """Spans after every step; ``others`` is what they are kept only while."""
        recorded = self._recorded(state)
        starts, ends = recorded.starts, recorded.ends
        is_span = (starts != NOTHING) & (ends > starts)
        is_aside = (starts == NOTHING) | (ends < starts)
        aside = np.flatnonzero(is_aside)
        subject = None if recorded.subject is None else recorded.subject[aside]
        periods = recorded if is_span.all() else recorded.taken(np.flatnonzero(is_span))
        return States(self._stepped(periods, state, others), SetAside(subject, recorded.ref[aside], starts[aside]))

    def _stepped(self, periods: Periods, state: State, others: Stretches | None) -> Periods:
        spans = state.spans
        if spans.merged:
            keys = {state.by: periods.by} | ({} if state.subject is None else {state.subject: periods.subject})
            periods = merged_if_known(periods, *(key for key in keys.values() if key is not None))
        if not (spans.aged is None and spans.first is None and spans.beyond is None):
            periods = clipped(periods, spans, self._limits, self._births(periods))
        return periods if others is None else only_while(periods, others)

    def _births(self, periods: Periods) -> Numbers | None:
        """The birth date of each span's person, where ages are asked about."""
        if periods.person is None:
            return None
        return np.take(self._record.day_of_key("people", "person_id", "born_on"), periods.person + 1, mode="clip")

    def _recorded(self, state: State) -> Periods:
        """Spans as recorded, whether or not they can be."""
        spans = state.spans
        names = {
            "by": state.by,
            "subject": state.subject,
            "count": state.count,
            "person": None if spans.aged is None else "person_id",
            "only_by": None if spans.only_while is None else spans.only_while.by,
        }
        named = {name: key_name(spans.table, column) for name, column in names.items() if column is not None}
        kept = self._kept(spans, *(named[name] for name in NEEDED[state.use]))
        starts = self._day(spans.table, spans.starts, kept)
        if spans.ends is None:
            ends = np.full(len(starts), FAR, np.int32)
        else:
            ends = self._day(spans.table, spans.ends, kept)
            ends = np.where(ends == NOTHING, np.int32(FAR), ends)
        keys = {name: self._taken(spans.table, column, kept) for name, column in named.items()}
        return Periods(self._taken(spans.table, REF, kept), starts, ends, **keys)

    def _started(self, events: Events, subject: str, kept: Kept) -> tuple[Numbers, Numbers, Numbers, Numbers | None]:
        """Subject, ref, day and lapse of events that start clocks."""
        until = None if events.until is None else self._day(events.table, events.until, kept)
        subjects, refs = (self._taken(events.table, name, kept) for name in (subject, REF))
        return subjects, refs, self._day_moved(events, kept), until

    def _kept(self, rows: Events | Spans, *known: str) -> Kept:
        return self._record.kept(rows.table, rows.where, rows.linked, known)

    def _taken(self, table: str, name: str, kept: Kept) -> Numbers:
        return self._record.tables[table].taken(name, kept)

    def _day(self, table: str, column: str, kept: Kept) -> Numbers:
        return self._taken(table, day_name(table, column), kept)

    def _day_moved(self, events: Events, kept: Kept) -> Numbers:
        days = self._day(events.table, events.on, kept)
        return days if events.later is None else self._limits.moved(days, events.later)
