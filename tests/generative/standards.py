"""Standards of every kind and with every option, over the tables of :mod:`tests.generative.records`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sightline.record.schema import Column, Kind
from sightline.record.tables import TABLES
from sightline.standards.nodes import (
    AnyOf,
    AtMost,
    AtMostAtOnce,
    Condition,
    Consistent,
    Events,
    Every,
    Happening,
    Judgement,
    Limit,
    Linked,
    Never,
    Node,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Test,
    Throughout,
    Unit,
    Within,
)
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from tests.generative.records import CODES, COLUMNS, MINUTES
from tests.support.standards import ALWAYS, standard_of

SPANS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "people": (("born_on", "died_on"), ("born_on", None)),
    "cin_episodes": (("referred_on", "closed_on"), ("referred_on", "decided_on"), ("referred_on", None)),
    "cp_plans": (("started_on", "ended_on"), ("started_on", None)),
    "involvements": (("started_on", "ended_on"), ("started_on", None)),
    "posts": (("started_on", "ended_on"),),
    "legal_statuses": (("started_on", "ended_on"),),
}
BY = (
    "person_id",
    "person_id",
    "person_id",
    "professional_id",
    "professional_id",
    "referral_id",
    "team_id",
    "cp_plan_id",
)
PERSON = "person_id"
NUMBERS = {
    Unit.DAYS: (0, 1, 2, 7, 30, 91),
    Unit.WORKING_DAYS: (0, 1, 5, 20, 45),
    Unit.MONTHS: (0, 1, 3, 12),
}


@cache
def _columns(table: str, *kinds: Kind) -> tuple[Column, ...]:
    return tuple(TABLES[table].column(name) for name in COLUMNS[table] if TABLES[table].column(name).kind in kinds)


@cache
def _named(table: str, *kinds: Kind) -> tuple[str, ...]:
    return tuple(column.name for column in _columns(table, *kinds))


@cache
def _tables_with(column: str) -> tuple[str, ...]:
    return tuple(table for table in COLUMNS if column in COLUMNS[table])


@cache
def _spans_with(column: str) -> tuple[str, ...]:
    return tuple(table for table in SPANS if column in COLUMNS[table])


@cache
def _quarters() -> st.SearchStrategy[int]:
    return st.integers(0, 3)


def seldom(draw: st.DrawFn, given: Callable[[], st.SearchStrategy[Any]], otherwise: Any = None) -> Any:
    """An option, given one time in four: were all given at once, little of any record would be left to judge."""
    return draw(given()) if draw(_quarters()) == 3 else otherwise


# Strategies are cached because to make one costs more than to draw from it.


@cache
@st.composite
def limits(draw: st.DrawFn) -> Limit:
    """Limits short enough for generated days to fall on either side of them."""
    unit = draw(st.sampled_from(Unit))
    return Limit(draw(st.sampled_from(NUMBERS[unit])), unit)


@cache
@st.composite
def conditions(draw: st.DrawFn, table: str) -> Condition:
    """One test on a column that suits it."""
    test = draw(st.sampled_from(Test))
    match test:
        case Test.KNOWN | Test.MISSING:
            return Condition(draw(st.sampled_from(COLUMNS[table][1:])), test)
        case Test.BEFORE | Test.NOT_BEFORE:
            dates = _named(table, Kind.DATE)
            return Condition(draw(st.sampled_from(dates)), test, (draw(st.sampled_from(dates)),))
    column = draw(st.sampled_from(_columns(table, Kind.CODE, Kind.FLAG, Kind.COUNT, Kind.KEY)))
    match column.kind:
        case Kind.CODE:
            values: tuple[Any, ...] = CODES[column.name]
        case Kind.FLAG:
            values = (True, False)
        case Kind.COUNT:
            values = MINUTES
        case _:
            values = ("0", "1", "2")
    return Condition(column.name, test, tuple(draw(st.lists(st.sampled_from(values), min_size=1, max_size=2))))


@cache
def _wheres(table: str) -> st.SearchStrategy[tuple[Condition, ...]]:
    return st.lists(conditions(table), min_size=1, max_size=2).map(tuple)


@cache
@st.composite
def links(draw: st.DrawFn, table: str, alone: bool) -> Linked:
    """A link to any table that shares a key column; ``alone``: that of the child."""
    by = PERSON if alone else draw(st.sampled_from(_named(table, Kind.KEY)))
    other = draw(st.sampled_from(_tables_with(by)))
    return Linked(other, by, seldom(draw, lambda: _wheres(other), ()), absent=draw(st.booleans()))


@cache
def _links(table: str, alone: bool) -> st.SearchStrategy[tuple[Linked, ...]]:
    return st.lists(links(table, alone), min_size=1, max_size=2).map(tuple)


@cache
def _ages() -> st.SearchStrategy[tuple[int | None, int | None]]:
    return st.tuples(st.sampled_from((None, 0, 16)), st.sampled_from((None, 1, 18)))


@cache
def _lapses(table: str, on: str) -> st.SearchStrategy[str]:
    """Mostly the end of what ``on`` begins, where there is one."""
    ends = tuple(end for start, end in SPANS.get(table, ()) if start == on and end is not None)
    return st.sampled_from((*ends, *ends, *_named(table, Kind.DATE)))


@cache
@st.composite
def events(draw: st.DrawFn, by: str, alone: bool = False) -> Events:
    """Events of a table that has the column ``by``."""
    table = draw(st.sampled_from(_tables_with(by)))
    on = draw(st.sampled_from(_named(table, Kind.DATE)))
    return Events(
        table,
        on=on,
        where=seldom(draw, lambda: _wheres(table), ()),
        linked=seldom(draw, lambda: _links(table, alone), ()),
        later=seldom(draw, limits),
        until=seldom(draw, lambda: _lapses(table, on)),
    )


@cache
@st.composite
def happenings(draw: st.DrawFn, by: str, alone: bool = False) -> Happening:
    """Events of one kind or several."""
    if draw(st.integers(0, 3)):
        return draw(events(by, alone))
    return AnyOf(tuple(draw(st.lists(events(by, alone), min_size=1, max_size=3))))


@cache
@st.composite
def spans(draw: st.DrawFn, by: str, alone: bool = False, depth: int = 2) -> Spans:
    """Spans of a table that has the column ``by``; ``alone``: everything they read is the child's own."""
    table = draw(st.sampled_from(_spans_with(by)))
    starts, ends = draw(st.sampled_from(SPANS[table]))
    return Spans(
        table,
        starts,
        ends,
        where=seldom(draw, lambda: _wheres(table), ()),
        linked=seldom(draw, lambda: _links(table, alone), ()),
        aged=seldom(draw, _ages) if PERSON in COLUMNS[table] else None,
        first=seldom(draw, limits),
        beyond=seldom(draw, limits),
        merged=draw(st.booleans()),
        only_while=seldom(draw, lambda: _only_whiles(table, alone, depth - 1)) if depth else None,
    )


@cache
@st.composite
def _only_whiles(draw: st.DrawFn, table: str, alone: bool, depth: int) -> OnlyWhile:
    keys = (PERSON,) if alone else tuple(name for name in _named(table, Kind.KEY) if _spans_with(name))
    by = draw(st.sampled_from(keys))
    return OnlyWhile(draw(spans(by, alone, depth)), by)


@st.composite
def nodes(draw: st.DrawFn, kind: type[object], by: str, alone: bool = False) -> Node:
    """A node of a kind, joined on ``by`` where it joins."""
    span_by = by if _spans_with(by) else PERSON
    if kind is Within:
        early = draw(st.sampled_from((0, 0, 1, 2, 7, 30)))
        return Within(draw(happenings(by, alone)), draw(happenings(by, alone)), draw(limits()), by, early)
    if kind is Every:
        from_gap = draw(st.sampled_from((0, 0, 1, 2)))
        to_gap = draw(st.sampled_from((None, None, from_gap, from_gap + 1)))
        during = draw(spans(span_by, alone))
        return Every(draw(happenings(span_by, alone)), during, draw(limits()), span_by, from_gap, to_gap)
    if kind is Throughout:
        held, during = draw(spans(span_by, alone)), draw(spans(span_by, alone))
        return Throughout(held, during, draw(limits()), span_by)
    if kind is Never:
        return draw(st.builds(Never, spans(span_by, alone), limits()))
    if kind is AtMost:
        number, period = draw(st.integers(0, 3)), draw(st.sampled_from((1, 2, 7, 30)))
        return AtMost(number, draw(events(by, alone)), period, by)
    if kind is AtMostAtOnce:
        of = draw(spans(span_by, alone))
        count = draw(st.sampled_from(_named(of.table, Kind.KEY)))
        return AtMostAtOnce(draw(st.integers(0, 2)), of, count, span_by)
    if kind is Present:
        of_events = draw(events(by, alone))
        must = draw(st.lists(conditions(of_events.table), min_size=1, max_size=2).map(tuple))
        return Present(of_events, must, draw(limits()))
    if kind is Sequence:
        lookback = draw(st.sampled_from((None, 0, 1, 2, 7)))
        return Sequence(draw(happenings(by, alone)), draw(events(by, alone)), by, lookback)
    if kind is Consistent:
        of_events = draw(events(by, alone))
        return Consistent(of_events, draw(st.lists(conditions(of_events.table), min_size=1, max_size=2).map(tuple)))
    return Judgement("Was the child listened to?")


KINDS: tuple[type[object], ...] = (
    Within,
    Every,
    Throughout,
    Never,
    AtMost,
    AtMostAtOnce,
    Present,
    Sequence,
    Consistent,
    Judgement,
)


def starting(node: Node) -> list[Events | Spans]:
    """What starts the node's clocks, said here again so as not to trust the code under test."""
    match node:
        case Within(start=AnyOf(events=kinds)):
            return list(kinds)
        case Within(start=Events() as start):
            return [start]
        case Every(during=during) | Throughout(during=during):
            return [during]
        case Never(state=state):
            return [state]
        case Sequence(then=then):
            return [then]
        case AtMost(of=of) | AtMostAtOnce(of=of) | Present(of=of) | Consistent(of=of):
            return [of]
        case _:
            return []


def _periods(days: list[dt.date]) -> st.SearchStrategy[tuple[dt.date | None, dt.date | None]]:
    return st.tuples(st.sampled_from((None, *days)), st.sampled_from((None, *days)))


@st.composite
def standards(draw: st.DrawFn, kind: type[object], days: list[dt.date], code: str, alone: bool = False) -> Standard:
    """A standard of a kind; ``alone``: one that reads and is about one child's own rows only."""
    by = PERSON if alone else draw(st.sampled_from(BY))
    node: Node = draw(nodes(kind, by, alone))
    tables = {each.table for each in starting(node)} or {"people"}
    shared = set.intersection(*(set(_named(table, Kind.KEY)) for table in tables))
    return standard_of(
        node,
        code=code,
        subject=PERSON if alone else draw(st.sampled_from(tuple(sorted(shared)))),
        subject_kind=draw(st.sampled_from(SubjectKind)),
        in_force=seldom(draw, lambda: _periods(days), ALWAYS),
    )
