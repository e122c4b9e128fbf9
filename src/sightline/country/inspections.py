"""What Ofsted found of every authority: full inspections since 2009, and the visits between them that are published.

*Adequate*, as it was before 2013, stands here as *requires improvement*, as in Ofsted's own back series. From April
2026 no overall grade is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from sightline.country.authorities import Authority, authorities
from sightline.country.files import day, rows


class Grade(StrEnum):
    """A published grade, best first."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


AREAS: Mapping[str, str] = MappingProxyType(
    {
        "leaders": "Leadership",
        "help_protection": "Help and protection",
        "in_care": "Children in care",
        "care_leavers": "Care leavers",
        "adoption": "Adoption",
        "lscb": "Safeguarding board",
    }
)
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "ofsted-csc-2023-ods": "Ofsted, inspection outcomes 2023",
        "ofsted-la-outcomes-2025-ods": "Ofsted, outcomes at 31 March 2025",
        "d2i-overview-2026-06": "a published overview of reports, June 2026",
    }
)


@dataclass(frozen=True, slots=True)
class PastInspection:
    """A full inspection. ``areas``: grades by the keys of :data:`AREAS`; only those given.

    ``started_on`` is None for those before 2013, whose publication alone is known.
    """

    authority: Authority
    framework: str
    kind: str
    started_on: dt.date | None
    ended_on: dt.date | None
    published_on: dt.date
    overall: Grade | None
    areas: Mapping[str, Grade]
    source: str

    @property
    def by_area(self) -> tuple[tuple[str, Grade], ...]:
        """The grades given, each with the name of its area, in order."""
        return tuple((name, self.areas[area]) for area, name in AREAS.items() if area in self.areas)

    @property
    def on(self) -> dt.date:
        """The first day, or the day of the report where that alone is known."""
        return self.started_on or self.published_on


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A focused or monitoring visit."""

    authority: Authority
    kind: str
    visited_on: dt.date
    published_on: dt.date | None
    theme: str


@cache
def inspections() -> tuple[PastInspection, ...]:
    """Every full inspection, the newest first."""
    known = authorities()
    found = [
        PastInspection(
            known[int(each["authority"])],
            each["framework"],
            each["kind"],
            day(each["started_on"]),
            day(each["ended_on"]),
            dt.date.fromisoformat(each["published_on"]),
            Grade(each["overall"]) if each["overall"] else None,
            MappingProxyType({area: Grade(each[area]) for area in AREAS if each[area]}),
            SOURCES[each["source"]],
        )
        for each in rows("inspections.csv")
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.authority.name), reverse=True))


@cache
def visits() -> tuple[PastVisit, ...]:
    """Every focused and monitoring visit there is a list of (2022 to 2023 and 2024 to 2025), the newest first."""
    known = authorities()
    found = [
        PastVisit(
            known[int(each["authority"])],
            each["kind"],
            dt.date.fromisoformat(each["visited_on"]),
            day(each["published_on"]),
            each["theme"],
        )
        for each in rows("visits.csv")
    ]
    return tuple(sorted(found, key=lambda each: (each.visited_on, each.authority.name), reverse=True))


def history(of: Authority) -> tuple[PastInspection, ...]:
    """The inspections of one authority, the newest first."""
    return tuple(each for each in inspections() if each.authority.code == of.code)


def visits_to(of: Authority) -> tuple[PastVisit, ...]:
    """The visits to one authority, the newest first."""
    return tuple(each for each in visits() if each.authority.code == of.code)
