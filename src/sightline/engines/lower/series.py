"""Rows of the record that satisfy conditions and links, as ibis tables of whole numbers, and a view of each series.

A view is compiled alone and named in the queries that read it, since compiling takes longer than in proportion to what
is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.columns import REF, Form, Held, database_type, form_tested, in_database
from sightline.engines.lower.moves import NUMBER, moved, nothing, number
from sightline.engines.lower.parts import NEEDED, Clock, State, Stop, Telling
from sightline.engines.lower.plan import Plan
from sightline.standards.nodes import Condition, Events, Linked, Test

CLOCK = ("series", "by", "subject", "ref", "since", "until")
TELLING = ("series", "subject", "ref", "says", "since", "until")
STOP = ("stop", "stop_by", "stop_day")
STATE = ("series", "subject", "by", "count", "person", "only_by", "ref", "starts", "ends")


def views_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """A view of each series of the plan, by name, and one of births."""
    record = Record(plan.held)
    for series, clock in plan.clocks:
        yield f"clock {series}", record.clock(series, clock)
    for series, telling in plan.tellings:
        yield f"telling {series}", record.telling(series, telling)
    for series, stop in plan.stops:
        yield f"stop {series}", record.stop(series, stop)
    for series, state in plan.states:
        yield f"state {series}", record.state(series, state)
    if any(state.spans.aged is not None for _, state in plan.states):
        yield "births", record.births()


def clocks(numbers: Iterable[int]) -> ir.Table:
    """The views of clocks so numbered, as one."""
    return _views("clock", numbers, CLOCK)


def tellings(numbers: Iterable[int]) -> ir.Table:
    """The views of tellings so numbered, as one."""
    return _views("telling", numbers, TELLING)


def stops(numbers: Iterable[int]) -> ir.Table:
    """The views of stops so numbered, as one."""
    return _views("stop", numbers, STOP)


def states(numbers: Iterable[int]) -> ir.Table:
    """The views of states so numbered, as one."""
    return _views("state", numbers, STATE)


def births() -> ir.Table:
    """``born_person`` and ``born`` of everybody whose birth date is known."""
    return ibis.table({"born_person": NUMBER, "born": NUMBER}, name="births")


def pooled(parts: Iterable[ir.Table]) -> ir.Table:
    """All rows of tables of one shape."""
    several = list(parts)
    return several[0] if len(several) == 1 else ibis.union(*several)


def _views(kind: str, numbers: Iterable[int], columns: Sequence[str]) -> ir.Table:
    schema = dict.fromkeys(columns, NUMBER)
    return pooled(ibis.table(schema, name=f"{kind} {series}") for series in sorted(numbers))


class Record:
    """The record's tables as the database holds them: only columns that are read, each in its forms."""

    def __init__(self, held: Iterable[Held]) -> None:
        columns: dict[str, dict[str, str]] = {}
        for each in sorted(held):
            columns.setdefault(each.table, {REF: NUMBER})[each.name] = database_type(each)
        self._tables = {name: ibis.table(schema, name=in_database(name)) for name, schema in columns.items()}

    def rows(self, table: str) -> ir.Table:
        """A table of the record, in all its forms."""
        return self._tables[table]

    def numbered(self, table: str) -> list[str]:
        """What the table's columns that hold refs, keys and days are called."""
        forms = (f"__{Form.KEY}", f"__{Form.DAY}")
        return [name for name in self._tables[table].columns if name == REF or name.endswith(forms)]

    def clock(self, series: int, clock: Clock) -> ir.Table:
        """Events that start clocks: the columns of :data:`CLOCK`."""
        events = clock.events
        rows = self._kept(events.table, events.where, events.linked, _key(events.table, clock.subject))
        return self._dated(
            rows,
            events,
            CLOCK,
            series=number(series),
            by=_key(events.table, clock.by),
            subject=_key(events.table, clock.subject),
        )

    def telling(self, series: int, telling: Telling) -> ir.Table:
        """Events whose row also ``says`` the day its clock stopped: the columns of :data:`TELLING`."""
        events = telling.events
        subject = _key(events.table, telling.subject)
        rows = self._kept(events.table, events.where, events.linked, subject)
        says = rows[_day(events.table, telling.answer or events.on)]
        tested = holds(rows, events.table, telling.where)
        says = ibis.ifelse(tested, nothing(), says) if telling.is_contrary else ibis.ifelse(tested, says, nothing())
        rows = self._dated(rows, events, TELLING, series=number(series), subject=subject, says=says)
        if telling.answer is None and events.later is not None:  # what it says is its own day, which has moved
            rows = rows.mutate(says=ibis.ifelse(rows.says.notnull(), rows.since, nothing()))
        return rows

    def stop(self, series: int, stop: Stop) -> ir.Table:
        """Events that stop clocks, the columns of :data:`STOP`; those without a key or a day stop nothing."""
        events = stop.events
        by, day = _key(events.table, stop.by), _day(events.table, events.on)
        rows = self._kept(events.table, events.where, events.linked, by, day)
        rows = rows.select(stop=number(series), stop_by=by, stop_day=day)
        if events.later is None:
            return rows
        rows = moved(rows, "stop_day", events.later.number, events.later.unit, "stop_day")
        return rows.filter(rows.stop_day.notnull())

    def state(self, series: int, state: State) -> ir.Table:
        """Spans as recorded, whether or not they can be: the columns of :data:`STATE`, those not needed missing."""
        spans = state.spans
        by = None if spans.only_while is None else spans.only_while.by
        person = None if spans.aged is None else "person_id"
        named = {"subject": state.subject, "by": state.by, "count": state.count, "person": person, "only_by": by}
        needed = [_key(spans.table, column) for name in NEEDED[state.use] if (column := named[name]) is not None]
        rows = self._kept(spans.table, spans.where, spans.linked, *needed)
        return rows.select(
            series=number(series),
            **{name: nothing() if column is None else _key(spans.table, column) for name, column in named.items()},
            ref=REF,
            starts=_day(spans.table, spans.starts),
            ends=nothing() if spans.ends is None else _day(spans.table, spans.ends),
        )

    def births(self) -> ir.Table:
        """``born_person`` and ``born`` of everybody whose birth date is known."""
        people = self._tables["people"]
        born = people[Held("people", "born_on", Form.DAY).name]
        return people.filter(born.notnull()).select(
            born_person=people[Held("people", "person_id", Form.KEY).name], born=born
        )

    def _dated(self, rows: ir.Table, events: Events, columns: Sequence[str], **values: ir.Value | str) -> ir.Table:
        """``rows`` as events: ``columns`` in order, from ``values`` and the events' own dates."""
        until = nothing() if events.until is None else _day(events.table, events.until)
        values |= {"ref": REF, "since": _day(events.table, events.on), "until": until}
        rows = rows.select(**{name: values[name] for name in columns})
        if events.later is None:
            return rows
        return moved(rows, "since", events.later.number, events.later.unit, "since").select(*columns)

    def _kept(self, table: str, where: Sequence[Condition], linked: Sequence[Linked], *known: str) -> ir.Table:
        """Rows of ``table`` that satisfy every condition and link, with a value in every column of ``known``."""
        rows = self._tables[table]
        tests = [rows[column].notnull() for column in known]
        rows = rows.filter(*tests, *([holds(rows, table, where)] if where else []))
        for link in linked:
            others = self._tables[link.table].view()
            others = others.filter(holds(others, link.table, link.where)) if link.where else others
            others = others.select(linked_by=_key(link.table, link.by))
            join = rows.anti_join if link.absent else rows.semi_join
            rows = join(others, rows[_key(table, link.by)] == others.linked_by)
        return rows


def holds(rows: ir.Table, table: str, conditions: Iterable[Condition]) -> ir.BooleanValue:
    """Whether a row satisfies every condition; missing counts as not."""
    tests = [_holds(rows, table, condition) for condition in conditions]
    return reduce(lambda both, test: both & test, tests) if tests else ibis.literal(True)


def _holds(rows: ir.Table, table: str, condition: Condition) -> ir.BooleanValue:
    if condition.test in (Test.BEFORE, Test.NOT_BEFORE):
        day, other = rows[_day(table, condition.column)], rows[_day(table, str(condition.values[0]))]
        return day < other if condition.test is Test.BEFORE else day >= other
    held = Held(table, condition.column, form_tested(table, condition))
    value = rows[held.name]
    if condition.test is Test.MISSING:
        return ~value
    if held.form is Form.KNOWN:  # a date is none of any values, but it is recorded
        return ibis.literal(False) if condition.test is Test.IS else value
    values = [each for each in condition.values if _is_comparable(each, database_type(held))]
    if condition.test is Test.IS:
        return value.isin(values) if values else ibis.literal(False)
    return value.notin(values) if values else value.notnull()


def _is_comparable(value: str | bool | int, database: str) -> bool:
    expected = {"boolean": bool, "int64": int, "float64": int}.get(database, str)
    return type(value) is expected


def _key(table: str, column: str) -> str:
    return Held(table, column, Form.KEY).name


def _day(table: str, column: str) -> str:
    return Held(table, column, Form.DAY).name
