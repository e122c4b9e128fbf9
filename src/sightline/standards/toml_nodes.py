"""Nodes written in TOML: the same ten kinds, the same words, so that a council needs no Python.

A limit is text (``"15 working days"``, ``"6 weeks"``, ``"3 months"``). A condition is ``column = value``, or one of
``{ known = true }``, ``{ known = false }``, ``{ not = ... }``, ``{ before = "other_date" }`` and
``{ not_before = "other_date" }``. Events may be one table or a list of them (any of them counts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

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
    Value,
    Within,
)
from sightline.standards.toml_place import Place, nearest

_UNITS: Mapping[str, tuple[Unit, int]] = MappingProxyType(
    {
        "working day": (Unit.WORKING_DAYS, 1),
        "day": (Unit.DAYS, 1),
        "week": (Unit.DAYS, 7),
        "month": (Unit.MONTHS, 1),
        "year": (Unit.MONTHS, 12),
    }
)
_LIMIT = re.compile(r"(\d{1,4}) (working day|day|week|month|year)s?")


def limit_at(place: Place, key: str, default: Limit | None = None) -> Limit:
    """The limit at ``key``; refused if it is not a number and a unit."""
    if default is not None and key not in place.content:
        return default
    return _limit(place, key)


def node_at(place: Place) -> Node:
    """The node a table describes; refused with its place if it does not describe one."""
    kind = place.one_of("kind", _KINDS)
    return _KINDS[kind](place)


def _limit(place: Place, key: str) -> Limit:
    text = place.text(key)
    match = _LIMIT.fullmatch(text)
    if match is None:
        place.refuse(f'{text!r} is not a limit; write a number and a unit, for instance "15 working days"', key)
    unit, times = _UNITS[match[2]]
    return Limit(int(match[1]) * times, unit)


def _maybe_limit(place: Place, key: str) -> Limit | None:
    return _limit(place, key) if key in place.content else None


def _number(place: Place, key: str, default: int | None = None) -> int:
    value = place.get(key, int, "a whole number")
    value = default if value is None else value
    if value is None:
        place.refuse(f"{key!r} is missing; give a whole number, for instance {key} = 3")
    if value < 0:
        place.refuse("it must not be negative", key)
    return value


def _table(place: Place) -> str:
    name = place.text("table")
    if name not in TABLES:
        place.refuse(f"the record has no table {name!r}; {nearest(name, TABLES)}", "table")
    return name


def _column(place: Place, key: str, table: str, name: str) -> str:
    if not TABLES[table].has(name):
        place.refuse(f"{table} has no column {name!r}; {nearest(name, [c.name for c in TABLES[table].columns])}", key)
    return name


def _events(place: Place) -> Events:
    place.only("table", "on", "where", "linked", "later", "until")
    table = _table(place)
    until = place.words("until")
    return Events(
        table,
        _column(place, "on", table, place.text("on")),
        where=_where(place, "where", table),
        linked=_linked(place, table),
        later=_maybe_limit(place, "later"),
        until=None if until is None else _column(place, "until", table, until),
    )


def _happening(place: Place, key: str) -> Happening:
    found = tuple(_events(each) for each in place.each(key))
    if not found:
        place.refuse(f"{key!r} is missing; say which table and which date, for instance [node.{key}]")
    return found[0] if len(found) == 1 else AnyOf(found)


def _one(place: Place, key: str) -> Events:
    return _events(place.inside(key))


def _spans(place: Place) -> Spans:
    place.only("table", "starts", "ends", "where", "linked", "aged", "first", "beyond", "merged", "only_while")
    table = _table(place)
    ends = place.words("ends")
    return Spans(
        table,
        _column(place, "starts", table, place.text("starts")),
        None if ends is None else _column(place, "ends", table, ends),
        where=_where(place, "where", table),
        linked=_linked(place, table),
        aged=_aged(place),
        first=_maybe_limit(place, "first"),
        beyond=_maybe_limit(place, "beyond"),
        merged=bool(place.get("merged", bool, "true or false")),
        only_while=_only_while(place, table),
    )


def _aged(place: Place) -> tuple[int | None, int | None] | None:
    if "aged" not in place.content:
        return None
    ages = place.inside("aged")
    ages.only("from", "until")
    return ages.get("from", int, "a whole number of years"), ages.get("until", int, "a whole number of years")


def _only_while(place: Place, table: str) -> OnlyWhile | None:
    if "only_while" not in place.content:
        return None
    inner = place.inside("only_while")
    by = _column(inner, "by", table, inner.words("by") or "person_id")
    spans = Place(inner.file, inner.path, {key: value for key, value in inner.content.items() if key != "by"})
    return OnlyWhile(_spans(spans), by)


def _linked(place: Place, table: str) -> tuple[Linked, ...]:
    found = []
    for each in place.each("linked"):
        each.only("table", "by", "where", "absent")
        other = _table(each)
        by = _column(each, "by", table, each.words("by") or "person_id")
        absent = bool(each.get("absent", bool, "true or false"))
        found.append(Linked(other, _column(each, "by", other, by), _where(each, "where", other), absent))
    return tuple(found)


def _where(place: Place, key: str, table: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    for each in place.each(key):
        for column, asked in each.content.items():
            found.append(_condition(each, table, column, asked))
    return tuple(found)


def _condition(place: Place, table: str, column: str, asked: Any) -> Condition:
    _column(place, column, table, column)
    if not isinstance(asked, dict):
        return Condition(column, Test.IS, _values(place, column, asked))
    if len(asked) != 1:
        place.refuse("give one test: known, not, before or not_before", column)
    (test, value), *_ = asked.items()
    match test:
        case "known" if isinstance(value, bool):
            return Condition(column, Test.KNOWN if value else Test.MISSING)
        case "not":
            return Condition(column, Test.IS_NOT, _values(place, column, value))
        case "before" | "not_before" if isinstance(value, str):
            other = _column(place, f"{column}.{test}", table, value)
            return Condition(column, Test.BEFORE if test == "before" else Test.NOT_BEFORE, (other,))
        case _:
            example = '{ known = true }, { not = "..." } or { before = "other_date" }'
            place.refuse(f"{test!r} is not a test with such a value; write {example}", column)


def _values(place: Place, column: str, asked: Any) -> tuple[Value, ...]:
    values = asked if isinstance(asked, list) else [asked]
    if not values or not all(isinstance(value, str | bool | int) for value in values):
        place.refuse("compare it with text, a whole number, true or false, or a list of them", column)
    return tuple(values)


def _within(place: Place) -> Node:
    place.only("kind", "start", "then", "limit", "by", "early_days")
    return Within(
        _happening(place, "start"),
        _happening(place, "then"),
        _limit(place, "limit"),
        by=place.words("by") or "person_id",
        early=_number(place, "early_days", 0),
    )


def _every(place: Place) -> Node:
    place.only("kind", "event", "during", "limit", "by", "from_gap", "to_gap")
    return Every(
        _happening(place, "event"),
        _spans(place.inside("during")),
        _limit(place, "limit"),
        by=place.words("by") or "person_id",
        from_gap=_number(place, "from_gap", 0),
        to_gap=_number(place, "to_gap") if "to_gap" in place.content else None,
    )


def _throughout(place: Place) -> Node:
    place.only("kind", "held", "during", "gap", "by")
    return Throughout(
        _spans(place.inside("held")),
        _spans(place.inside("during")),
        _limit(place, "gap"),
        by=place.words("by") or "person_id",
    )


def _never(place: Place) -> Node:
    place.only("kind", "state", "limit")
    return Never(_spans(place.inside("state")), limit_at(place, "limit", Limit(0, Unit.DAYS)))


def _at_most(place: Place) -> Node:
    place.only("kind", "number", "of", "period_days", "by")
    return AtMost(
        _number(place, "number"),
        _one(place, "of"),
        _number(place, "period_days"),
        by=place.words("by") or "person_id",
    )


def _at_most_at_once(place: Place) -> Node:
    place.only("kind", "number", "of", "count", "by")
    return AtMostAtOnce(
        _number(place, "number"),
        _spans(place.inside("of")),
        count=place.words("count") or "person_id",
        by=place.words("by") or "professional_id",
    )


def _present(place: Place) -> Node:
    place.only("kind", "of", "must", "grace")
    of = _one(place, "of")
    must = _where(place, "must", of.table)
    if not must:
        place.refuse("'must' is missing; say what the record must hold, for instance must = { child_seen = true }")
    return Present(of, must, limit_at(place, "grace", Limit(0, Unit.DAYS)))


def _sequence(place: Place) -> Node:
    place.only("kind", "first", "then", "by", "lookback_days")
    return Sequence(
        _happening(place, "first"),
        _one(place, "then"),
        by=place.words("by") or "person_id",
        lookback_days=_number(place, "lookback_days") if "lookback_days" in place.content else None,
    )


def _consistent(place: Place) -> Node:
    place.only("kind", "of", "never")
    of = _one(place, "of")
    never = _where(place, "never", of.table)
    if not never:
        place.refuse("'never' is missing; say what must not be recorded together")
    return Consistent(of, never)


def _judgement(place: Place) -> Node:
    place.only("kind", "prompt")
    return Judgement(place.text("prompt"))


_KINDS: Mapping[str, Callable[[Place], Node]] = MappingProxyType(
    {
        "within": _within,
        "every": _every,
        "throughout": _throughout,
        "never": _never,
        "at-most": _at_most,
        "at-most-at-once": _at_most_at_once,
        "present": _present,
        "sequence": _sequence,
        "consistent": _consistent,
        "judgement": _judgement,
    }
)
