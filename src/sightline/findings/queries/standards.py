"""The standards' side: the catalogue, one standard's history, and the cases behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from sightline.charts import Mark, step_line
from sightline.findings.queries.loaded import Loaded, remembered
from sightline.findings.standing import Counts, State, Stood
from sightline.inspection.standing.clocks import day_number
from sightline.inspection.standing.report import LineFinding, StandardFinding
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.sentences import sentence
from sightline.standards.standard import Standard

YEARS_SHOWN = 5  # of a standard's history on its page


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard in the catalogue, with how it stands over the whole record and what the inspection found.

    ``counts`` None: not assessable from this source, which lacks the columns ``missing``.
    """

    standard: Standard
    counts: Counts | None
    finding: StandardFinding | None
    missing: tuple[str, ...]


def catalogue(loaded: Loaded) -> list[StandardRow]:
    """Every standard with how it stands."""
    return [standard_row(loaded, each) for each in loaded.standards.values()]


def standard_row(loaded: Loaded, standard: Standard) -> StandardRow:
    """One standard with how it stands."""
    missing = loaded.not_assessable.get(standard.code, ())
    counts = None if missing else loaded.standing.counts(standard.code)
    return StandardRow(standard, counts, loaded.findings.get(standard.code), missing)


@dataclass(frozen=True, slots=True)
class Month:
    """A standard at a month's end: kept and missed in the twelve months before, and how many then stood in breach."""

    ends_on: dt.date
    kept: int
    missed: int
    in_breach: int

    @property
    def rate(self) -> float | None:
        """Share kept of what fell due; None when nothing did."""
        return self.kept / (self.kept + self.missed) if self.kept + self.missed else None


@dataclass(frozen=True, slots=True)
class StandardPage:
    """A standard's page. ``months`` are latest last, from the first month in which anything fell due."""

    row: StandardRow
    lines: tuple[LineFinding, ...]
    months: tuple[Month, ...]
    measured: str
    rate_drawing: str
    overdue_drawing: str


def standard_page(loaded: Loaded, code: str) -> StandardPage | None:
    """The page of a standard; None when there is none of that code."""
    standard = loaded.standards.get(code)
    if standard is None:
        return None
    lines = tuple(loaded.lines[each] for each in standard.lines if each in loaded.lines)
    months = history(loaded, standard)
    return StandardPage(
        standard_row(loaded, standard),
        lines,
        tuple(months),
        sentence(standard.node),
        _rate_drawing(months),
        _overdue_drawing(months),
    )


def _rate_drawing(months: list[Month]) -> str:
    marks = [Mark(month.ends_on, month.rate) for month in months if month.rate is not None]
    if len(marks) < 2:
        return ""
    title = "Share done in time of what fell due in the twelve months to each month's end"
    words = f"From {_share(marks[0])} to {_share(marks[-1])}. The table below has each month."
    return step_line("rate", title, words, marks, percentage=True)


def _share(mark: Mark) -> str:
    return f"{mark.value:.0%} at {mark.on.day} {mark.on:%B %Y}"


def _overdue_drawing(months: list[Month]) -> str:
    if len(months) < 2 or not any(month.in_breach for month in months):
        return ""
    marks = [Mark(month.ends_on, month.in_breach) for month in months]
    most = max(months, key=lambda month: month.in_breach)
    words = (
        f"{months[0].in_breach} at {months[0].ends_on:%B %Y}, {months[-1].in_breach} at the last day; "
        f"most, {most.in_breach}, at {most.ends_on:%B %Y}. The table below has each month."
    )
    return step_line("overdue", "How many stood overdue at each month's end", words, marks)


def history(loaded: Loaded, standard: Standard) -> list[Month]:
    """The standard at each month's end over the last years, exactly as the inspection weighed those days."""
    record = loaded.record
    if standard not in record.standards:
        return []
    row, weighed = record.standards.index(standard), record.weighed
    out = []
    for day in _month_ends(loaded.as_at):
        at = day_number(day) - weighed.first
        if 0 <= at < weighed.days:
            figures = (weighed.kept[row, at], weighed.missed[row, at], weighed.open_subjects[row, at])
            out.append(Month(day, *(int(figure) for figure in figures)))
    begun = next((i for i, month in enumerate(out) if month.rate is not None or month.in_breach), len(out))
    return out[begun:]


def _month_ends(as_at: dt.date) -> list[dt.date]:
    """The last day of each month shown, and the day itself."""
    firsts = [(as_at.year * 12 + as_at.month - 1) - back for back in range(12 * YEARS_SHOWN)]
    ends = [dt.date(first // 12, first % 12 + 1, 1) - dt.timedelta(days=1) for first in firsts]
    return [*reversed(ends), as_at]


@dataclass(frozen=True, slots=True)
class Case:
    """One obligation with its subject's name, team and worker, for a list; ``days`` past its day, or None."""

    obligation: Obligation
    state: State
    name: str
    team: str | None
    team_name: str
    worker: str
    days: int | None


@remembered
@lru_cache(maxsize=8)
def cases(loaded: Loaded, code: str) -> tuple[Case, ...]:
    """Every obligation of a standard that is not simply met or not yet due; the last few asked for are kept."""
    wanted = (State.OVERDUE, State.NOT_MET, State.LATE, State.MISSED, State.UNKNOWN)
    return tuple(_case(loaded, each) for each in loaded.standing.of_standard(code, *wanted))


def _case(loaded: Loaded, stood: Stood) -> Case:
    people, kind, subject = loaded.people, stood.obligation.subject_kind, stood.obligation.subject
    child = people.children.get(subject) if kind is SubjectKind.CHILD else None
    return Case(
        obligation=stood.obligation,
        state=stood.state,
        name=people.name_of(kind, subject),
        team=stood.team,
        team_name=people.team_name(stood.team),
        worker=people.name_of(SubjectKind.WORKER, child.worker) if child and child.worker else "",
        days=days_over(loaded, stood.obligation, stood.state),
    )


def days_over(loaded: Loaded, obligation: Obligation, state: State) -> int | None:
    """Days past its day that an obligation was done, lapsed, or still stands."""
    if obligation.due is None:
        return None
    until = {State.OVERDUE: loaded.as_at, State.LATE: obligation.done_on, State.MISSED: obligation.ended_on}.get(state)
    return (until - obligation.due).days if until else None
