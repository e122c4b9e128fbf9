"""The findings a report marks, and sentences worth a look as strengths or concerns.

Marked findings are facts: the report itself prints "(Recommendation)" after them. The sentences are suggestions by
wording of our own, and nobody's finding until a person has read them on their page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.sources.ofsted_report.headings import NUMBERED, heading_at
from sightline.sources.ofsted_report.lines import Line, join
from sightline.sources.ofsted_report.reading import ReadFinding, Suggested

MARK = re.compile(
    r"[(\[]\s*((?:recommendations?|areas? for (?:improvement|development)|priority (?:and immediate )?actions?)"
    r"(?:\s*(?:no\.?\s*|numbers?\s*)?[\d\s,&–-]*(?:and\s*\d+)?)?)\s*[)\]]",
    re.IGNORECASE,
)
MOST_SUGGESTED = 60

_STRENGTH_WORDS = frozenset(
    (
        "excellent", "exceptional", "exceptionally", "outstanding", "impressive", "exemplary", "strong", "strength",
        "strengths", "effective", "effectively", "skilled", "prompt", "promptly", "timely", "swift", "swiftly",
        "thorough", "thoroughly", "robust", "comprehensive", "child-centred", "child-focused", "good-quality",
        "high-quality", "well-embedded", "well-established", "well-supported", "well-coordinated", "well-led",
        "benefit",
    )
)  # fmt: skip
_CONCERN_WORDS = frozenset(
    (
        "not", "too", "inadequate", "poor", "poorly", "weak", "weakness", "weaknesses", "inconsistent", "inconsistency",
        "inconsistently", "insufficient", "insufficiently", "drift", "delay", "delays", "delayed", "lack", "lacks",
        "lacking", "fail", "fails", "failed", "failing", "failure", "failures", "serious", "unsafe", "ineffective",
        "variable", "limited", "shortfall", "shortfalls", "deficit", "deficits", "overdue", "missed", "declined",
        "deteriorated", "deteriorating", "slow", "unclear", "few", "fewer", "however", "although", "despite", "never",
        "seldom", "rarely", "without", "no", "nor", "cannot", "unable",
    )
)  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph of the report."""

    number: str
    page: int
    text: str


def paragraphs(lines: Sequence[Line], skip: frozenset[int]) -> list[Paragraph]:
    """The numbered paragraphs, in order; ``skip`` are the places already read as lists or contents."""
    found: list[Paragraph] = []
    number, page, kept = "", 0, list[str]()
    last = 0

    def close() -> None:
        if number and kept:
            found.append(Paragraph(number, page, join(kept)))

    for place, line in enumerate(lines):
        if place in skip or line.page == 1:
            continue
        begun = NUMBERED.match(line.text)
        if begun is not None and (last == 0 or 0 < int(begun[1]) - last <= 40 or int(begun[1]) == 1):
            close()
            number, page, kept, last = begun[1], line.page, [begun[2]], int(begun[1])
        elif number and heading_at(lines, place) is not None:
            close()
            number, kept = "", []
        elif number:
            kept.append(line.text)
    close()
    return found


def marked(found: Sequence[Paragraph]) -> tuple[ReadFinding, ...]:
    """The paragraphs that the report marks as leading to a recommendation."""
    kept = []
    for paragraph in found:
        mark = MARK.search(paragraph.text)
        if mark is not None:
            kept.append(ReadFinding(paragraph.number, paragraph.text, paragraph.page, " ".join(mark[1].split())))
    return tuple(kept)


def suggested(found: Sequence[Paragraph]) -> tuple[tuple[Suggested, ...], tuple[Suggested, ...]]:
    """Sentences worded as strengths, and as concerns: at most :data:`MOST_SUGGESTED` of each, in the report's order."""
    strengths: list[Suggested] = []
    concerns: list[Suggested] = []
    for paragraph in found:
        if len(strengths) >= MOST_SUGGESTED and len(concerns) >= MOST_SUGGESTED:
            break
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", MARK.sub("", paragraph.text)):
            words = sentence.strip()
            if not 30 <= len(words) <= 500:
                continue
            used = set(_WORD.findall(words.lower()))
            if used & _CONCERN_WORDS:
                concerns.append(Suggested(words, paragraph.page))
            elif used & _STRENGTH_WORDS:
                strengths.append(Suggested(words, paragraph.page))
    return tuple(strengths[:MOST_SUGGESTED]), tuple(concerns[:MOST_SUGGESTED])
