"""Kinds of inspection and visit that a mock inspection may be held as (``events.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from sightline.inspection.framework import Framework, RuleConfidence, framework_ids


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind. ``frameworks``: ids of those it is held by. ``days``: working days of it, on site or of it all.

    ``inspectors``: how many come, None where that was not found. ``least_tracked``: the fewest files read in depth,
    where that is said. ``confidence`` and ``source``: of its figures.
    """

    code: str
    name: str
    frameworks: tuple[str, ...]
    who: str
    days: int
    graded: bool
    duration: str
    confidence: RuleConfidence
    source: str
    inspectors: int | None = None
    produces: tuple[str, ...] = ()
    least_tracked: int | None = None


@cache
def events() -> Mapping[str, EventType]:
    """Every kind, by its code."""
    with (resources.files("sightline.inspection") / "events.toml").open("rb") as file:
        return parse_events(tomllib.load(file))


def parse_events(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, EventType]:
    """Kinds from parsed TOML; ValueError or TypeError says which is wrong."""
    found = {}
    known = set(framework_ids(None))
    for code, each in raw.items():
        made = EventType(
            code=code,
            **{
                **each,
                "frameworks": tuple(each["frameworks"]),
                "produces": tuple(each.get("produces", ())),
                "confidence": RuleConfidence(each["confidence"]),
            },
        )
        if strange := sorted(set(made.frameworks) - known):
            raise ValueError(f"{code} is held by no such framework: {', '.join(strange)}")
        found[code] = made
    return MappingProxyType(found)


def events_of(framework: Framework) -> tuple[EventType, ...]:
    """The kinds held by ``framework``."""
    return tuple(each for each in events().values() if framework.id in each.frameworks)
