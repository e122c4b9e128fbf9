"""The shape of an inspection's result, and its JSON. Frozen; no row of it holds a name, only keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sightline.inspection.rule import Grade, Status
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm


@dataclass(frozen=True, slots=True)
class TeamFigure:
    """How many of a team's children (or workers) are in a breach that stands, of how many the standard applies to."""

    team_id: str
    team: str
    in_breach: int
    applies: int


@dataclass(frozen=True, slots=True)
class StandardFinding:
    """One standard on the day.

    ``due``: obligations that fell due in the window, with those that fell due before it and are still owed;
    ``met + breached_open + breached_late`` make it up. ``rate`` is met / due, None if nothing was due. ``subjects`` are
    the keys of those in breach, standing breaches first (``standing`` of them), each once. ``since`` is when the
    standard last began to stand out, None if it does not. ``words`` is the finding in words; ``exceptions`` those in a
    standing breach of a standard of safety that otherwise holds, in words, empty if there are none.
    """

    code: str
    sentence: str
    harm: Harm
    subject_kind: SubjectKind
    due: int
    met: int
    breached_open: int
    breached_late: int
    not_yet_due: int
    unknown: int
    rate: float | None
    low: float
    high: float
    subjects: tuple[str, ...]
    standing: int
    long_standing: int
    applies: int
    longest_overdue_days: int | None
    teams: tuple[TeamFigure, ...]
    status: Status
    serious: bool
    since: dt.date | None
    words: str
    exceptions: str

    @property
    def is_weak(self) -> bool:
        """Whether it is a weakness on the day."""
        return self.serious or self.status in (Status.WEAK, Status.FAILING)


@dataclass(frozen=True, slots=True)
class LineFinding:
    """One line of enquiry on the day: what was found, in words, and the standards it rests on.

    ``since`` is the start of the stretch up to the day in which it has stood out, short lapses aside;
    ``first_stood_out`` the start of the first such stretch in the record, so never later. Both None if there is none.
    """

    id: str
    title: str
    question: str
    f_number: str | None
    finding: str
    status: Status
    serious: bool
    since: dt.date | None
    first_stood_out: dt.date | None
    standards: tuple[StandardFinding, ...]

    @property
    def stands_out(self) -> bool:
        """Whether it is a weakness on the day."""
        return self.serious or self.status in (Status.WEAK, Status.FAILING)


@dataclass(frozen=True, slots=True)
class JudgementFinding:
    """One judgement: the grade the rule indicates, and why in words."""

    id: str
    no: str
    name: str
    key: bool
    indicative_grade: Grade
    reasons: tuple[str, ...]
    lines_of_enquiry: tuple[LineFinding, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a date."""

    on: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over time with the limits of its natural variation, where they could be worked out."""

    id: str
    title: str
    unit: str
    points: tuple[Point, ...]
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the record shows that no standard measures: a table of figures, for a person to weigh."""

    id: str
    line: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class NotAssessable:
    """A standard that this source cannot answer, and the columns it lacks."""

    code: str
    sentence: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """Rows or values that could not be taken into the record."""

    file: str
    column: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """Obligations of a standard whose verdict is unknown because a date is missing or impossible."""

    code: str
    unknown: int


@dataclass(frozen=True, slots=True)
class DataQuality:
    """What could not be read, could not be told, or could not be asked of this source."""

    source: str
    rows: int
    refused_total: int
    refusals: tuple[RefusalCount, ...]
    unknown: tuple[UnknownCount, ...]
    not_assessable: tuple[NotAssessable, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an inspector would find as at a day."""

    as_at: dt.date
    known_at: dt.datetime | None
    framework: str
    framework_name: str
    population: dict[str, int]
    judgements: tuple[JudgementFinding, ...]
    overall: Grade | None
    overall_reasons: tuple[str, ...]
    strengths: tuple[str, ...]
    data_quality: DataQuality
    signals: tuple[Signal, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def lines(self) -> tuple[LineFinding, ...]:
        """Every line of enquiry once, in the framework's order."""
        found = {line.id: line for judgement in self.judgements for line in judgement.lines_of_enquiry}
        return tuple(found.values())


def to_json(inspection: Inspection) -> dict[str, Any]:
    """The published JSON shape: plain values only, ready for ``json.dumps``."""
    return {
        "as_at": inspection.as_at.isoformat(),
        "known_at": inspection.known_at.isoformat() if inspection.known_at else None,
        "framework": inspection.framework,
        "population": dict(inspection.population),
        "judgements": [
            {
                "id": each.id,
                "name": each.name,
                "indicative_grade": each.indicative_grade.value,
                "reasons": list(each.reasons),
                "lines_of_enquiry": [_line(line) for line in each.lines_of_enquiry],
            }
            for each in inspection.judgements
        ],
        "overall": inspection.overall.value if inspection.overall else None,
        "overall_reasons": list(inspection.overall_reasons),
        "strengths": list(inspection.strengths),
        "data_quality": _quality(inspection.data_quality),
    }


def _line(line: LineFinding) -> dict[str, Any]:
    return {"id": line.id, "finding": line.finding, "standards": [_standard(each) for each in line.standards]}


def _standard(each: StandardFinding) -> dict[str, Any]:
    return {
        "code": each.code,
        "due": each.due,
        "met": each.met,
        "breached_open": each.breached_open,
        "breached_late": each.breached_late,
        "not_yet_due": each.not_yet_due,
        "unknown": each.unknown,
        "rate": None if each.rate is None else round(each.rate, 4),
        "subjects": list(each.subjects),
    }


def _quality(quality: DataQuality) -> dict[str, Any]:
    return {
        "source": quality.source,
        "rows": quality.rows,
        "refused_total": quality.refused_total,
        "refusals": [
            {"file": each.file, "column": each.column, "reason": each.reason, "count": each.count}
            for each in quality.refusals
        ],
        "unknown": [{"code": each.code, "unknown": each.unknown} for each in quality.unknown],
        "not_assessable": [{"code": each.code, "missing": list(each.missing)} for each in quality.not_assessable],
    }
