"""Whether a standard can be read against the record at all: its tables, columns, kinds of column, and coded values.

Run over the shipped catalogue when it is imported, and over a council's own standards when they are read, so that a
misspelt column is found by its author and not by an empty finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind, Table
from sightline.record.tables import TABLES
from sightline.standards.lines import LINES
from sightline.standards.needs import clock_starting, columns_read
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


def by_code(standards: Iterable[Standard]) -> Mapping[str, Standard]:
    """``standards`` by code; ValueError naming every fault if a code is twice or a standard cannot be read."""
    found: dict[str, Standard] = {}
    faults: list[str] = []
    for standard in standards:
        if standard.code in found:
            faults.append(f"{standard.code} is declared twice")
        found[standard.code] = standard
        faults += [f"{standard.code}: {fault}" for fault in faults_in(standard)]
    if faults:
        raise ValueError("; ".join(faults))
    return MappingProxyType(found)


def faults_in(standard: Standard) -> list[str]:
    """What is wrong with the standard against the declared record, each in a few words; empty when nothing is."""
    unknown = [
        _unknown_column(table, column) for table, column in sorted(columns_read(standard.node, standard.subject))
    ]
    faults = [fault for fault in unknown if fault]
    if not faults:  # kinds and codes can only be asked of columns that exist
        faults = [*_dates(standard.node), *_conditions(standard.node)]
    faults += [f"line of enquiry {line!r} is not in the vocabulary" for line in standard.lines if line not in LINES]
    if not isinstance(standard.node, Judgement) and not clock_starting(standard.node):
        faults.append("nothing starts its clock")
    return faults


def _unknown_column(name: str, column: str) -> str | None:
    table = TABLES.get(name)
    if table is None:
        return f"the record has no table {name!r}"
    return None if table.has(column) else f"{name} has no column {column!r}"


def happenings(node: Node) -> Iterator[Events]:
    """Every events expression in a node."""
    match node:
        case Within(start=start, then=then):
            yield from _flat(start, then)
        case Every(event=event):
            yield from _flat(event)
        case AtMost(of=of) | Present(of=of) | Consistent(of=of):
            yield of
        case Sequence(first=first, then=then):
            yield from _flat(first, then)


def spans(node: Node) -> Iterator[Spans]:
    """Every spans expression in a node, those inside ``only_while`` too."""
    outer: tuple[Spans, ...] = ()
    match node:
        case Every(during=during):
            outer = (during,)
        case Throughout(held=held, during=during):
            outer = (held, during)
        case Never(state=state):
            outer = (state,)
        case AtMostAtOnce(of=of):
            outer = (of,)
    for each in outer:
        yield each
        if each.only_while is not None:
            yield each.only_while.spans


def _flat(*happening: Happening) -> Iterator[Events]:
    for each in happening:
        yield from each.events if isinstance(each, AnyOf) else (each,)


def _dates(node: Node) -> Iterator[str]:
    wanted = [(each.table, column) for each in happenings(node) for column in (each.on, each.until)]
    wanted += [(each.table, column) for each in spans(node) for column in (each.starts, each.ends)]
    for table, column in wanted:
        if column is not None and TABLES[table].column(column).kind is not Kind.DATE:
            yield f"{table}.{column} is not a date"


def _conditions(node: Node) -> Iterator[str]:
    expressions: tuple[Events | Spans, ...] = (*happenings(node), *spans(node))
    for each in expressions:
        for condition in each.where:
            yield from _condition(TABLES[each.table], condition)
        for link in each.linked:
            for condition in link.where:
                yield from _condition(TABLES[link.table], condition)
    match node:
        case Present(of=of, must=conditions) | Consistent(of=of, never=conditions):
            for condition in conditions:
                yield from _condition(TABLES[of.table], condition)


def _condition(table: Table, condition: Condition) -> Iterator[str]:
    column = table.column(condition.column)
    where = f"{table.name}.{column.name}"
    if condition.test in (Test.BEFORE, Test.NOT_BEFORE):
        other = table.column(str(condition.values[0]))
        if column.kind is not Kind.DATE or other.kind is not Kind.DATE:
            yield f"{where} and {table.name}.{other.name} cannot be compared: both must be dates"
        return
    if condition.test in (Test.KNOWN, Test.MISSING):
        return
    if not condition.values:
        yield f"{where} is compared with nothing"
    for value in condition.values:
        if column.kind is Kind.FLAG and not isinstance(value, bool):
            yield f"{where} is yes or no, not {value!r}"
        elif column.kind is Kind.DATE:
            yield f"{where} is a date and is compared with {value!r}"
        elif column.kind is Kind.CODE and value not in CODE_SETS[str(column.codes)]:
            yield f"{where} is never {value!r}; its code set {column.codes} has no such code"
