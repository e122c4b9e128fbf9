"""What a framework's file is held to on load, each failing said with the place it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, TypeVar

from sightline.inspection.framework import (
    Framework,
    FrameworkKind,
    FrameworkRule,
    Judgement,
    Review,
    RuleConfidence,
    RuleKind,
)
from sightline.inspection.prompts import AREAS, PROMPTS
from sightline.inspection.standing.lines import LINES
from sightline.inspection.strata import Stratum

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
CODED: Mapping[str, type[StrEnum]] = {"confidence": RuleConfidence, "kind": FrameworkKind}
LISTS = frozenset({"lines", "prompts", "strata", "questions"})


def checked(raw: Mapping[str, Any]) -> Framework:
    """A framework of parsed TOML; ValueError, naming the framework and the part of it, for what cannot be one."""
    name = str(raw.get("id", "a framework without an id"))
    parts = {
        "judgements": tuple(
            _made(Judgement, each, f"{name}: judgement {each.get('id', '?')}") for each in raw.get("judgements", ())
        ),
        "reviews": tuple(
            _made(Review, each, f"{name}: review {each.get('id', '?')}") for each in raw.get("reviews", ())
        ),
        "rules": tuple(
            _made(FrameworkRule, each, f"{name}: rule {each.get('kind', '?')}", kind=RuleKind)
            for each in raw.get("rules", ())
        ),
    }
    found = _made(Framework, {**raw, **parts}, name)
    for wrong in _wrong(found):
        raise ValueError(f"{name}: {wrong}")
    return found


def _made(kept: type[T], raw: Mapping[str, Any], where: str, **coded: type[StrEnum]) -> T:
    """An instance of a dataclass, its codes and lists turned into what they are."""
    known = {each.name: each for each in fields(kept)}  # type: ignore[arg-type]  # T is one of the dataclasses above
    if strange := sorted(set(raw) - set(known)):
        raise ValueError(f"{where} has {', '.join(strange)}, which is not one of {', '.join(known)}")
    needed = [name for name, each in known.items() if each.default is MISSING]
    if missing := [name for name in needed if name not in raw]:
        raise ValueError(f"{where} lacks {', '.join(missing)}")
    values = {}
    for name, value in raw.items():
        kind = coded.get(name) or CODED.get(name)
        values[name] = _code(kind, value, where) if kind else _listed(name, value, where) if name in LISTS else value
    return kept(**values)


def _code(kind: type[E], value: object, where: str) -> E:
    try:
        return kind(str(value))
    except ValueError:
        raise ValueError(f"{where}: {value!r} is not one of {', '.join(kind)}") from None


def _listed(name: str, value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{where}: {name} is not a list of texts")
    return tuple(value)


def _wrong(framework: Framework) -> Iterator[str]:
    ids = [each.id for each in framework.areas]
    if len(set(ids)) != len(ids):
        yield "two judgements share an id"
    for judgement in framework.judgements:
        yield from _wrong_with(judgement, ids)
    for area in framework.areas:
        if unknown := [each for each in area.prompts if each not in AREAS and each not in PROMPTS]:
            yield f"{area.id} names no such audit prompt, and no area of them: {', '.join(unknown)}"
    leaders = sum(each.leaders for each in framework.judgements)
    if leaders > 1 or (framework.is_graded and not leaders):
        yield "exactly one judgement is about leaders"
    if not framework.judgements:
        yield "it has no judgement"
    if framework.is_graded:
        informed = {line for judgement in framework.judgements for line in judgement.lines}
        if informed != set(LINES):
            yield f"no judgement is informed by {', '.join(sorted(set(LINES) - informed))}"
        if framework.used_from is None:
            yield "an inspection's framework says from when it is used"
    elif framework.used_from is not None:
        yield "a visit is used beside a framework, so it has no used_from"
    if (framework.overall is None) != (framework.rule(RuleKind.NO_OVERALL) is not None):
        yield "either it has an overall grade or a rule that says it has none"


def _wrong_with(judgement: Judgement, ids: list[str]) -> Iterator[str]:
    if unknown := [line for line in judgement.lines if line not in LINES]:
        yield f"{judgement.id} names no such line of enquiry: {', '.join(unknown)}"
    if judgement.feeds is not None and judgement.feeds not in ids:
        yield f"{judgement.id} feeds {judgement.feeds}, which is not a judgement"
    if not judgement.lines:
        yield f"{judgement.id} has no line of enquiry"
    if not judgement.prompts:
        yield f"{judgement.id} has no audit prompt"
    if strange := [each for each in judgement.strata if each not in set(Stratum)]:
        yield f"{judgement.id} names no such group of children: {', '.join(strange)}"
