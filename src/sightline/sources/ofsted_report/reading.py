"""What was read in a published report: every field with the page it was read on, or that it was not found.

A field that is not certain is not filled in. A reader of reports that guesses is worse than none, because what it says
is filed as what an inspectorate found; so ``value`` is None wherever the report does not say it plainly, and a warning
says why.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")

NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """One field as it was read. ``page`` is 1-based; ``how`` gives the printed words, or says that it was not found.

    ``page`` is None with a ``value`` only where the value does not stand in the report but follows from what does: the
    authority's reference number, looked up by the authority's name.
    """

    value: T | None
    page: int | None
    how: str = NOT_FOUND

    @property
    def found(self) -> bool:
        """Whether the report says it."""
        return self.value is not None


def absent() -> Read[Any]:
    """A field that was not found."""
    return Read(None, None)


class ReportFramework(StrEnum):
    """The framework a report was written under; the ids are those of the frameworks that Sightline holds as data."""

    SIF = "sif-2013-2017"
    ILACS = "ilacs-2018-2026-03"
    ILACS_2026 = "ilacs-2026-04"
    FOCUSED_VISIT = "focused-visit"
    MONITORING_VISIT = "monitoring-visit"
    JTAI = "jtai"


class ReportType(StrEnum):
    """What kind of visit it was, in the words reports use. A plain inspection is one that prints no more than that."""

    INSPECTION = "inspection"
    REINSPECTION = "re-inspection"
    STANDARD_INSPECTION = "standard inspection"
    SHORT_INSPECTION = "short inspection"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"
    JTAI = "joint targeted area inspection"


class ReportGrade(StrEnum):
    """The four grades, best first. "Requires improvement to be good" and "Require improvement" are the third."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


class Area(StrEnum):
    """What is graded: the judgement ids of the frameworks, with the overall grade and the safeguarding board.

    ``CHILDREN_IN_CARE`` also stands for "children in care and care leavers", graded as one until 2022; the printed
    name is kept beside it.
    """

    OVERALL = "overall"
    HELP_AND_PROTECTION = "help-and-protection"
    LOOKED_AFTER = "looked-after"
    ADOPTION = "adoption"
    CARE_LEAVERS = "care-leavers"
    LEADERSHIP = "leadership"
    IMPACT_OF_LEADERS = "impact-of-leaders"
    CHILDREN_IN_CARE = "children-in-care"
    SAFEGUARDING_BOARD = "safeguarding-board"


class Body(StrEnum):
    """Whom a recommendation is addressed to."""

    COUNCIL = "council"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class ReadJudgement:
    """A grade with the words it was printed in. ``name`` is the printed name of the area."""

    area: Area
    name: str
    grade: ReportGrade
    page: int
    how: str


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """A recommendation or area for improvement as printed.

    ``number`` is "" for a bullet; ``priority`` is the printed heading it stands under ("Priority and immediate
    action", "Areas for improvement", "Recommendations", "What needs to improve"); ``national_framework`` is the printed
    tag of the Children's Social Care National Framework ("Outcome four"), "" for none.
    """

    number: str
    text: str
    page: int
    priority: str
    body: Body
    national_framework: str = ""


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """A numbered finding that the report itself marks as leading to a recommendation or an area for improvement."""

    number: str
    text: str
    page: int
    mark: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A sentence suggested as a strength or a concern; nothing of it is filed unless somebody ticks it.

    ``printed``: the report lists it under its own heading of strengths, rather than our wording rules finding it.
    """

    text: str
    page: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Days on site, first and last included. A report with two periods of fieldwork prints both."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class ReportReading:
    """Everything read in one report. ``file_date``: the day the file says it was made, to prefill, never to file."""

    authority: Read[str]
    urn: Read[str]
    framework: Read[ReportFramework]
    type: Read[ReportType]
    inspection_start: Read[dt.date]
    inspection_end: Read[dt.date]
    published: Read[dt.date]
    lead_inspector: Read[str]
    fieldwork: tuple[Period, ...]
    judgements: tuple[ReadJudgement, ...]
    recommendations: tuple[ReadRecommendation, ...]
    findings: tuple[ReadFinding, ...]
    strengths: tuple[Suggested, ...]
    concerns: tuple[Suggested, ...]
    warnings: tuple[str, ...]
    page_count: int
    file_date: dt.date | None

    def grade(self, area: Area) -> ReportGrade | None:
        """The grade of an area, or None where the report gives none."""
        return next((each.grade for each in self.judgements if each.area is area), None)

    def to_json(self) -> str:
        """One line of JSON: the command's keys, and under ``read_on`` the page and printed words of each field."""
        return json.dumps(self.as_data(), ensure_ascii=False)

    def as_data(self) -> dict[str, Any]:
        """The reading as plain data: values flat, and under ``read_on`` where each was read."""
        fields: dict[str, Read[Any]] = {
            "authority": self.authority,
            "urn": self.urn,
            "framework": self.framework,
            "type": self.type,
            "inspection_start": self.inspection_start,
            "inspection_end": self.inspection_end,
            "published": self.published,
            "lead_inspector": self.lead_inspector,
        }
        return {
            **{name: _plain(read.value) for name, read in fields.items()},
            "judgements": {each.area.value: each.grade.value for each in self.judgements},
            "recommendations": [
                {
                    "number": each.number or None,
                    "text": each.text,
                    "page": each.page,
                    "priority": each.priority,
                    "body": each.body.value,
                    "national_framework": each.national_framework or None,
                }
                for each in self.recommendations
            ],
            "findings": [
                {"number": each.number, "text": each.text, "page": each.page, "mark": each.mark}
                for each in self.findings
            ],
            "strengths": [_suggestion(each) for each in self.strengths],
            "concerns": [_suggestion(each) for each in self.concerns],
            "warnings": list(self.warnings),
            "fieldwork": [{"start": each.start.isoformat(), "end": each.end.isoformat()} for each in self.fieldwork],
            "pages": self.page_count,
            "file_date": _plain(self.file_date),
            "read_on": {
                **{name: {"page": read.page, "words": read.how} for name, read in fields.items()},
                "judgements": {each.area.value: {"page": each.page, "words": each.how} for each in self.judgements},
            },
        }


def _plain(value: Any) -> str | None:
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value is None else str(value)


def _suggestion(suggested: Suggested) -> dict[str, Any]:
    return {"text": suggested.text, "page": suggested.page, "printed": suggested.printed}
