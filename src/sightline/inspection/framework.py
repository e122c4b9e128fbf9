"""Inspection frameworks as data: what is looked at, what is graded, what informs each, what limits the overall grade.

One TOML file a framework in ``frameworks/``, checked on load by :mod:`sightline.inspection.framework_checks`: a
misspelt line of enquiry or an unknown rule stops the program, because a framework that quietly drops a line would call
a council good for want of looking. Visits and joint inspections are frameworks too, which give no grade.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from sightline.errors import UserError


class FrameworkKind(StrEnum):
    """What a framework is of."""

    INSPECTION = "inspection"  # of everything, with grades
    VISIT = "visit"  # of what was chosen, without
    JOINT = "joint inspection"  # of every agency in the area, without


class RuleKind(StrEnum):
    """What a framework's rule does; :mod:`sightline.inspection.standing.judge` applies each."""

    KEY_INADEQUATE_LIMITS_OVERALL = "key-inadequate-limits-overall"
    GOOD_ALLOWS_ONE_WEAKER = "good-allows-one-weaker"
    SUB_JUDGEMENT_CAPS_KEY = "sub-judgement-caps-key"
    NO_OVERALL = "no-overall"


class RuleConfidence(StrEnum):
    """How a framework's rule, or the framework itself, is known."""

    VERIFIED = "verified"  # the text was seen
    VERIFIED_SECONDARY = "verified-secondary"  # restated by a source that was seen
    OBSERVED = "observed"  # counted from published grades; nobody has said it is a rule
    UNVERIFIED = "unverified"  # general knowledge


@dataclass(frozen=True, slots=True)
class FrameworkRule:
    """A rule of the framework, in words, with how sure we are of it and where it comes from."""

    kind: RuleKind
    text: str
    confidence: RuleConfidence
    source: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement, or one area of what gives no grade. ``feeds``: the key judgement a sub-judgement belongs to.

    ``leaders`` marks leadership. ``prompts``: areas of audit prompts, or single ones, that its files are read by.
    ``strata``: the groups of children it is about; their codes are of :class:`~sightline.inspection.strata.Stratum`.
    """

    id: str
    no: str
    name: str
    key: bool
    lines: tuple[str, ...]
    prompts: tuple[str, ...]
    strata: tuple[str, ...] = ()
    feeds: str | None = None
    leaders: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Something graded alongside that is not the council's and never limits its grade, such as a safeguarding board.

    A council's record says little of it, so it has no line of enquiry: ``questions`` are put to people.
    """

    id: str
    name: str
    legal_basis: str
    questions: tuple[str, ...]
    confidence: RuleConfidence
    source: str
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """What a mock inspection may look at: a judgement, or a review beside them."""

    id: str
    no: str
    name: str
    lines: tuple[str, ...]
    prompts: tuple[str, ...]
    strata: tuple[str, ...]
    questions: tuple[str, ...] = ()
    is_review: bool = False


@dataclass(frozen=True, slots=True)
class Framework:
    """An inspection framework. ``used_from``: until the next; None where it is not of the whole council.

    ``overall``: its headline grade's name, or None. ``confidence`` and ``source``: of its areas.
    """

    id: str
    name: str
    status: str
    legal_basis: str
    judgements: tuple[Judgement, ...]
    rules: tuple[FrameworkRule, ...]
    confidence: RuleConfidence
    source: str
    kind: FrameworkKind = FrameworkKind.INSPECTION
    used_from: dt.date | None = None
    overall: str | None = None
    reviews: tuple[Review, ...] = ()

    @property
    def is_graded(self) -> bool:
        """Whether it gives grades at all."""
        return self.kind is FrameworkKind.INSPECTION

    @property
    def areas(self) -> tuple[Area, ...]:
        """Its judgements in their order, then its reviews."""
        judged = [Area(each.id, each.no, each.name, each.lines, each.prompts, each.strata) for each in self.judgements]
        reviews = [
            Area(each.id, "", each.name, (), each.prompts, (), each.questions, is_review=True) for each in self.reviews
        ]
        return (*judged, *reviews)

    def area(self, area_id: str) -> Area | None:
        """The area of this id."""
        return next((each for each in self.areas if each.id == area_id), None)

    def rule(self, kind: RuleKind) -> FrameworkRule | None:
        """The framework's rule of this kind, if it has one."""
        return next((rule for rule in self.rules if rule.kind is kind), None)


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every framework shipped: inspections, oldest first; then the rest by name."""
    names = sorted(each.name.removesuffix(".toml") for each in _folder().iterdir() if each.name.endswith(".toml"))
    found = [_read(name) for name in names]
    return tuple(sorted(found, key=lambda each: (each.used_from or dt.date.max, each.kind is FrameworkKind.JOINT)))


def framework_ids(kind: FrameworkKind | None = FrameworkKind.INSPECTION) -> tuple[str, ...]:
    """The ids of the frameworks of a kind (None: of all), oldest first."""
    return tuple(each.id for each in frameworks() if kind is None or each.kind is kind)


def load_framework(framework_id: str) -> Framework:
    """The framework of this id; :class:`UserError` naming those there are if there is none."""
    found = next((each for each in frameworks() if each.id == framework_id), None)
    if found is None:
        raise UserError(f"There is no framework called {framework_id}; choose one of {', '.join(framework_ids(None))}.")
    return found


def framework_used_on(as_at: dt.date) -> str:
    """The id of the framework an inspection on ``as_at`` would have used; the oldest for earlier dates."""
    dated = [(each.used_from, each.id) for each in frameworks() if each.used_from is not None]
    return next((each for used_from, each in reversed(dated) if used_from <= as_at), dated[0][1])


def parse_framework(raw: dict[str, Any]) -> Framework:
    """A framework from parsed TOML; ValueError says what is wrong with it, and where."""
    from sightline.inspection.framework_checks import checked

    return checked(raw)


def _read(name: str) -> Framework:
    with _folder().joinpath(f"{name}.toml").open("rb") as file:
        found = parse_framework(tomllib.load(file))
    if found.id != name:
        raise ValueError(f"{name}.toml holds the framework {found.id}; a file is named as what it holds")
    return found


def _folder() -> Any:
    return resources.files("sightline.inspection") / "frameworks"
