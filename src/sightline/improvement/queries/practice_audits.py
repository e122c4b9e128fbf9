"""The programme of audits: what was planned, what was done of it, what is late, and what is not planned at all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.models import AuditedFile, PlannedAudit, Where
from sightline.improvement.practice_closing import FileFound
from sightline.improvement.queries.practice_evidence import WEAK, Evidence, account_key
from sightline.improvement.themes import GOOD, From, themes
from sightline.inspection.models import Answered, Audit
from sightline.record.calendar import add_months

A_YEAR = 12  # months


class Stands(StrEnum):
    """How a planned audit stands, in the words of a page."""

    LATE = "Late"
    DUE = "Under way"
    TO_COME = "To come"
    DONE = "Done"
    DONE_LATE = "Done late"
    WITHDRAWN = "Withdrawn"


@dataclass(frozen=True, slots=True)
class Programmed:
    """A planned audit with what was done of it. ``done``: files audited; ``done_on``: when the last one asked for was.

    ``days_late``: past its day while files are missing, else 0.
    """

    audit: PlannedAudit
    team: str
    theme: str
    auditor: str
    done: int
    done_on: dt.date | None
    state: Stands
    days_late: int

    @property
    def missing(self) -> int:
        """Files still to be audited."""
        return max(0, self.audit.files - self.done)


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of a year. ``unplanned_teams`` and ``unplanned_themes``: those that no plan of it is about."""

    first: dt.date
    last: dt.date
    rows: tuple[Programmed, ...]
    unplanned_teams: tuple[str, ...]
    unplanned_themes: tuple[str, ...]

    @property
    def live(self) -> tuple[Programmed, ...]:
        """Those not withdrawn."""
        return tuple(each for each in self.rows if each.state is not Stands.WITHDRAWN)

    @property
    def files(self) -> int:
        """Files planned that were due by now."""
        return sum(each.audit.files for each in self._due)

    @property
    def done(self) -> int:
        """Of those, how many were audited."""
        return sum(min(each.done, each.audit.files) for each in self._due)

    @property
    def late(self) -> tuple[Programmed, ...]:
        """Those late now."""
        return tuple(each for each in self.rows if each.state is Stands.LATE)

    @property
    def _due(self) -> list[Programmed]:
        return [each for each in self.live if each.state in (Stands.LATE, Stands.DONE, Stands.DONE_LATE)]


def programme(found: Evidence, on: dt.date, *, first: dt.date | None = None) -> Programme:
    """The programme of the twelve months from ``first``: unless given, from eight months before ``on``."""
    begins = first or (add_months(on, -8) or on).replace(day=1)
    ends = (add_months(begins, A_YEAR) or begins) - dt.timedelta(days=1)
    plans = PlannedAudit.objects.filter(due_on__gte=begins, starts_on__lte=ends).select_related("auditor", "loop")
    rows = programmed(plans, found, on)
    live = [each.audit for each in rows if each.state is not Stands.WITHDRAWN]
    covered, about = {each.team_id for each in live}, {each.theme for each in live}
    with_files = {each.finding.team for each in found.audits} | _teams_with_children()
    everywhere = "" in covered
    return Programme(
        first=begins,
        last=ends,
        rows=tuple(rows),
        unplanned_teams=tuple(
            sorted(name for team, name in found.teams.items() if team in with_files and team not in covered)
        )
        if not everywhere
        else (),
        unplanned_themes=tuple(each.name for each in themes().values() if each.code not in about),
    )


def _teams_with_children() -> set[str]:
    loaded = held_or_none()
    if loaded is None:
        return set()
    return {each.team for each in loaded.people.children.values() if each.team and each.is_open}


def programmed(plans: Iterable[PlannedAudit], found: Evidence, on: dt.date) -> list[Programmed]:
    """Each plan with what was done of it by ``on``; an audit of the record counts for one plan, the first to fall due.

    At most four queries however many there are.
    """
    wanted = sorted(plans, key=lambda each: (each.due_on, each.pk))
    here = _done_here(wanted)
    mocks = _done_in_mocks(wanted)
    used: set[str] = set()
    rows = []
    for each in wanted:
        match each.where:
            case Where.HERE:
                days = here.get(each.pk, [])
            case Where.MOCK:
                days = [day for team, day in mocks if _is_of(each, team, day) and day <= on]
            case _:
                fits = (audit for audit in found.graded(each.team_id, each.starts_on, on) if audit.key not in used)
                counted = list(islice(fits, each.files)) if each.withdrawn_at is None else []
                used.update(audit.key for audit in counted)
                days = [audit.finding.on for audit in counted]
        rows.append(_row(each, sorted(day for day in days if day <= on), found, on))
    return rows


def files_of(audit: PlannedAudit, found: Evidence, on: dt.date) -> tuple[FileFound, ...]:
    """What the files of a re-audit said of its theme, whichever way they were audited.

    In the council's own system an audit names one weakness: a file found good counts as good, one that names this theme
    as weak, and one weak for another reason says nothing of it.
    """
    if audit.where == Where.HERE:
        return tuple(
            FileFound(each.audited_on, account_key(each.by_id), each.answer not in WEAK)
            for each in sorted(audit.drawn.all(), key=lambda each: each.place)
            if each.answer not in ("", Answered.NOT_APPLICABLE)
            and each.audited_on is not None
            and each.person_id not in found.hidden
        )
    if audit.where == Where.MOCK:
        said = [
            FileFound(each.on, each.auditor, audit.theme not in each.weak)
            for each in found.findings
            if each.source is From.MOCK
            and audit.theme in each.asked
            and _is_of(audit, each.team, each.on)
            and each.on <= on
        ]
    else:
        said = [
            FileFound(each.finding.on, each.finding.auditor, each.grade in GOOD)
            for each in found.graded(audit.team_id, audit.starts_on, on)
            if each.grade in GOOD or audit.theme in each.finding.weak
        ]
    said.sort(key=lambda each: each.on)
    in_time = sum(each.on <= audit.due_on for each in said)
    return tuple(said[: max(in_time, audit.files)])  # it ends with its day, or late with its last file, and not later


def _is_of(plan: PlannedAudit, team: str, day: dt.date) -> bool:
    """Whether an audit of ``team`` on ``day`` is the plan's: late ones too, or a late audit could never be done."""
    return plan.team_id in ("", team) and day >= plan.starts_on


def _done_here(plans: Sequence[PlannedAudit]) -> Mapping[int, list[dt.date]]:
    wanted = [each.pk for each in plans if each.where == Where.HERE]
    found: dict[int, list[dt.date]] = {}
    if wanted:
        rows = AuditedFile.objects.filter(audit__in=wanted).exclude(answer="")
        for audit, day in rows.values_list("audit_id", "audited_on"):
            if day is not None:
                found.setdefault(audit, []).append(day)
    return found


def _done_in_mocks(plans: Sequence[PlannedAudit]) -> list[tuple[str, dt.date]]:
    if not any(each.where == Where.MOCK for each in plans):
        return []
    loaded = held_or_none()
    children = loaded.people.children if loaded is not None else {}
    rows = Audit.objects.filter(submitted_at__isnull=False).values_list("child__person_id", "submitted_at")
    return [((children[person].team or "") if person in children else "", at.date()) for person, at in rows if at]


def _row(audit: PlannedAudit, days: Sequence[dt.date], found: Evidence, on: dt.date) -> Programmed:
    done_on = days[audit.files - 1] if len(days) >= audit.files else None
    if audit.withdrawn_at is not None:
        state = Stands.WITHDRAWN
    elif done_on is not None:
        state = Stands.DONE if done_on <= audit.due_on else Stands.DONE_LATE
    elif on > audit.due_on:
        state = Stands.LATE
    else:
        state = Stands.DUE if on >= audit.starts_on else Stands.TO_COME
    return Programmed(
        audit=audit,
        team=found.team_name(audit.team_id),
        theme=themes()[audit.theme].name if audit.theme in themes() else "Practice as a whole",
        auditor=audit.auditor.name if audit.auditor is not None else "",
        done=len(days),
        done_on=done_on,
        state=state,
        days_late=(on - audit.due_on).days if state is Stands.LATE else 0,
    )


def by_month(rows: Iterable[Programmed]) -> list[tuple[dt.date, int, int]]:
    """Files planned and done by the month they were due: its first day, planned, done."""
    planned: Counter[dt.date] = Counter()
    done: Counter[dt.date] = Counter()
    for each in rows:
        if each.state is not Stands.WITHDRAWN:
            month = each.audit.due_on.replace(day=1)
            planned[month] += each.audit.files
            done[month] += min(each.done, each.audit.files)
    return [(month, planned[month], done[month]) for month in sorted(planned)]
