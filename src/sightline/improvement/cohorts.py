"""The questions a cohort is drawn by, declared in ``cohort_questions.toml`` and checked when read. No Django here.

A cohort is asked for by one question or by several together: children whom *every* question finds, or *any*.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from string import Formatter
from types import MappingProxyType
from typing import Any

from sightline.errors import UserError

MOST_PARTS = 3  # questions asked together: more is a query, and not a cohort anybody can say in a sentence


class ParameterKind(StrEnum):
    """What a parameter is."""

    COUNT = "count"
    STANDARD = "standard"
    LINE = "line"
    SERVICE = "service"
    TEAM = "team"


class How(StrEnum):
    """How several questions go together; the value is what a page says."""

    EVERY = "whom every one of these finds"
    ANY = "whom any of these finds"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a question is asked with. A count has a ``default`` from ``least`` to ``most``.

    ``words``: what the sentence says of it, nothing where it is 0; "" where it says the number itself.
    """

    name: str
    label: str
    kind: ParameterKind = ParameterKind.COUNT
    default: int | None = None
    least: int = 0
    most: int = 0
    words: str = ""
    is_optional: bool = False


SERVICE = Parameter("service", "Of one service only?", ParameterKind.SERVICE, is_optional=True)
TEAM = Parameter("team", "Of one team only?", ParameterKind.TEAM, is_optional=True)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that finds children. ``because``: why one child is found, ``{on}`` standing for the day."""

    id: str
    sentence: str
    because: str
    drawing: str
    source: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it is asked with; what is left out of ``values`` is not kept to."""

    question: Question
    values: Mapping[str, str | int]

    def because(self, on: str) -> str:
        """Why a child is found, in words; ``on``: the day, as it is read."""
        return self.question.because.format(on=on or "a day the record does not say")


@dataclass(frozen=True, slots=True)
class CohortAsked:
    """What a cohort is drawn by."""

    parts: tuple[Asked, ...]
    how: How = How.EVERY

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        parts = [{"question": each.question.id, "values": dict(each.values)} for each in self.parts]
        return {"how": self.how.name.lower(), "parts": parts}

    def sentence(self, names: Mapping[tuple[str, str], str]) -> str:
        """The cohort in words. ``names``: what services, teams, standards and lines are called, by kind and key."""
        found = [sentence_of(each, names) for each in self.parts]
        if len(found) == 1:
            return f"{found[0]}."
        return f"Children {self.how.value}: " + "; ".join(f"{each[0].lower()}{each[1:]}" for each in found) + "."


def sentence_of(asked: Asked, names: Mapping[tuple[str, str], str]) -> str:
    """One question in words, without a full stop."""
    said: dict[str, str] = {"of": ""}
    for parameter in asked.question.parameters:
        value = asked.values.get(parameter.name)
        if parameter.kind in (ParameterKind.SERVICE, ParameterKind.TEAM):
            if value:
                said["of"] += f" of {names.get((parameter.kind.value, str(value)), str(value))}"
        elif parameter.words:
            said[parameter.name] = parameter.words.format(**{parameter.name: value}) if value else ""
        else:
            said[parameter.name] = names.get((parameter.kind.value, str(value)), str(value)).rstrip(".")
    return asked.question.sentence.format(**said)


def asked_of(kept: Mapping[str, Any]) -> CohortAsked:
    """What was kept by :meth:`CohortAsked.to_json`; UserError for a question that is asked no more."""
    return CohortAsked(
        tuple(ask(each["question"], each["values"]) for each in kept["parts"]), How[str(kept["how"]).upper()]
    )


def ask(question: str, values: Mapping[str, object]) -> Asked:
    """A question with its values, checked: UserError says which is wrong and what to do."""
    found = QUESTIONS.get(question)
    if found is None:
        raise UserError("Choose one of the questions a cohort is drawn by.")
    kept: dict[str, str | int] = {}
    for each in found.parameters:
        value = values.get(each.name)
        if each.kind is ParameterKind.COUNT:
            kept[each.name] = _count(each, value)
        elif value:
            kept[each.name] = str(value)
        elif not each.is_optional:
            raise UserError(f"Answer the question: {each.label}")
    if "service" in kept and "team" in kept:
        raise UserError("Choose a service or a team, and not both.")
    return Asked(found, MappingProxyType(kept))


def cohort(parts: Sequence[Asked], how: How = How.EVERY) -> CohortAsked:
    """A cohort of one question to three; UserError for none, more, or the same asked twice."""
    if not 1 <= len(parts) <= MOST_PARTS:
        raise UserError(f"Choose one question, or up to {MOST_PARTS} together.")
    if len({(each.question.id, tuple(sorted(each.values.items()))) for each in parts}) < len(parts):
        raise UserError("The same question is asked twice.")
    return CohortAsked(tuple(parts), how)


def _count(parameter: Parameter, value: object) -> int:
    words = str(parameter.default if value in (None, "") else value)
    if not (words.isascii() and words.isdecimal() and len(words) < 6):
        raise UserError(f"{parameter.label} Enter a whole number.")
    if not parameter.least <= int(words) <= parameter.most:
        raise UserError(f"{parameter.label} Enter a number from {parameter.least} to {parameter.most}.")
    return int(words)


def parse_questions(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Question]:
    """Questions from parsed TOML; ValueError, KeyError or TypeError says which is wrong, and how."""
    found = {}
    for key, each in raw.items():
        own = [_parameter(name, value) for name, value in each.items() if isinstance(value, Mapping)]
        kept_to = (SERVICE, TEAM) if each.get("keeps_to") else ()
        question = Question(key, each["sentence"], each["because"], each["drawing"], each["source"], (*own, *kept_to))
        _check(question, has_of=bool(kept_to))
        found[key] = question
    return MappingProxyType(found)


def _parameter(name: str, raw: Mapping[str, Any]) -> Parameter:
    made = Parameter(name, **{**raw, "kind": ParameterKind(raw.get("kind", "count"))})
    if made.kind is ParameterKind.COUNT and not (
        made.default is not None and 0 <= made.least <= made.default <= made.most
    ):
        raise ValueError(f"parameter {name} has no default from its least to its most")
    return made


def _check(question: Question, *, has_of: bool) -> None:
    named = _named(question.sentence)
    said = {each.name for each in question.parameters if each not in (SERVICE, TEAM)} | ({"of"} if has_of else set())
    if set(named) != said:
        raise ValueError(f"question {question.id}: its sentence says {sorted(named)} and is asked {sorted(said)}")
    if not set(_named(question.because)) <= {"on"}:
        raise ValueError(f"question {question.id}: why a child is found may say {{on}} and nothing else")
    if len(question.source.strip()) < 20:
        raise ValueError(f"question {question.id} has no source")


def _named(words: str) -> Iterable[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def _read() -> Mapping[str, Question]:
    with (resources.files("sightline.improvement") / "cohort_questions.toml").open("rb") as file:
        return parse_questions(tomllib.load(file))


QUESTIONS: Mapping[str, Question] = _read()
