"""The one record this process shows, evaluated and inspected once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sightline.findings.people import People
from sightline.findings.standing import Standing
from sightline.inspection.standing.report import Inspection, LineFinding, StandardFinding
from sightline.inspection.standing.rule import Rule
from sightline.inspection.standing.weighing import Weighed
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

HARM_ORDER = {Harm.SAFETY: 0, Harm.EXPERIENCE: 1, Harm.PROCESS: 2, Harm.DATA: 3}


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the standards assessed stood on each day, and by what rule: what the pages ask of a weighed record."""

    standards: tuple[Standard, ...]
    weighed: Weighed
    rule: Rule


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """One record, evaluated and inspected once, as at one day.

    ``known_at``: the record holds what was known by then; None for all that the source holds. ``council``: its name.
    ``source``: where the record comes from, in words, without a path. ``is_invented``: whether every person in it is.
    ``leaves_out``: whether restricted children were left out before it was evaluated.
    """

    extract: Extract
    standards: Mapping[str, Standard]
    standing: Standing
    inspection: Inspection
    record: Weighing
    people: People
    as_at: dt.date
    known_at: dt.datetime | None
    council: str
    source: str
    lines: Mapping[str, LineFinding]
    findings: Mapping[str, StandardFinding]
    not_assessable: Mapping[str, tuple[str, ...]]
    overdue: Mapping[SubjectKind, Mapping[str, Overdue]]
    is_invented: bool = False
    leaves_out: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is overdue for one subject: by standard how many duties, and the longest of them in days."""

    by_standard: Mapping[str, int]
    days: Mapping[str, int]

    @property
    def total(self) -> int:
        """Duties overdue."""
        return sum(self.by_standard.values())

    @property
    def longest(self) -> int:
        """The longest any has been overdue, in days."""
        return max(self.days.values())


class Forgets(Protocol):
    """A function under ``lru_cache``."""

    def cache_clear(self) -> None:
        """Forget every answer."""


F = TypeVar("F", bound=Forgets)
_held: list[Loaded] = []
_remembered: list[Forgets] = []


def remembered(answers: F) -> F:
    """Forget what ``answers`` remembers of a record once another is held, or both would stay in memory."""
    _remembered.append(answers)
    return answers


def hold(loaded: Loaded) -> None:
    """Make ``loaded`` the record this process shows."""
    _held[:] = [loaded]
    for each in _remembered:
        each.cache_clear()


class NothingHeld(RuntimeError):
    """The record is not evaluated yet; :mod:`sightline.web.figures` does that, and each process takes it up."""


def held() -> Loaded:
    """The record this process shows; :class:`NothingHeld` if none was given."""
    if not _held:
        raise NothingHeld
    return _held[0]


def held_or_none() -> Loaded | None:
    """The record this process shows; None if none was given."""
    return _held[0] if _held else None


def overdue_by_subject(standing: Standing) -> dict[SubjectKind, dict[str, Overdue]]:
    """What is overdue for every subject, worked out once."""
    out: dict[SubjectKind, dict[str, Overdue]] = {}
    for kind in SubjectKind:
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        longest: dict[str, dict[str, int]] = defaultdict(dict)
        for subject, code, times, days in standing.overdue_pairs(kind):
            counts[subject][code] = times
            longest[subject][code] = days
        out[kind] = {subject: Overdue(by, longest[subject]) for subject, by in counts.items()}
    return out


def gravity(standard: Standard) -> tuple[int, str]:
    """Sorts standards by the harm missing them risks, worst first."""
    return HARM_ORDER[standard.harm], standard.code
