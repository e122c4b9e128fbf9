"""The shape of an inspection's result. Frozen; no row of it holds a name, only keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.inspection.standing.rule import Grade, Status, load_rule
from sightline.sources.refusals import KEPT_IN_DETAIL
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm

FEW_LINES = 5  # shown of those refused; all that are kept are in the JSON


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
    standing breach of a standard of safety that is no weakness, in words, empty if there are none.
    ``is_of_the_record``: its breaches are of how a thing was done or written, which nobody can now do in time.
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
    is_of_the_record: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether it is a weakness on the day."""
        return self.serious or self.status in (Status.WEAK, Status.FAILING)

    @property
    def why_serious(self) -> str:
        """Why it is serious, where the share done in time does not show it; else empty."""
        if not self.serious or self.status is Status.FAILING or not self.long_standing:
            return ""
        return f"{self.long_standing:,} overdue by {load_rule().serious.overdue_days} days or more"


@dataclass(frozen=True, slots=True)
class LineFinding:
    """One line of enquiry on the day: what was found, in words, and the standards it rests on.

    ``since`` is the start of the stretch up to the day in which it has stood out, short lapses aside;
    ``first_stood_out`` the start of the first such stretch in the record, so never later. Both None if there is none.
    ``may_be_older``: it first stood out on the first day weighed, so perhaps long before. ``headline``: the finding in
    one breath, the gravest weakness and how many more there are.
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
    headline: str = ""
    may_be_older: bool = False

    @property
    def severity(self) -> str:
        """How grave it is in a word or two: *serious*, or how it stands."""
        return "serious" if self.serious else self.status.words

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
    """Rows or values that could not be taken into the record: ``column`` as the source names it, empty for a row.

    ``lines`` are those kept in detail, the first :data:`~sightline.sources.refusals.KEPT_IN_DETAIL`; a file without
    lines has none. ``count`` is of them, and no more than that is known where there are so many.
    """

    file: str
    column: str
    reason: str
    count: int
    lines: tuple[int, ...] = ()

    @property
    def count_words(self) -> str:
        """The count, and whether there may be more."""
        return f"{self.count:,}" + (" or more" if self.count >= KEPT_IN_DETAIL else "")

    @property
    def where(self) -> str:
        """The first few lines in words, empty where the file has none: *line 7*, *lines 2, 3, 4 and 12 more*."""
        shown = [f"{each:,}" for each in self.lines[:FEW_LINES]]
        if not shown:
            return ""
        rest = f" and {self.count - len(shown):,} more" if self.count > len(shown) else ""
        return f"line{'s' if self.count > 1 else ''} {', '.join(shown)}{rest}"


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """Obligations of a standard whose verdict is unknown because a date is missing or impossible."""

    code: str
    unknown: int


@dataclass(frozen=True, slots=True)
class DataQuality:
    """What could not be read, could not be told, or could not be asked of this source.

    ``newest_row_on``: the latest day to the day asked on which it says anything happened. ``notes``: what a reader must
    know before the rest, a sentence each.
    """

    source: str
    rows: int
    refused_total: int
    refusals: tuple[RefusalCount, ...]
    unknown: tuple[UnknownCount, ...]
    not_assessable: tuple[NotAssessable, ...]
    newest_row_on: dt.date | None = None
    notes: tuple[str, ...] = ()


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
