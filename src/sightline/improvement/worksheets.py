"""What a worksheet may ask of a child, declared in ``worksheet_questions.toml`` and checked when read. No Django here.

A campaign asks those its lead chose and up to three of the lead's own, and keeps them as they were asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

from sightline.errors import UserError

WORRYING = "!"
MOST_OWN = 3
LONGEST_OWN = 200
SHORTEST_WORDS = 10  # characters: less is no sentence
OWN = "own"


class Wanted(StrEnum):
    """When an answer needs words too."""

    ALWAYS = "always"
    IF_WORRYING = "if-worrying"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be answered. ``is_worrying``: it is counted among the findings."""

    value: str
    words: str
    is_worrying: bool


@dataclass(frozen=True, slots=True)
class WorksheetQuestion:
    """A question of a worksheet. ``suggest``: what of the record is shown beside it, "" for nothing."""

    id: str
    text: str
    help: str
    answers: tuple[Answer, ...]
    words: Wanted
    suggest: str = ""
    usual: bool = False

    def answer(self, value: str) -> Answer | None:
        """The answer of that value; None where there is none such."""
        return next((each for each in self.answers if each.value == value), None)

    def lacks(self, value: str, words: str) -> str:
        """What an answer lacks, in words; "" where it is whole."""
        found = self.answer(value) if self.answers else None
        if self.answers and found is None:
            return f"Answer: {self.text}"
        needed = self.words is Wanted.ALWAYS or (self.words is Wanted.IF_WORRYING and found and found.is_worrying)
        if needed and len(words.strip()) < SHORTEST_WORDS:
            return f"Say in a sentence: {self.text}"
        return ""

    def to_json(self) -> dict[str, Any]:
        """As a campaign keeps it."""
        return {
            "id": self.id,
            "text": self.text,
            "help": self.help,
            "words": self.words.value,
            "suggest": self.suggest,
            "answers": {each.value: f"{WORRYING if each.is_worrying else ''}{each.words}" for each in self.answers},
        }


def question_of(kept: Mapping[str, Any]) -> WorksheetQuestion:
    """A question as :meth:`WorksheetQuestion.to_json` or the TOML has it; KeyError or ValueError says what is wrong."""
    answers = tuple(
        Answer(value, words.removeprefix(WORRYING), words.startswith(WORRYING))
        for value, words in kept["answers"].items()
    )
    return WorksheetQuestion(
        kept["id"],
        kept["text"],
        kept.get("help", ""),
        answers,
        Wanted(kept["words"]),
        kept.get("suggest", ""),
        kept.get("usual", False),
    )


def questions_of(kept: Iterable[Mapping[str, Any]]) -> tuple[WorksheetQuestion, ...]:
    """Those a campaign keeps."""
    return tuple(question_of(each) for each in kept)


def asked(chosen: Sequence[str], own: Sequence[str] = ()) -> tuple[WorksheetQuestion, ...]:
    """The questions of a worksheet: those ``chosen``, in their order here, and the lead's ``own``, answered in words.

    UserError for one there is not, for none at all, and for too many of one's own.
    """
    if set(chosen) - set(QUESTIONS):
        raise UserError("Choose among the questions that are there, or write your own.")
    mine = [" ".join(each.split()) for each in own if each.strip()]
    if len(mine) > MOST_OWN or any(len(each) > LONGEST_OWN for each in mine):
        raise UserError(f"Write at most {MOST_OWN} questions of your own, each of at most {LONGEST_OWN} characters.")
    if wrong := [each for each in mine if not each.endswith("?")]:
        raise UserError(f"End a question with a question mark: “{wrong[0]}”.")
    found = [each for key, each in QUESTIONS.items() if key in chosen]
    found += [WorksheetQuestion(f"{OWN}-{number}", each, "", (), Wanted.ALWAYS) for number, each in enumerate(mine, 1)]
    if not found:
        raise UserError("Ask at least one question of each child.")
    return tuple(found)


def parse_questions(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, WorksheetQuestion]:
    """Questions from parsed TOML; ValueError, KeyError or TypeError says which is wrong, and how."""
    found = {}
    for key, each in raw.items():
        question = question_of({"id": key, **each})
        if not question.text.strip().endswith("?"):
            raise ValueError(f"worksheet question {key} is not a question")
        if len(question.answers) < 2 or not any(one.is_worrying for one in question.answers):
            raise ValueError(f"worksheet question {key} needs two answers, one of them worrying")
        found[key] = question
    return MappingProxyType(found)


def _read() -> Mapping[str, WorksheetQuestion]:
    with (resources.files("sightline.improvement") / "worksheet_questions.toml").open("rb") as file:
        return parse_questions(tomllib.load(file))


QUESTIONS: Mapping[str, WorksheetQuestion] = _read()
