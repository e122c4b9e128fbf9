"""What was read in a report, as it is kept beside the file until a person confirms it.

Kept in a form of our own and not the command's, because a page shows the words of each field beside the picture of the
page they stand on, and because a reading made by an earlier version of the reader must still open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.inspection.following import Event
from sightline.sources.ofsted_report import Read, ReportReading

FIELDS = (
    "authority",
    "urn",
    "framework",
    "event",
    "started_on",
    "ended_on",
    "published_on",
    "lead_inspector",
)
LONGEST_TEXT = 10_000  # characters of one recommendation or sentence


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field: its value as text ("" where not found), the page (1-based) and the printed words."""

    name: str
    value: str
    page: int | None
    how: str

    @property
    def is_found(self) -> bool:
        """Whether the report says it."""
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class KeptGrade:
    """A grade: its area, the area's printed name, the grade, the page and the printed words."""

    area: str
    name: str
    grade: str
    page: int
    how: str


@dataclass(frozen=True, slots=True)
class KeptRecommendation:
    """A recommendation as printed; ``number`` is "" for a bullet."""

    number: str
    text: str
    page: int
    priority: str
    body: str
    national_framework: str


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """A sentence that might be filed. ``printed``: it stands in the report under a heading of its own kind."""

    text: str
    page: int
    number: str = ""
    printed: bool = False


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as it is kept."""

    fields: Mapping[str, KeptField]
    grades: tuple[KeptGrade, ...]
    recommendations: tuple[KeptRecommendation, ...]
    marked: tuple[KeptSentence, ...]
    strengths: tuple[KeptSentence, ...]
    concerns: tuple[KeptSentence, ...]
    warnings: tuple[str, ...]
    file_date: dt.date | None

    def field(self, name: str) -> KeptField:
        """A field; one that an earlier reader did not know of was not found."""
        return self.fields.get(name, KeptField(name, "", None, "not found"))


def as_json(reading: ReportReading) -> dict[str, Any]:
    """A reading in the form it is kept in."""
    read: Mapping[str, Read[Any]] = {
        "authority": reading.authority,
        "urn": reading.urn,
        "framework": reading.framework,
        "event": reading.type,
        "started_on": reading.inspection_start,
        "ended_on": reading.inspection_end,
        "published_on": reading.published,
        "lead_inspector": reading.lead_inspector,
    }
    return {
        "fields": {
            name: {"value": _text(name, each.value), "page": each.page, "how": each.how} for name, each in read.items()
        },
        "grades": [
            {"area": each.area.value, "name": each.name, "grade": each.grade.value, "page": each.page, "how": each.how}
            for each in reading.judgements
        ],
        "recommendations": [
            {
                "number": each.number,
                "text": each.text[:LONGEST_TEXT],
                "page": each.page,
                "priority": each.priority,
                "body": each.body.value,
                "national_framework": each.national_framework,
            }
            for each in reading.recommendations
        ],
        "marked": [
            {"number": each.number, "text": each.text[:LONGEST_TEXT], "page": each.page} for each in reading.findings
        ],
        "strengths": [
            {"text": each.text[:LONGEST_TEXT], "page": each.page, "printed": each.printed} for each in reading.strengths
        ],
        "concerns": [
            {"text": each.text[:LONGEST_TEXT], "page": each.page, "printed": each.printed} for each in reading.concerns
        ],
        "warnings": list(reading.warnings),
        "file_date": reading.file_date.isoformat() if reading.file_date else None,
    }


def from_json(kept: Mapping[str, Any]) -> KeptReading:
    """The reading of a report file."""
    fields = {name: KeptField(name, each["value"], each["page"], each["how"]) for name, each in kept["fields"].items()}
    return KeptReading(
        fields=fields,
        grades=tuple(KeptGrade(**each) for each in kept["grades"]),
        recommendations=tuple(KeptRecommendation(**each) for each in kept["recommendations"]),
        marked=_sentences(kept["marked"]),
        strengths=_sentences(kept["strengths"]),
        concerns=_sentences(kept["concerns"]),
        warnings=tuple(kept["warnings"]),
        file_date=dt.date.fromisoformat(kept["file_date"]) if kept["file_date"] else None,
    )


def _sentences(kept: Sequence[Mapping[str, Any]]) -> tuple[KeptSentence, ...]:
    return tuple(KeptSentence(**each) for each in kept)


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    words = str(value)
    return words.replace(" ", "-") if name == "event" and words.replace(" ", "-") in set(Event) else words
