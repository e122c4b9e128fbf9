"""Three sources held against each other: what the record shows, what files show, what people said.

For each judgement and each line of enquiry every source is read as one of four: it points to strength, is mixed, points
to concern, or says nothing. Where one points to strength and another to concern they disagree, and that is listed
first: a record that keeps its dates over poor work, or good work that nobody wrote down, shows nowhere else. How each
is read is in :mod:`sightline.inspection.saying`; a reading is a question to put, never an answer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType

from sightline.inspection.findings import FrozenLine
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.saying import (
    Heard,
    Reading,
    Said,
    files_say,
    files_say_by_grade,
    record_of_judgement,
    record_of_line,
    voices_say,
)
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Grade


class Agreement(StrEnum):
    """How the sources stand to each other, in the order they are listed."""

    DISAGREE = "Disagree"
    PARTLY = "Partly disagree"
    CONCERN = "Agree: concern"
    STRENGTH = "Agree: strength"
    MIXED = "Agree: mixed"
    ALONE = "One source alone"
    NOTHING = "Nothing known"


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """A file as it was audited: its grade, the judgements it bears on, and whether each prompt asked was weak.

    ``weak``: by prompt id, for those that applied to the child: whether practice was weak, or not seen in the file.
    ``is_random``: drawn by lot, and not for risk.
    """

    place: int
    is_random: bool
    grade: Grade
    judgements: frozenset[str]
    weak: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Triangle:
    """One judgement, or one line of enquiry of it (``line`` is "" for the judgement itself), by three sources."""

    judgement: str
    judgement_name: str
    line: str
    title: str
    question: str
    record: Said
    files: Said
    voices: Said
    agreement: Agreement
    words: str

    @property
    def key(self) -> str:
        """What names it in an address and in the store."""
        return f"{self.judgement}:{self.line}" if self.line else self.judgement

    @property
    def said(self) -> tuple[Said, Said, Said]:
        """All three, in their order."""
        return self.record, self.files, self.voices

    @property
    def is_at_odds(self) -> bool:
        """Whether the sources disagree, wholly or in part."""
        return self.agreement in (Agreement.DISAGREE, Agreement.PARTLY)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement of the framework as the standing evidence has it; ``indicated`` None where no record informs it."""

    id: str
    name: str
    indicated: Grade | None
    reasons: tuple[str, ...]
    lines: tuple[FrozenLine, ...]


def triangulate(
    judgements: Sequence[Judged], files: Sequence[FileAnswers], heard: Sequence[Heard]
) -> tuple[Triangle, ...]:
    """Every judgement and line of enquiry, those first on which the sources disagree; otherwise in their order."""
    found = []
    for each in judgements:
        found.append(_of_judgement(each, files, heard))
        found += [_of_line(each, line, files, heard) for line in each.lines]
    order = list(Agreement)
    return tuple(sorted(found, key=lambda each: order.index(each.agreement)))


def _of_judgement(judgement: Judged, files: Sequence[FileAnswers], heard: Sequence[Heard]) -> Triangle:
    record = record_of_judgement(judgement.indicated, judgement.reasons)
    seen = [(each.grade, each.is_random) for each in files if judgement.id in each.judgements]
    voices = voices_say([each for each in heard if each.judgement == judgement.id])
    return _triangle(judgement, "", "The judgement as a whole", "", record, files_say_by_grade(seen), voices)


def _of_line(judgement: Judged, line: FrozenLine, files: Sequence[FileAnswers], heard: Sequence[Heard]) -> Triangle:
    prompts = prompts_of_line(line.id)
    answers = [([each.weak[prompt] for prompt in prompts if prompt in each.weak], each.is_random) for each in files]
    said = files_say([(any(each), by_lot) for each, by_lot in answers if each], asked=bool(prompts))
    voices = voices_say([each for each in heard if each.line == line.id])
    return _triangle(judgement, line.id, line.title, line.question, record_of_line(line), said, voices)


def _triangle(
    judgement: Judged, line: str, title: str, question: str, record: Said, files: Said, voices: Said
) -> Triangle:
    agreement = agreement_of((record, files, voices))
    words = why(agreement, record, files, voices)
    return Triangle(judgement.id, judgement.name, line, title, question, record, files, voices, agreement, words)


def agreement_of(said: Iterable[Said]) -> Agreement:
    """How the readings of the sources stand to each other."""
    spoken = [each.reading for each in said if each.reading is not Reading.SILENT]
    if not spoken:
        return Agreement.NOTHING
    if len(spoken) == 1:
        return Agreement.ALONE
    if Reading.STRENGTH in spoken and Reading.CONCERN in spoken:
        return Agreement.DISAGREE
    if len(set(spoken)) > 1:
        return Agreement.PARTLY
    return {
        Reading.CONCERN: Agreement.CONCERN,
        Reading.STRENGTH: Agreement.STRENGTH,
        Reading.MIXED: Agreement.MIXED,
    }[spoken[0]]


def why(agreement: Agreement, record: Said, files: Said, voices: Said) -> str:
    """What a disagreement may mean, as questions to follow; "" where there is none."""
    if agreement not in (Agreement.DISAGREE, Agreement.PARTLY):
        return ""
    strength, concern = Reading.STRENGTH, Reading.CONCERN
    asked = []
    if record.reading is strength and files.reading is concern:
        asked.append(
            "Things are done on time by the record, and files show weak work under the dates. Is what is counted the "
            "wrong thing, or is it written down as done when it was not?"
        )
    if record.reading is concern and files.reading is strength:
        asked.append(
            "Files show sound work that the record says is late or missing. Is it done and not recorded, did the "
            "sample miss those children, or were the auditors too kind?"
        )
    if record.reading is strength and voices.reading is concern:
        asked.append("The record holds and people say otherwise. Whom does the record not count?")
    if record.reading is concern and voices.reading is strength:
        asked.append(
            "People speak well of what the record shows late or missing. Do those who were heard know the children "
            "it concerns?"
        )
    if files.reading is strength and voices.reading is concern:
        asked.append("Files read well and people say otherwise. Do files tell the child's day, or the worker's?")
    if files.reading is concern and voices.reading is strength:
        asked.append("People speak well of work that files show weak. What would they say of those very files?")
    if not asked:
        mixed = [each.source.value.lower() for each in (record, files, voices) if each.reading is Reading.MIXED]
        asked.append(f"It is mixed by {' and by '.join(mixed)}. For which children, teams or months does it hold?")
    return " ".join(asked)


def prompts_of_line(line: str) -> tuple[str, ...]:
    """The audit prompts that bear on a line of enquiry; empty for one that no file can answer."""
    return _prompts_by_line().get(line, ())


@cache
def _prompts_by_line() -> Mapping[str, tuple[str, ...]]:
    with (resources.files("sightline.inspection") / "prompt_lines.toml").open("rb") as file:
        return parse_prompt_lines(tomllib.load(file))


def parse_prompt_lines(raw: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """The table from parsed TOML; ValueError names a line or a prompt that there is not."""
    for line, prompts in raw.items():
        if line not in LINES:
            raise ValueError(f"there is no line of enquiry called {line}")
        if unknown := [each for each in prompts if each not in PROMPTS]:
            raise ValueError(f"{line}: there is no audit prompt called {', '.join(unknown)}")
    return MappingProxyType({line: tuple(prompts) for line, prompts in raw.items()})
