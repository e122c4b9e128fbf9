"""A catalogue as rows: each distinct series gets a number, and each standard a row that names the series it asks about.

No ibis here, and no dates: what is planned once is kept (:mod:`sightline.engines.lower.sql`), and the limits, which
councils change, are rows beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import pyarrow as pa

from sightline.engines.lower.calendar import day_number
from sightline.engines.lower.columns import Held, branches, of_conditions, of_happening, of_spans
from sightline.standards import nodes
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Condition,
    Consistent,
    Events,
    Every,
    Happening,
    Judgement,
    Limit,
    Never,
    Node,
    Present,
    Spans,
    Throughout,
    Unit,
    Within,
    days,
)
from sightline.standards.standard import Standard

T = TypeVar("T")


class Numbered(Generic[T]):
    """Distinct things, each with the number it was first met at."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def number(self, thing: T) -> int:
        """The number of ``thing``, a new one if it is new."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def __iter__(self) -> Iterator[tuple[int, T]]:
        return iter([(number, thing) for thing, number in self._numbers.items()])

    def __len__(self) -> int:
        return len(self._numbers)


@dataclass(frozen=True, slots=True)
class Clock:
    """Events that start clocks, and the column they share with what stops them."""

    events: Events
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Events whose own row says whether they are as they must be (``is_met`` when the conditions hold, or do not)."""

    events: Events
    subject: str
    conditions: tuple[Condition, ...]
    is_met: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """Events that stop clocks, by the value they share with what started them."""

    happening: Happening
    by: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Spans in which something is owed, or which must not be."""

    spans: Spans
    by: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Spans of which only the days they cover matter, joined into stretches."""

    spans: Spans
    by: str


@dataclass(frozen=True, slots=True)
class Load:
    """Spans counted at once."""

    spans: Spans
    count: str
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty's number with that of what answers it (events for ``Every``, stretches for ``Throughout``)."""

    duty: int
    answer: int


class Ask:
    """The kinds of question, as they appear in column ``kind`` of the ``asks`` table."""

    WITHIN, EVERY, THROUGHOUT, NEVER, AT_MOST, AT_ONCE, CHECKED, SEQUENCE, SET_ASIDE = range(9)


ASKS = pa.schema(
    [
        ("kind", pa.int32()),
        ("standard", pa.int32()),
        ("series", pa.int32()),  # the clock, duty, pair, load or check asked about
        ("answer", pa.int32()),  # the stop that answers it; None where the series says it all
        ("low", pa.int32()),  # early, from_gap, number, days off when not met
        ("high", pa.int32()),  # to_gap, period, lookback
    ]
)

LIMITS = pa.schema(
    [
        ("standard", pa.int32()),
        ("unit", pa.int32()),  # index in UNITS
        ("number", pa.int32()),
        ("less", pa.int32()),  # days taken off what the limit gives
        ("force_from", pa.int32()),  # day numbers; from inclusive, to exclusive
        ("force_to", pa.int32()),
    ]
)

PAIRS = pa.schema([("series", pa.int32()), ("duty", pa.int32()), ("answer", pa.int32())])

UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS)


@dataclass(slots=True)
class Plan:
    """Distinct series, and the questions asked of them. ``standards`` are those evaluated, in order of number."""

    standards: tuple[Standard, ...]
    clocks: Numbered[Clock] = field(default_factory=Numbered)
    checks: Numbered[Checked] = field(default_factory=Numbered)
    stops: Numbered[Stop] = field(default_factory=Numbered)
    duties: Numbered[Duty] = field(default_factory=Numbered)
    covers: Numbered[Cover] = field(default_factory=Numbered)
    loads: Numbered[Load] = field(default_factory=Numbered)
    every: Numbered[Pair] = field(default_factory=Numbered)
    throughout: Numbered[Pair] = field(default_factory=Numbered)
    asks: list[tuple[int | None, ...]] = field(default_factory=list)
    limits: list[tuple[int | None, ...]] = field(default_factory=list)

    @property
    def tables(self) -> dict[str, pa.Table]:
        """What is asked, as tables for the database."""
        return {
            "asks": _table(self.asks, ASKS),
            "limits": _table(self.limits, LIMITS),
            "every_pairs": _table(_pairs(self.every), PAIRS),
            "throughout_pairs": _table(_pairs(self.throughout), PAIRS),
        }

    @property
    def structure(self) -> str:
        """What the queries depend on, as text: the series in order, without limits, numbers or dates in force."""
        parts = (self.clocks, self.checks, self.stops, self.duties, self.covers, self.loads)
        kinds = sorted({ask[0] for ask in self.asks if ask[0] is not None})
        return "\n".join([repr(list(part)) for part in parts] + [repr(kinds)])

    @property
    def kinds(self) -> frozenset[int]:
        """The kinds of question asked."""
        return frozenset(ask[0] for ask in self.asks if ask[0] is not None)

    @property
    def held(self) -> frozenset[Held]:
        """Every column the queries read, in each form they read it."""
        return frozenset(self._held())

    @property
    def ordered(self) -> frozenset[str]:
        """The tables whose refs are compared, so that their numbers must be in the order of the keys they stand for."""
        merged = [each.spans for _, each in self.duties] + [each.spans for _, each in self.covers]
        counted = [each.spans for _, each in self.loads]
        limited = [ask[2] for ask in self.asks if ask[0] == Ask.AT_MOST]
        events = [clock.events.table for number, clock in self.clocks if number in limited]
        return frozenset([spans.table for spans in merged if spans.merged] + [each.table for each in counted] + events)

    def _held(self) -> Iterable[Held]:
        for _, clock in self.clocks:
            yield from of_happening(clock.events, clock.by, clock.subject)
        for _, check in self.checks:
            yield from of_happening(check.events, check.subject)
            yield from of_conditions(check.events.table, check.conditions)
        for _, stop in self.stops:
            yield from of_happening(stop.happening, stop.by)
        for _, duty in self.duties:
            yield from of_spans(duty.spans, *{duty.by or duty.subject, duty.subject})
        for _, cover in self.covers:
            yield from of_spans(cover.spans, cover.by)
        for _, load in self.loads:
            yield from of_spans(load.spans, load.count, load.by, load.subject)


def plan_of(standards: Sequence[Standard]) -> Plan:
    """The plan that evaluates ``standards``; those put to people are left out."""
    plan = Plan(tuple(each for each in standards if not isinstance(each.node, Judgement)))
    for number, standard in enumerate(plan.standards):
        limit = _limit_of(standard.node)
        less = 1 if isinstance(standard.node, Never) and limit.number == 0 else 0
        force = (standard.citation.in_force_from, standard.citation.in_force_to)
        bounds = [None if day is None else day_number(day) for day in force]
        plan.limits.append((number, UNITS.index(limit.unit), limit.number, less, *bounds))
        plan.asks += [(ask[0], number, *ask[1:]) for ask in _asks_of(standard.node, standard.subject, plan)]
    return plan


def _asks_of(node: Node, subject: str, plan: Plan) -> Iterable[tuple[int | None, ...]]:
    """Rows of the ``asks`` table, without the standard's number."""
    match node:
        case Within(start=start, then=then, by=by, early=early):
            stop = plan.stops.number(Stop(then, by))
            for events in branches(start):
                yield Ask.WITHIN, plan.clocks.number(Clock(events, by, subject)), stop, early, None
        case nodes.Sequence(first=first, then=events, by=by, lookback_days=lookback):
            clock = plan.clocks.number(Clock(events, by, subject))
            yield Ask.SEQUENCE, clock, plan.stops.number(Stop(first, by)), None, lookback
        case AtMost(number=number, of=of, period_days=period, by=by):
            yield Ask.AT_MOST, plan.clocks.number(Clock(of, by, subject)), None, number, period
        case Present(of=of, must=must):
            yield Ask.CHECKED, plan.checks.number(Checked(of, subject, must, True)), None, 0, None
        case Consistent(of=of, never=never):
            check = Checked(replace(of, until=None), subject, never, False)
            yield Ask.CHECKED, plan.checks.number(check), None, 1, None
        case Every(event=event, during=during, by=by, from_gap=from_gap, to_gap=to_gap):
            duty = plan.duties.number(Duty(during, by, subject))
            pair = plan.every.number(Pair(duty, plan.stops.number(Stop(event, by))))
            yield Ask.EVERY, pair, None, from_gap, to_gap
            yield Ask.SET_ASIDE, duty, None, None, None
        case Throughout(held=held, during=during, by=by):
            duty = plan.duties.number(Duty(during, by, subject))
            pair = plan.throughout.number(Pair(duty, plan.covers.number(Cover(held, by))))
            yield Ask.THROUGHOUT, pair, None, None, None
            yield Ask.SET_ASIDE, duty, None, None, None
        case Never(state=state):
            duty = plan.duties.number(Duty(state, None, subject))
            yield Ask.NEVER, duty, None, None, None
            yield Ask.SET_ASIDE, duty, None, None, None
        case AtMostAtOnce(number=number, of=of, count=count, by=by):
            load = plan.loads.number(Load(of, count, by, subject))
            yield Ask.AT_ONCE, load, None, number, None
            yield Ask.SET_ASIDE, set_aside_of_load(load), None, None, None
        case Judgement():
            return


def set_aside_of_load(load: int) -> int:
    """The number under which rows set aside from a load are kept, unlike that of any duty."""
    return -1 - load


def _limit_of(node: Node) -> Limit:
    match node:
        case Within(limit=limit) | Every(limit=limit) | Never(limit=limit):
            return limit
        case Throughout(gap=limit) | Present(grace=limit):
            return limit
        case _:
            return days(0)


def _pairs(pairs: Numbered[Pair]) -> list[tuple[int | None, ...]]:
    return [(number, pair.duty, pair.answer) for number, pair in pairs]


def _table(rows: Sequence[tuple[int | None, ...]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)
