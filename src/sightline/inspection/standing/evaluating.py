"""Obligations from any engine, each with its team: the one thing the inspection asks of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import pyarrow as pa

from sightline.engines.base import Engine
from sightline.engines.numbered import Numbered, numbered
from sightline.engines.responsibility import named_with_team
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.nodes import Judgement
from sightline.standards.standard import Standard


@runtime_checkable
class KeepsTeams(Protocol):
    """An engine's evaluation that knows the teams itself."""

    def obligations_with_team(self) -> pa.Table:
        """Obligations with a ``team`` column."""
        ...


@runtime_checkable
class Numbers(Protocol):
    """An engine's evaluation that can hand over numbers, which is quicker for millions of rows."""

    def numbered(self) -> Numbered:
        """Obligations with the team of each, as numbers."""
        ...

    def encoded(self) -> pa.Table:
        """The same by name, in the same order, their texts dictionary-encoded."""
        ...


@dataclass(frozen=True, slots=True)
class Owed:
    """Obligations with the team of each: for counting as ``numbered``, for showing ``named``, in the same order."""

    numbered: Numbered
    named: Callable[[], pa.Table]


def assessable(extract: Extract, standards: Sequence[Standard]) -> tuple[Standard, ...]:
    """The standards a record can decide and this source can answer."""
    return tuple(
        each
        for each in standards
        if not isinstance(each.node, Judgement) and not missing_columns(each, extract.supplied)
    )


def one_a_code(standards: Sequence[Standard], as_at: dt.date) -> tuple[Standard, ...]:
    """One standard for each code: of several versions, the last to have come into force by ``as_at``.

    Versions of a standard are evaluated each in its own days and weighed together, as the one duty they are.
    """

    def begins(standard: Standard) -> dt.date:
        return standard.citation.in_force_from or dt.date.min

    chosen: dict[str, Standard] = {}
    for each in sorted(standards, key=lambda each: (begins(each) > as_at, begins(each))):
        held = chosen.get(each.code)
        if held is None or begins(each) <= as_at:
            chosen[each.code] = each
    return tuple(chosen[code] for code in dict.fromkeys(each.code for each in standards))


def obligations(engine: Engine, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
    """Every obligation of the assessable ``standards``, with the team that answered for it."""
    evaluation = _evaluation(engine, extract, standards)
    if isinstance(evaluation, KeepsTeams):
        return evaluation.obligations_with_team()
    return named_with_team(engine.obligations(extract, standards), extract, standards)


def owed_by(engine: Engine, extract: Extract, standards: Sequence[Standard]) -> Owed:
    """:func:`obligations` for counting; no text is made of what an engine holds as numbers until it is asked for."""
    evaluation = _evaluation(engine, extract, standards)
    if isinstance(evaluation, Numbers):
        return Owed(evaluation.numbered(), evaluation.encoded)
    if isinstance(evaluation, KeepsTeams):
        table = evaluation.obligations_with_team()
    else:
        table = named_with_team(engine.obligations(extract, standards), extract, standards)
    return Owed(numbered(table), lambda: table)


def _evaluation(engine: Engine, extract: Extract, standards: Sequence[Standard]) -> object:
    evaluate = getattr(engine, "evaluate", None)
    return None if evaluate is None else evaluate(extract, standards)
