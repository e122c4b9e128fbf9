"""What a standard must be able to read, and what of that a source lacks: assessable, or not assessable.

A standard is assessable only if the source can hold *every* column its node reads, in what starts its clock and in what
stops it. That holds for each branch of an :class:`~sightline.standards.nodes.AnyOf` too: a branch that starts clocks
and is missing would hide duties, and a branch that stops them and is missing would turn kept duties into breaches. A
column the source cannot hold is not the same as a column it holds empty, so a ``MISSING`` test needs its column as much
as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    Linked,
    Never,
    Node,
    Present,
    Sequence,
    Spans,
    Test,
    Throughout,
    Within,
)
from sightline.standards.standard import Standard

ColumnRead = tuple[str, str]  # table, column


def columns_read(node: Node, subject: str = "person_id") -> frozenset[ColumnRead]:
    """Every (table, column) that evaluating ``node`` reads, for a standard whose subject is column ``subject``.

    From what starts the clock: its date, conditions, links, ``until``, key, ``by`` and ``subject``; from what stops it
    the same without key and subject. A :class:`Judgement` reads nothing.
    """
    return frozenset(_read(node, subject))


def missing_columns(standard: Standard, supplied: Mapping[str, frozenset[str]]) -> tuple[ColumnRead, ...]:
    """What ``standard`` reads that a source supplying ``supplied`` (columns by table) cannot hold, in order of name.

    Empty: the standard is assessable.
    """
    read = columns_read(standard.node, standard.subject)
    return tuple(sorted((table, column) for table, column in read if column not in supplied.get(table, frozenset())))


def tables_read(standard: Standard) -> frozenset[str]:
    """The tables ``standard`` reads."""
    return frozenset(table for table, _ in columns_read(standard.node, standard.subject))


def clock_tables(node: Node) -> tuple[str, ...]:
    """The tables whose rows start the node's clock and lend obligations their ``ref``; none for a judgement."""
    return tuple(dict.fromkeys(each.table for each in clock_starting(node)))


def clock_starting(node: Node) -> tuple[Events | Spans, ...]:
    """The events or spans whose rows start the node's clock."""
    match node:
        case Within(start=AnyOf(events=events)):
            return events
        case Within(start=Events() as start):
            return (start,)
        case Every(during=during) | Throughout(during=during):
            return (during,)
        case Never(state=state):
            return (state,)
        case AtMost(of=of) | AtMostAtOnce(of=of) | Present(of=of) | Consistent(of=of):
            return (of,)
        case Sequence(then=then):
            return (then,)
        case _:
            return ()


def _read(node: Node, subject: str) -> Iterable[ColumnRead]:
    for each in clock_starting(node):
        yield each.table, subject
        if each.table in TABLES:  # a misspelt table is for standards.checks to report
            yield each.table, TABLES[each.table].key.name
    match node:
        case Within(start=start, then=then, by=by):
            yield from _of_happening(start, by)
            yield from _of_happening(then, by)
        case Every(event=event, during=during, by=by):
            yield from _of_happening(event, by)
            yield from _of_spans(during, by)
        case Throughout(held=held, during=during, by=by):
            yield from _of_spans(held, by)
            yield from _of_spans(during, by)
        case Never(state=state):
            yield from _of_spans(state, None)
        case AtMost(of=of, by=by):
            yield from _of_events(of, by)
        case AtMostAtOnce(of=of, count=count, by=by):
            yield from _of_spans(of, by)
            yield of.table, count
        case Present(of=of, must=must):
            yield from _of_events(of, None)
            yield from _of_conditions(of.table, must)
        case Sequence(first=first, then=then, by=by):
            yield from _of_happening(first, by)
            yield from _of_events(then, by)
        case Consistent(of=of, never=never):
            yield from _of_events(of, None)
            yield from _of_conditions(of.table, never)
        case Judgement():
            return


def _of_happening(happening: Happening, by: str) -> Iterable[ColumnRead]:
    for events in happening.events if isinstance(happening, AnyOf) else (happening,):
        yield from _of_events(events, by)


def _of_events(events: Events, by: str | None) -> Iterable[ColumnRead]:
    yield events.table, events.on
    if by is not None:
        yield events.table, by
    if events.until is not None:
        yield events.table, events.until
    yield from _of_conditions(events.table, events.where)
    yield from _of_links(events.table, events.linked)


def _of_spans(spans: Spans, by: str | None) -> Iterable[ColumnRead]:
    yield spans.table, spans.starts
    if spans.ends is not None:
        yield spans.table, spans.ends
    if by is not None:
        yield spans.table, by
    if spans.aged is not None:
        yield from ((spans.table, "person_id"), ("people", "person_id"), ("people", "born_on"))
    yield from _of_conditions(spans.table, spans.where)
    yield from _of_links(spans.table, spans.linked)
    if spans.only_while is not None:
        yield spans.table, spans.only_while.by
        yield from _of_spans(spans.only_while.spans, spans.only_while.by)


def _of_conditions(table: str, conditions: Iterable[Condition]) -> Iterable[ColumnRead]:
    for condition in conditions:
        yield table, condition.column
        if condition.test in (Test.BEFORE, Test.NOT_BEFORE):
            yield table, str(condition.values[0])


def _of_links(table: str, links: Iterable[Linked]) -> Iterable[ColumnRead]:
    for link in links:
        yield table, link.by
        yield link.table, link.by
        yield from _of_conditions(link.table, link.where)
