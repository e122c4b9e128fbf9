"""Trying a standard on literal rows: write down what happened to an invented child, and read what the standard says.

The rows are TOML, one ``[[table]]`` a row::

    [[cp_plans]]
    cp_plan_id = "plan"
    started_on = 2016-01-04

    [[cp_visits]]
    visited_on = 2016-01-20
    child_seen = true

Two things need not be typed: a row's own key is numbered if left out (``cp_visits-1``), and ``person_id`` is ``child``
if left out. ``person_id = ""`` says that it is not recorded; so does ``""`` in any column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Column, Kind, Row, Table
from sightline.record.tables import TABLES
from sightline.standards.explain import explain
from sightline.standards.obligations import Obligation, Verdict, exists_on, verdict_on
from sightline.standards.standard import Standard
from sightline.standards.toml_place import Place, nearest, read_toml

CHILD = "child"  # who a row is about when it does not say

_ASKED: Mapping[Kind, str] = {
    Kind.KEY: 'a key, for instance "plan-1"',
    Kind.TEXT: "some text",
    Kind.CODE: "a code as text",
    Kind.DATE: "a date, for instance 2016-01-04",
    Kind.FLAG: "true or false",
    Kind.COUNT: "a whole number",
    Kind.AMOUNT: "a number",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One obligation that the rows yield, what stood of it on the day asked for, and why."""

    obligation: Obligation
    verdict: Verdict
    reasons: str


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows written in ``path``; UserError naming file, place and remedy for anything that is not a row."""
    top = read_toml(path)
    rows: list[Row] = []
    for name in top.content:
        if name not in TABLES:
            top.refuse(f"the record has no table {name!r}; {nearest(name, TABLES)}", name)
        rows += [_row(place, TABLES[name], number) for number, place in enumerate(top.each(name), start=1)]
    if not rows:
        top.refuse("it has no rows; write one as [[cp_plans]] followed by lines such as started_on = 2016-01-04")
    return tuple(rows)


def trials(standard: Standard, obligations: Iterable[Obligation], as_at: dt.date) -> tuple[Trial, ...]:
    """What stood of each obligation at the end of ``as_at``, in order of subject and date; those not begun left out."""
    begun = [each for each in obligations if each.standard == standard.code and exists_on(each, as_at)]
    begun.sort(key=lambda each: (each.subject, each.since or dt.date.min, each.ref))
    return tuple(Trial(each, verdict_on(each, as_at), explain(standard, each, as_at)) for each in begun)


def _row(place: Place, table: Table, number: int) -> Row:
    values: dict[str, Any] = {}
    for name, value in place.content.items():
        if not table.has(name):
            place.refuse(f"{table.name} has no column {name!r}; {nearest(name, [c.name for c in table.columns])}", name)
        values[name] = _value(place, table.column(name), value)
    if values.get(table.key.name) is None:
        values[table.key.name] = f"{table.name}-{number}"
    if table.has("person_id") and "person_id" not in place.content and table.key.name != "person_id":
        values["person_id"] = CHILD
    if table.name == "people" and "person_id" not in place.content:
        values["person_id"] = CHILD
    return table.row(**values)


def _value(place: Place, column: Column, value: Any) -> Any:
    if value == "":
        return None
    asked = _ASKED[column.kind]
    if column.kind is Kind.DATE and isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            place.refuse(f"it must be {asked}", column.name)
    fits = {
        Kind.DATE: isinstance(value, dt.date) and not isinstance(value, dt.datetime),
        Kind.FLAG: isinstance(value, bool),
        Kind.COUNT: isinstance(value, int) and not isinstance(value, bool),
        Kind.AMOUNT: isinstance(value, int | float) and not isinstance(value, bool),
    }.get(column.kind, isinstance(value, str))
    if not fits:
        place.refuse(f"it must be {asked}", column.name)
    if column.kind is Kind.CODE and value not in CODE_SETS[str(column.codes)]:
        place.refuse(
            f"{value!r} is not in the code set {column.codes}; {nearest(value, CODE_SETS[str(column.codes)].meanings)}",
            column.name,
        )
    return float(value) if column.kind is Kind.AMOUNT else value
