"""A catalogue as rows: each distinct series gets a number, and each standard a row that names the series it asks about.

No ibis here, and no dates. What a database is asked is compiled once and kept (:mod:`sightline.engines.lower.sql`);
limits, ages and the dates a standard was in force, which councils change, are rows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from sightline.engines.lower.calendar import FAR, day_number
from sightline.engines.lower.columns import Held, branches, of_conditions, of_happening, of_spans
from sightline.engines.lower.parts import (
    ASKS,
    BOUNDS,
    CLIPS,
    PAIRS,
    PARTS,
    Clock,
    Group,
    Kind,
    Numbered,
    State,
    Stop,
    Telling,
    Use,
)
from sightline.record.tables import TABLES
from sightline.standards import nodes
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
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
            "clips": pa.Table.from_pylist([self._clip(each, state.spans) for each, state in self.states], schema=CLIPS),
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

    def _clip(self, number: int, spans: Spans) -> dict[str, int | None]:
        low, high = spans.aged or (None, None)
        clip: dict[str, int | None] = {
            "series": number,
            "is_aged": None if spans.aged is None else 1,
            "low": None if low is None else 12 * low,
            "high": None if high is None else 12 * high,
        }
        for bound, limit in zip(BOUNDS, (spans.first, spans.beyond), strict=True):
            if limit is not None:
                clip[f"{bound}_{limit.unit}"] = limit.number
        if spans.only_while is not None:
            clip["only_while"] = self.cover(spans.only_while.spans, spans.only_while.by)
        return clip

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
