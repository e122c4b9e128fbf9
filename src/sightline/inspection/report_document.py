"""What the report of a mock inspection says, as plain values: one content, printed as HTML and as PDF.

No child is named in it, and nobody's key is. An edition to be sent counts no group of one to four children: such a
count is told as *fewer than five*, and a share that would give it away is left out. Two things are not counts of
children of the council and are printed: how many files were audited and how they were graded, for nobody outside knows
whose they are, though of fewer than five files nothing is told; and the words that people wrote, which are theirs to
answer for and which they are warned of (:func:`small_numbers`). That rule is Sightline's own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FEWEST = 5  # children: fewer are not counted in what is sent
FEWER = "fewer than five"
SMALL = re.compile(
    r"\b(?:one|two|three|four|[1-4])\b(?:[\s-]+[\w’'-]+){0,2}[\s-]+"
    r"(?:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|sisters?|brothers?|siblings?|teenagers?|care leavers?|"
    r"young (?:people|person|man|men|woman|women))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it is."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A judgement: the grade people gave ("" for none yet), what the record indicated, and before."""

    name: str
    grade: str
    indicated: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What one source says: how it reads, and in words."""

    reading: str
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of enquiry by three sources. ``asked``: what a disagreement may mean. ``made_of_it``: what was found."""

    title: str
    judgement: str
    record: SourceWords
    files: SourceWords
    voices: SourceWords
    agreement: str
    asked: str
    made_of_it: str


@dataclass(frozen=True, slots=True)
class Point:
    """A strength or a recommendation with what it rests on. ``number`` 0 and ``priority`` "" for a strength."""

    number: int
    words: str
    judgement: str
    priority: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One judgement at length."""

    name: str
    grade: str
    indicated: str
    reasons: tuple[str, ...]
    indicated_reasons: tuple[str, ...]
    lines: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A recommendation of now, with what an earlier inspection asked for that may be the same."""

    number: int
    words: str
    like: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier inspection: what may come back, and what nothing now is like."""

    name: str
    repeated: tuple[Repeated, ...]
    not_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileGrades:
    """How the files audited for a judgement were graded; empty of figures where fewer than five were."""

    judgement: str
    files: int
    outstanding: int
    good: int
    requires_improvement: int
    inadequate: int

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Each grade with its files."""
        return (
            ("Outstanding", self.outstanding),
            ("Good", self.good),
            ("Requires improvement", self.requires_improvement),
            ("Inadequate", self.inadequate),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words: its caption, its heads and its rows, the first cell of each naming the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Shown(StrEnum):
    """For whom an edition is, and so what it counts."""

    SENT = "sent"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it. ``overall``: the headline grade, "" for none; ``overall_words`` says why."""

    title: str
    council: str
    is_invented: bool
    shown: Shown
    edition: int
    made_on: str
    what_changed: str
    framework: str
    overall_name: str
    overall: str
    overall_words: tuple[str, ...]
    facts: tuple[Fact, ...]
    grades_title: str
    earlier: tuple[str, ...]
    grades: tuple[GradeLine, ...]
    strengths: tuple[Point, ...]
    recommendations: tuple[Point, ...]
    at_odds: tuple[Compared, ...]
    sections: tuple[Section, ...]
    before: tuple[Before, ...]
    method: tuple[Fact, ...]
    file_grades: tuple[FileGrades, ...]
    tables: tuple[Table, ...]
    limits: tuple[str, ...]
    digests: tuple[Fact, ...]

    @property
    def is_graded(self) -> bool:
        """Whether it gives grades."""
        return bool(self.grades)


def as_plain(report: Report) -> dict[str, Any]:
    """The report as JSON values, for the printer."""
    return dataclasses.asdict(report)


def data_digest(report: Report) -> str:
    """SHA-256 of all that a report says but its edition and its day: equal for two editions that say the same."""
    said = dataclasses.replace(report, edition=0, made_on="", what_changed="")
    text = json.dumps(as_plain(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_children(count: int, shown: Shown) -> str:
    """A count of children in words; one of one to four is not told in what is sent."""
    return FEWER if shown is Shown.SENT and 0 < count < FEWEST else f"{count:,}"


def part_of(part: int, whole: int, shown: Shown) -> str:
    """*27 of 140*, a part of some children; "" in what is sent where it would give away fewer than five either way."""
    if shown is Shown.SENT and (0 < part < FEWEST or 0 < whole - part < FEWEST):
        return ""
    return f"{part:,} of {whole:,}"


def small_numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Words that count one to four children, as written: "two of the four children". Each once."""
    return tuple(dict.fromkeys(" ".join(found.group().split()) for text in texts for found in SMALL.finditer(text)))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that somebody typed."""
    return tuple(" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip())


def day_words(day: dt.date) -> str:
    """A day as 14 November 2016."""
    return f"{day.day} {day:%B %Y}"
