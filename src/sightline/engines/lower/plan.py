"""A catalogue as rows: each distinct series gets a number, and each standard a row that names the series it asks about.

No ibis here, and no dates. What a database is asked is compiled once and kept (:mod:`sightline.engines.lower.sql`);
limits, ages and the dates a standard was in force, which councils change, are rows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

import pyarrow as pa

from sightline.engines.lower.calendar import FAR, day_number
from sightline.engines.lower.columns import Held, branches, of_conditions, of_happening, of_spans
from sightline.record.tables import TABLES
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


@dataclass(frozen=True, slots=True)
class Clock:
    """Events that start clocks, and the column they share with what stops them."""

    events: Events
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Events whose own row also holds what stops their clock: the date in ``answer`` where ``where`` holds.

    ``answer`` None: the event's own day, if ``where`` holds (or, ``is_contrary``, if it does not).
    """

    events: Events
    subject: str
    where: tuple[Condition, ...]
    answer: str | None = None
    is_contrary: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Events that stop clocks, by the value they share with what started them."""

    events: Events
    by: str


class Use(StrEnum):
    """What spans are for, which decides the keys a row must carry and what merges with what."""

    DUTY = "duty"  # something is owed while they hold, or they must not hold
    COVER = "cover"  # only the days they cover matter
    LOAD = "load"  # they are counted at once


@dataclass(frozen=True, slots=True)
class State:
    """Spans with the columns that join, own and count them."""

    spans: Spans
    use: Use
    by: str
    subject: str | None
    count: str | None = None


class Kind(StrEnum):
    """How a question is answered."""

    TOLD = "told"  # by the row that starts the clock
    WITHIN_ONE = "within one"  # by the one row that has the key the clock names
    WITHIN = "within"  # by the earliest of many
    SEQUENCE = "sequence"
    AT_MOST = "at most"
    EVERY = "every"
    THROUGHOUT = "throughout"
    NEVER = "never"
    AT_ONCE = "at once"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that one query answers: of one kind, with limits in one unit.

    ``lapses``: duties that an event starts may end by a date in its row. ``is_numbered``: they are about some gaps.
    """

    kind: Kind
    unit: Unit
    lapses: bool = False
    is_numbered: bool = False


ASKS = pa.schema(
    [
        ("grouped", pa.int32()),  # the number of the group
        ("standard", pa.int32()),
        ("series", pa.int32()),  # the clock, telling, state or pair asked about
        ("answer", pa.int32()),  # the happening that answers it, for Within and Sequence
        ("low", pa.int32()),  # early, from_gap, number
        ("high", pa.int32()),  # to_gap, period, lookback
        ("number", pa.int32()),  # the limit
        ("less", pa.int32()),  # days taken off what the limit gives
        ("less_unmet", pa.int32()),  # days taken off besides, where the standard is not met
        ("force_from", pa.int32()),  # day numbers; from inclusive, to exclusive
        ("force_to", pa.int32()),
    ]
)
PARTS = pa.schema([("happening", pa.int32()), ("stop", pa.int32())])
PAIRS = pa.schema([("pair", pa.int32()), ("duty", pa.int32()), ("answer", pa.int32())])
CLIPS = pa.schema([(name, pa.int32()) for name in ("series", "low", "high", "first", "beyond", "only_while")])


@dataclass(slots=True)
class Plan:
    """Distinct series and the questions asked of them. ``standards`` are those planned, in order of number.

    What is compiled depends on the standards, not on which of them a source can supply: the others are ``left_out`` of
    the questions, and what they would read is there and empty.
    """

    standards: tuple[Standard, ...]
    left_out: frozenset[int] = frozenset()
    clocks: Numbered[Clock] = field(default_factory=Numbered)
    tellings: Numbered[Telling] = field(default_factory=Numbered)
    stops: Numbered[Stop] = field(default_factory=Numbered)
    happenings: Numbered[tuple[int, ...]] = field(default_factory=Numbered)  # numbers of stops
    states: Numbered[State] = field(default_factory=Numbered)
    every: Numbered[tuple[int, int]] = field(default_factory=Numbered)  # a state, and the happening it needs
    throughout: Numbered[tuple[int, int]] = field(default_factory=Numbered)  # a state, and the state that covers it
    groups: Numbered[Group] = field(default_factory=Numbered)
    bounded: set[int] = field(default_factory=set)  # groups with a standard that was not always in force
    asks: list[Mapping[str, int | None]] = field(default_factory=list)

    @property
    def tables(self) -> dict[str, pa.Table]:
        """What is asked, as tables for the database."""
        parts = [(number, stop) for number, stops in self.happenings for stop in stops]
        return {
            "asks": pa.Table.from_pylist(
                [dict(ask) for ask in self.asks if ask["standard"] not in self.left_out], schema=ASKS
            ),
            "parts": _table(parts, PARTS),
            "every_pairs": _table([(number, *pair) for number, pair in self.every], PAIRS),
            "throughout_pairs": _table([(number, *pair) for number, pair in self.throughout], PAIRS),
            "clips": _table([self._clip(number, state.spans) for number, state in self.states], CLIPS),
        }

    @property
    def structure(self) -> str:
        """What the queries depend on, as text."""
        asked = sorted({(ask["grouped"], ask["series"], ask["answer"]) for ask in self.asks}, key=str)
        parts = (self.clocks, self.tellings, self.stops, self.happenings, self.states, self.groups)
        return "\n".join([*(repr(list(part)) for part in parts), repr(asked), repr(sorted(self.bounded))])

    @property
    def held(self) -> frozenset[Held]:
        """Every column the queries read, in each form they read it."""
        return frozenset(self._held())

    @property
    def ordered(self) -> frozenset[str]:
        """The tables whose refs are compared, so that their numbers must be in the order of the keys they stand for."""
        merged = {each.spans.table for _, each in self.states if each.spans.merged or each.use is not Use.DUTY}
        counted = {number for number, group in self.groups if group.kind is Kind.AT_MOST}
        clocks = {ask["series"] for ask in self.asks if ask["grouped"] in counted}
        return frozenset(merged | {clock.events.table for number, clock in self.clocks if number in clocks})

    def asked(self, group: int, column: str = "series") -> frozenset[int]:
        """The distinct values of ``column`` among the questions of ``group``."""
        values = (ask[column] for ask in self.asks if ask["grouped"] == group)
        return frozenset(value for value in values if value is not None)

    def happening(self, happening: Happening, by: str) -> int:
        """The number of a pool of events that stop clocks."""
        return self.happenings.number(tuple(self.stops.number(Stop(each, by)) for each in branches(happening)))

    def cover(self, spans: Spans, by: str) -> int:
        """The number of a state of which only the days it covers matter; those it leans on are numbered first."""
        if spans.only_while is not None:
            self.cover(spans.only_while.spans, spans.only_while.by)
        return self.states.number(State(spans, Use.COVER, by, None))

    def state(self, state: State) -> int:
        """The number of a state; those it leans on are numbered first."""
        only_while = state.spans.only_while
        if only_while is not None:
            self.cover(only_while.spans, only_while.by)
        return self.states.number(state)

    def _clip(self, number: int, spans: Spans) -> tuple[int | None, ...]:
        low, high = spans.aged or (None, None)
        only_while = spans.only_while
        return (
            number,
            None if low is None else 12 * low,
            None if high is None else 12 * high,
            None if spans.first is None else spans.first.number,
            None if spans.beyond is None else spans.beyond.number,
            None if only_while is None else self.cover(only_while.spans, only_while.by),
        )

    def _held(self) -> Iterable[Held]:
        for _, clock in self.clocks:
            yield from of_happening(clock.events, clock.by, clock.subject)
        for _, telling in self.tellings:
            yield from of_happening(telling.events, telling.subject)
            yield from of_conditions(telling.events.table, telling.where)
            if telling.answer is not None:
                yield from of_happening(Events(telling.events.table, telling.answer))
        for _, stop in self.stops:
            yield from of_happening(stop.events, stop.by)
        for _, state in self.states:
            yield from of_spans(state.spans, *{each for each in (state.by, state.subject, state.count) if each})


def plan_of(standards: Sequence[Standard], is_assessable: Callable[[Standard], bool] = lambda _: True) -> Plan:
    """The plan that evaluates those of ``standards`` that are assessable; those put to people are not planned."""
    planned = tuple(each for each in standards if not isinstance(each.node, Judgement))
    left_out = frozenset(number for number, each in enumerate(planned) if not is_assessable(each))
    plan = Plan(planned, left_out)
    for number, standard in enumerate(plan.standards):
        for question in _questions(standard.node, standard.subject, plan):
            plan.asks.append(_ask(number, standard, question, plan))
    return plan


@dataclass(frozen=True, slots=True)
class _Question:
    kind: Kind
    series: int
    answer: int | None = None
    low: int | None = None
    high: int | None = None
    lapses: bool = False
    less_unmet: int = 0


def _ask(number: int, standard: Standard, question: _Question, plan: Plan) -> Mapping[str, int | None]:
    limit, node = _limit_of(standard.node), standard.node
    force = (standard.citation.in_force_from, standard.citation.in_force_to)
    force_from, force_to = (None if day is None else day_number(day) for day in force)
    unit = Unit.DAYS if question.kind is Kind.SET_ASIDE else limit.unit
    is_numbered = question.kind is Kind.EVERY and (question.low, question.high) != (0, None)
    group = plan.groups.number(Group(question.kind, unit, question.lapses, is_numbered))
    if force != (None, None):
        plan.bounded.add(group)
    return {
        "grouped": group,
        "standard": number,
        "series": question.series,
        "answer": question.answer,
        "low": question.low,
        "high": question.high,
        "number": limit.number,
        "less": 1 if isinstance(node, Never) and limit.number == 0 else 0,
        "less_unmet": question.less_unmet,
        "force_from": -FAR if force_from is None else force_from,
        "force_to": FAR if force_to is None else force_to,
    }


def _questions(node: Node, subject: str, plan: Plan) -> Iterable[_Question]:
    match node:
        case Within():
            yield from _within(node, subject, plan)
        case nodes.Sequence(first=first, then=events, by=by, lookback_days=lookback):
            clock, happening = plan.clocks.number(Clock(events, by, subject)), plan.happening(first, by)
            yield _Question(Kind.SEQUENCE, clock, happening, high=lookback, lapses=events.until is not None)
        case AtMost(number=number, of=of, period_days=period, by=by):
            clock = plan.clocks.number(Clock(replace(of, until=None), by, subject))
            yield _Question(Kind.AT_MOST, clock, low=number, high=period, less_unmet=1)
        case Present(of=of, must=must):
            telling = plan.tellings.number(Telling(of, subject, must))
            yield _Question(Kind.TOLD, telling, low=0, lapses=of.until is not None)
        case Consistent(of=of, never=never):
            telling = plan.tellings.number(Telling(replace(of, until=None), subject, never, is_contrary=True))
            yield _Question(Kind.TOLD, telling, low=0, less_unmet=1)
        case Every(event=event, during=during, by=by, from_gap=from_gap, to_gap=to_gap):
            duty = plan.state(State(during, Use.DUTY, by, subject))
            pair = plan.every.number((duty, plan.happening(event, by)))
            yield _Question(Kind.EVERY, pair, low=from_gap, high=to_gap)
            yield _Question(Kind.SET_ASIDE, duty)
        case Throughout(held=held, during=during, by=by):
            duty = plan.state(State(during, Use.DUTY, by, subject))
            pair = plan.throughout.number((duty, plan.cover(held, by)))
            yield _Question(Kind.THROUGHOUT, pair)
            yield _Question(Kind.SET_ASIDE, duty)
        case Never(state=state):
            duty = plan.state(State(state, Use.DUTY, subject, subject))
            yield _Question(Kind.NEVER, duty)
            yield _Question(Kind.SET_ASIDE, duty)
        case AtMostAtOnce(number=number, of=of, count=count, by=by):
            load = plan.state(State(of, Use.LOAD, by, subject, count))
            yield _Question(Kind.AT_ONCE, load, low=number, less_unmet=1)
            yield _Question(Kind.SET_ASIDE, load)
        case Judgement():
            return


def _within(node: Within, subject: str, plan: Plan) -> Iterator[_Question]:
    """A key names one row (:attr:`~sightline.record.schema.Table.key`), so a stop joined by its own key is looked up,
    and one in the very row that starts the clock is read off it."""
    then = branches(node.then)
    is_one = len(then) == 1 and TABLES[then[0].table].key.name == node.by
    for start in branches(node.start):
        lapses = start.until is not None
        if is_one and start.table == then[0].table and not then[0].linked and then[0].later is None:
            telling = plan.tellings.number(Telling(start, subject, then[0].where, then[0].on))
            yield _Question(Kind.TOLD, telling, low=node.early, lapses=lapses)
            continue
        clock, happening = plan.clocks.number(Clock(start, node.by, subject)), plan.happening(node.then, node.by)
        yield _Question(Kind.WITHIN_ONE if is_one else Kind.WITHIN, clock, happening, low=node.early, lapses=lapses)


def _limit_of(node: Node) -> Limit:
    match node:
        case Within(limit=limit) | Every(limit=limit) | Never(limit=limit):
            return limit
        case Throughout(gap=limit) | Present(grace=limit):
            return limit
        case _:
            return days(0)


def _table(rows: Sequence[tuple[int | None, ...]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)
