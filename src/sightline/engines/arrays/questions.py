"""The questions of a plan, answered over the arrays of one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future

import numpy as np
import pyarrow as pa

from sightline.engines.arrays.counted import at_most, at_once
from sightline.engines.arrays.gaps import every, throughout
from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING
from sightline.engines.arrays.owed import Answers, given, owed
from sightline.engines.arrays.periods import Stretches, column
from sightline.engines.arrays.record import Record
from sightline.engines.arrays.series import Series, States
from sightline.engines.arrays.stops import Pool, earliest, latest_before
from sightline.engines.lower.calendar import FAR
from sightline.engines.lower.parts import Kind
from sightline.engines.lower.plan import Plan

Ask = Mapping[str, int | None]
SLOWEST_FIRST = (Kind.EVERY, Kind.AT_ONCE, Kind.WITHIN, Kind.SEQUENCE, Kind.AT_MOST, Kind.WITHIN_ONE, Kind.TOLD)


class Questions:
    """What the standards of a plan ask. What several of them ask about is found once.

    ``executor`` works on several things at a time, in the order in which they are given to it, so that nothing waits
    for what has not begun; numpy and Arrow let other threads run while they work.
    """

    def __init__(self, plan: Plan, record: Record, executor: Executor) -> None:
        self._plan = plan
        self._limits = Limits()
        self._series = Series(record, self._limits)
        self._executor = executor
        self._asks = [ask for ask in plan.asks if ask["standard"] not in plan.left_out]
        self._groups, self._spans = dict(plan.groups), dict(plan.states)
        self._clocks, self._tellings = dict(plan.clocks), dict(plan.tellings)
        stops = dict(plan.stops)
        self._happenings = {number: [stops[each] for each in parts] for number, parts in plan.happenings}
        self._every, self._throughout = dict(plan.every), dict(plan.throughout)
        self._pools: dict[int, Future[Pool]] = {}
        self._covers: dict[int, Future[Stretches]] = {}
        self._states: dict[int, Future[States]] = {}

    def obligations(self) -> list[pa.RecordBatch]:
        """Every obligation of every standard that is not left out, some to a batch."""
        asks = sorted(self._asks, key=lambda ask: _rank(self._kind(ask)))
        for ask in asks:
            self._begin(ask)
        found = [self._executor.submit(self._obligations, ask) for ask in asks]
        return [each.result() for each in found]

    def _begin(self, ask: Ask) -> None:
        """Have found what the question is about."""
        kind, series = self._kind(ask), given(ask["series"])
        match kind:
            case Kind.WITHIN | Kind.WITHIN_ONE | Kind.SEQUENCE:
                self._begin_pool(given(ask["answer"]))
            case Kind.EVERY:
                duty, happening = self._every[series]
                self._begin_state(duty)
                self._begin_pool(happening)
            case Kind.THROUGHOUT:
                duty, cover = self._throughout[series]
                self._begin_state(duty)
                self._begin_cover(cover)
            case Kind.NEVER | Kind.AT_ONCE | Kind.SET_ASIDE:
                self._begin_state(series)
            case Kind.TOLD | Kind.AT_MOST:
                pass  # about rows as they are

    def _begin_pool(self, happening: int) -> None:
        if happening not in self._pools:
            self._pools[happening] = self._executor.submit(self._series.pool, self._happenings[happening])

    def _begin_cover(self, number: int) -> None:
        if number not in self._covers:
            others = self._begin_others(number)
            self._covers[number] = self._executor.submit(lambda: self._series.cover(self._spans[number], others()))

    def _begin_state(self, number: int) -> None:
        if number not in self._states:
            others = self._begin_others(number)
            self._states[number] = self._executor.submit(lambda: self._series.state(self._spans[number], others()))

    def _begin_others(self, number: int) -> Callable[[], Stretches | None]:
        """Have found what a state is kept only while, before the state itself."""
        leans_on = self._spans[number].spans.only_while
        if leans_on is None:
            return lambda: None
        cover = self._plan.cover(leans_on.spans, leans_on.by)
        self._begin_cover(cover)
        return self._covers[cover].result

    def _kind(self, ask: Ask) -> Kind:
        return self._groups[given(ask["grouped"])].kind

    def _obligations(self, ask: Ask) -> pa.RecordBatch:
        kind = self._kind(ask)
        unit = None if kind is Kind.SET_ASIDE else self._groups[given(ask["grouped"])].unit
        return owed(self._answers(kind, ask), ask, unit, self._limits)

    def _answers(self, kind: Kind, ask: Ask) -> Answers:
        series, low, high = given(ask["series"]), ask["low"], ask["high"]
        match kind:
            case Kind.TOLD:
                return self._told(series, given(low))
            case Kind.WITHIN | Kind.WITHIN_ONE | Kind.SEQUENCE:
                clocks, pool = self._series.clock(self._clocks[series]), self._pools[given(ask["answer"])].result()
                if kind is Kind.SEQUENCE:
                    done_on = latest_before(clocks.by, clocks.since, pool, high)
                else:
                    done_on = earliest(clocks.by, clocks.since, pool, given(low))
                return Answers(clocks.subject, clocks.ref, clocks.since, done_on, clocks.until)
            case Kind.AT_MOST:
                return at_most(self._series.clock(self._clocks[series]), given(low), given(high), self._limits)
            case Kind.EVERY:
                duty, happening = self._every[series]
                return every(self._state(duty).periods, self._pools[happening].result(), given(low), high)
            case Kind.THROUGHOUT:
                duty, cover = self._throughout[series]
                return throughout(self._state(duty).periods, self._covers[cover].result())
            case Kind.NEVER:
                spans = self._state(series).periods
                done_on = np.where(spans.ends == FAR, np.int32(NOTHING), spans.ends)
                return Answers(column(spans.subject), spans.ref, spans.starts, done_on)
            case Kind.AT_ONCE:
                return at_once(self._state(series).periods, given(low))
            case Kind.SET_ASIDE:
                aside = self._state(series).aside
                return Answers(column(aside.subject), aside.ref, aside.starts, np.full_like(aside.starts, NOTHING))

    def _told(self, series: int, early: int) -> Answers:
        """Done on the day the clock's own row says, if not too long before the clock started."""
        told = self._series.telling(self._tellings[series])
        if told.says is told.since:
            return Answers(told.subject, told.ref, told.since, told.since, told.until)
        is_done = (told.says >= told.since.astype(np.int64) - early) & (told.since != NOTHING)
        done_on = np.where(is_done, told.says, np.int32(NOTHING))
        return Answers(told.subject, told.ref, told.since, done_on, told.until)

    def _state(self, number: int) -> States:
        return self._states[number].result()


def _rank(kind: Kind) -> int:
    return SLOWEST_FIRST.index(kind) if kind in SLOWEST_FIRST else len(SLOWEST_FIRST)
