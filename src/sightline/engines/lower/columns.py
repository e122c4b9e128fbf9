"""Which columns of the record a node reads, and in what form a database must hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.standards.nodes import AnyOf, Condition, Events, Happening, Linked, Spans, Test


class Form(StrEnum):
    """How a database holds a column, so that it joins and compares whole numbers wherever it can."""

    DAY = "day"  # a date, as the number of days since 1970-01-01
    KEY = "key"  # a text, as a number that stands for it in every table whose column has this name
    VALUE = "value"  # as it is: a code, a flag, a count
    KNOWN = "known"  # whether a value is recorded, without the value


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """One column of a table of the record, in one form."""

    table: str
    column: str
    form: Form

    @property
    def name(self) -> str:
        """What the column is called in the database."""
        return f"{self.column}__{self.form}"


REF = "ref"  # the row's own key as a number, unlike any other row's of any table


def in_database(table: str) -> str:
    """What a table of the record is called in the database."""
    return f"record_{table}"


def database_type(held: Held) -> str:
    """The type of a held column, as ibis names it."""
    if held.form is Form.KNOWN:
        return "boolean"
    if held.form in (Form.DAY, Form.KEY):
        return "int32"
    kind = TABLES[held.table].column(held.column).kind
    return {Kind.FLAG: "boolean", Kind.COUNT: "int64", Kind.AMOUNT: "float64"}.get(kind, "string")


def of_happening(happening: Happening, *keys: str) -> Iterator[Held]:
    """What is read of events that are joined or named by the columns ``keys``."""
    for events in branches(happening):
        yield Held(events.table, events.on, Form.DAY)
        if events.until is not None:
            yield Held(events.table, events.until, Form.DAY)
        yield from (Held(events.table, key, Form.KEY) for key in keys)
        yield from _of_conditions(events.table, events.where)
        yield from _of_links(events.table, events.linked)


def of_spans(spans: Spans, *keys: str) -> Iterator[Held]:
    """What is read of spans that are joined or named by the columns ``keys``."""
    yield Held(spans.table, spans.starts, Form.DAY)
    if spans.ends is not None:
        yield Held(spans.table, spans.ends, Form.DAY)
    yield from (Held(spans.table, key, Form.KEY) for key in keys)
    yield from _of_conditions(spans.table, spans.where)
    yield from _of_links(spans.table, spans.linked)
    if spans.aged is not None:
        yield Held(spans.table, "person_id", Form.KEY)
        yield Held("people", "person_id", Form.KEY)
        yield Held("people", "born_on", Form.DAY)
    if spans.only_while is not None:
        yield Held(spans.table, spans.only_while.by, Form.KEY)
        yield from of_spans(spans.only_while.spans, spans.only_while.by)


def of_conditions(table: str, conditions: Iterable[Condition]) -> Iterator[Held]:
    """What is read of ``table`` to test ``conditions``."""
    yield from _of_conditions(table, conditions)


def branches(happening: Happening) -> tuple[Events, ...]:
    """The kinds of events a happening pools."""
    return happening.events if isinstance(happening, AnyOf) else (happening,)


def _of_links(table: str, links: Iterable[Linked]) -> Iterator[Held]:
    for link in links:
        yield Held(table, link.by, Form.KEY)
        yield Held(link.table, link.by, Form.KEY)
        yield from _of_conditions(link.table, link.where)


def _of_conditions(table: str, conditions: Iterable[Condition]) -> Iterator[Held]:
    for condition in conditions:
        if condition.test in (Test.BEFORE, Test.NOT_BEFORE):
            yield Held(table, condition.column, Form.DAY)
            yield Held(table, str(condition.values[0]), Form.DAY)
        else:
            yield Held(table, condition.column, form_tested(table, condition))


def form_tested(table: str, condition: Condition) -> Form:
    """The form in which ``condition`` tests its column: a date is compared with no value, only known or not."""
    is_date = TABLES[table].column(condition.column).kind is Kind.DATE
    if is_date or condition.test in (Test.KNOWN, Test.MISSING):
        return Form.KNOWN
    return Form.VALUE
