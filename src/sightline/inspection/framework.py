"""Inspection frameworks as data: which judgements are graded, what informs each, and what limits the overall grade.

One TOML file a framework in ``frameworks/``, checked on load: a misspelt line of enquiry or an unknown rule stops the
program, because a framework that quietly drops a line would call a council good for want of looking.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from sightline.errors import UserError
from sightline.inspection.standing.lines import LINES


class RuleKind(StrEnum):
    """What a framework's rule does; :mod:`sightline.inspection.standing.judge` applies each."""

    KEY_INADEQUATE_LIMITS_OVERALL = "key-inadequate-limits-overall"
    GOOD_ALLOWS_ONE_WEAKER = "good-allows-one-weaker"
    SUB_JUDGEMENT_CAPS_KEY = "sub-judgement-caps-key"
    NO_OVERALL = "no-overall"


class RuleConfidence(StrEnum):
    """How a framework's rule is known."""

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
    """One graded judgement. ``feeds`` is the key judgement a sub-judgement belongs to; ``leaders`` marks leadership."""

    id: str
    no: str
    name: str
    key: bool
    lines: tuple[str, ...]
    feeds: str | None = None
    leaders: bool = False


@dataclass(frozen=True, slots=True)
class Framework:
    """An inspection framework, used from a date until the next. ``overall``: its headline grade's name or None."""

    id: str
    name: str
    status: str
    used_from: dt.date
    legal_basis: str
    judgements: tuple[Judgement, ...]
    rules: tuple[FrameworkRule, ...]
    overall: str | None = None

    def rule(self, kind: RuleKind) -> FrameworkRule | None:
        """The framework's rule of this kind, if it has one."""
        return next((rule for rule in self.rules if rule.kind is kind), None)


def framework_ids() -> tuple[str, ...]:
    """The ids of the frameworks shipped, oldest first."""
    names = [each.name for each in _folder().iterdir() if each.name.endswith(".toml")]
    return tuple(sorted((name.removesuffix(".toml") for name in names), key=lambda name: name.split("-", 1)[1]))


def load_framework(framework_id: str) -> Framework:
    """The framework of this id; :class:`UserError` naming those there are if there is none."""
    if framework_id not in framework_ids():
        raise UserError(f"There is no framework called {framework_id}; choose one of {', '.join(framework_ids())}.")
    with _folder().joinpath(f"{framework_id}.toml").open("rb") as file:
        return parse_framework(tomllib.load(file))


def framework_used_on(as_at: dt.date) -> str:
    """The id of the framework an inspection on ``as_at`` would have used; the oldest for earlier dates."""
    dated = sorted((load_framework(each).used_from, each) for each in framework_ids())
    return next((each for used_from, each in reversed(dated) if used_from <= as_at), dated[0][1])


def parse_framework(raw: dict[str, Any]) -> Framework:
    """A framework from parsed TOML; ValueError or TypeError says what is wrong with it."""
    judgements = tuple(Judgement(**{**each, "lines": tuple(each["lines"])}) for each in raw["judgements"])
    rules = tuple(
        FrameworkRule(**{**each, "kind": RuleKind(each["kind"]), "confidence": RuleConfidence(each["confidence"])})
        for each in raw.get("rules", ())
    )
    framework = Framework(**{**raw, "judgements": judgements, "rules": rules})
    _check(framework)
    return framework


def _check(framework: Framework) -> None:
    ids = [each.id for each in framework.judgements]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{framework.id}: two judgements share an id")
    for judgement in framework.judgements:
        unknown = [line for line in judgement.lines if line not in LINES]
        if unknown:
            raise ValueError(f"{framework.id}: {judgement.id} names no such line of enquiry: {', '.join(unknown)}")
        if judgement.feeds is not None and judgement.feeds not in ids:
            raise ValueError(f"{framework.id}: {judgement.id} feeds {judgement.feeds}, which is not a judgement")
        if not judgement.lines:
            raise ValueError(f"{framework.id}: {judgement.id} has no line of enquiry")
    if sum(each.leaders for each in framework.judgements) != 1:
        raise ValueError(f"{framework.id}: exactly one judgement is about leaders")
    informed = {line for judgement in framework.judgements for line in judgement.lines}
    if informed != set(LINES):
        raise ValueError(f"{framework.id}: no judgement is informed by {', '.join(sorted(set(LINES) - informed))}")
    if (framework.overall is None) != (framework.rule(RuleKind.NO_OVERALL) is not None):
        raise ValueError(f"{framework.id}: either it has an overall grade or a rule that says it has none")


def _folder() -> Any:
    return resources.files("sightline.inspection") / "frameworks"
