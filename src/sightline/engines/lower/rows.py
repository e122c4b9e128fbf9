"""The record's rows as they are, with a flag for each condition that any standard tests: one query a table.

What the embedded engine reads (:mod:`sightline.engines.arrays`): it puts conditions and links together itself, so that
no row is fetched twice however many series it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sightline.engines.lower.plan import Plan
from sightline.standards.nodes import Condition, Events, Linked, Spans

if TYPE_CHECKING:
    import ibis.expr.types as ir


def conditions_of(plan: Plan) -> Mapping[str, tuple[Condition, ...]]:
    """The distinct conditions that a plan's series test, by table, in the order in which rows are flagged."""
    found: dict[str, dict[Condition, None]] = {table: {} for table in sorted({each.table for each in plan.held})}
    for table, conditions in _tested(plan):
        found[table].update(dict.fromkeys(conditions))
    return {table: tuple(conditions) for table, conditions in found.items()}


def flag(number: int) -> str:
    """The name of the column that says whether a row satisfies the condition of that number."""
    return f"is_{number}"


def rows_of(plan: Plan) -> Iterator[tuple[str, ir.Table]]:
    """By table: its keys, days and flags."""
    from sightline.engines.lower.series import Record, holds  # needs ibis, which is slow to load

    record = Record(plan.held)
    for table, conditions in conditions_of(plan).items():
        rows = record.rows(table)
        flags = {flag(number): holds(rows, table, [each]) for number, each in enumerate(conditions)}
        yield table, rows.select(*record.numbered(table), **flags)


def _tested(plan: Plan) -> Iterator[tuple[str, Iterable[Condition]]]:
    for _, clock in plan.clocks:
        yield from _of(clock.events)
    for _, telling in plan.tellings:
        yield from _of(telling.events)
        yield telling.events.table, telling.where
    for _, stop in plan.stops:
        yield from _of(stop.events)
    for _, state in plan.states:
        yield from _of(state.spans)


def _of(rows: Events | Spans) -> Iterator[tuple[str, Iterable[Condition]]]:
    yield rows.table, rows.where
    links: tuple[Linked, ...] = rows.linked
    for link in links:
        yield link.table, link.where
