"""Obligations from any engine, each with its team: the one thing the inspection asks of an engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import pyarrow as pa

from sightline.engines.base import Engine
from sightline.inspection.teams import with_team
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.nodes import Judgement
from sightline.standards.standard import Standard


@runtime_checkable
class KeepsTeams(Protocol):
    """What an engine's evaluation offers when it knows the teams itself."""

    def obligations_with_team(self) -> pa.Table:
        """Obligations with a ``team`` column."""
        ...


def assessable(extract: Extract, standards: Sequence[Standard]) -> tuple[Standard, ...]:
    """The standards a record can decide and this source can answer."""
    return tuple(
        each
        for each in standards
        if not isinstance(each.node, Judgement) and not missing_columns(each, extract.supplied)
    )


def obligations(engine: Engine, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
    """Every obligation of the assessable ``standards``, with the team that answered for it."""
    evaluate = getattr(engine, "evaluate", None)
    if evaluate is not None:
        evaluation = evaluate(extract, standards)
        if isinstance(evaluation, KeepsTeams):
            return evaluation.obligations_with_team()
    return with_team(engine.obligations(extract, standards), extract)
