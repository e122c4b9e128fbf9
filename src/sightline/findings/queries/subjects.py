"""The people's side: the list of children, and how one child, worker, carer or the council stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.findings.people import Child
from sightline.findings.queries.loaded import HARM_ORDER, Loaded, gravity
from sightline.findings.queries.standards import days_over
from sightline.findings.standing import State, Stood
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child in the list: ``worst`` is the standard of the gravest harm that is overdue."""

    child: Child
    age: int | None
    team_name: str
    worker: str
    overdue: int
    standards: int
    longest: int
    worst: Standard | None


def children(loaded: Loaded) -> list[ChildRow]:
    """Every child whose case is open or for whom something is overdue."""
    overdue = loaded.overdue[SubjectKind.CHILD]
    return [
        child_row(loaded, child) for key, child in loaded.people.children.items() if child.is_open or key in overdue
    ]


def child_row(loaded: Loaded, child: Child) -> ChildRow:
    """One child in a list."""
    owed = loaded.overdue[SubjectKind.CHILD].get(child.key)
    worker = loaded.people.name_of(SubjectKind.WORKER, child.worker) if child.worker else ""
    return ChildRow(
        child=child,
        age=child.age_on(loaded.as_at),
        team_name=loaded.people.team_name(child.team),
        worker=worker,
        overdue=owed.total if owed else 0,
        standards=len(owed.by_standard) if owed else 0,
        longest=owed.longest if owed else 0,
        worst=min((loaded.standards[code] for code in owed.by_standard), key=gravity) if owed else None,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation of one subject with its standard, how far past its day it is, and its verdict explained."""

    obligation: Obligation
    state: State
    standard: Standard
    days: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How one subject stands against one standard, over the whole record."""

    standard: Standard
    overdue: int
    late: int
    missed: int
    unknown: int
    not_yet_due: int
    met: int

    @property
    def is_clean(self) -> bool:
        """Whether everything whose day has come was done in time."""
        return not (self.overdue or self.late or self.missed or self.unknown)


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A child's, worker's, carer's or the council's page: duties by state, gravest and longest first."""

    kind: SubjectKind
    key: str
    name: str
    overdue: tuple[Owed, ...]
    coming: tuple[Owed, ...]
    unknown: tuple[Owed, ...]
    past: tuple[Owed, ...]
    summaries: tuple[Summary, ...]
    everything: tuple[Owed, ...]
    met: int


def subject_page(loaded: Loaded, kind: SubjectKind, key: str) -> SubjectPage | None:
    """How one subject stands; None when the record does not know it."""
    everything = [_owed(loaded, each) for each in loaded.standing.of_subject(kind, key)]
    known = {SubjectKind.CHILD: loaded.people.children, SubjectKind.WORKER: loaded.people.workers}.get(kind, {})
    if not everything and key not in known:
        return None
    of: dict[State, list[Owed]] = defaultdict(list)
    for each in everything:
        of[each.state].append(each)
    of[State.OVERDUE].sort(key=lambda each: (HARM_ORDER[each.standard.harm], -(each.days or 0), each.standard.code))
    of[State.NOT_YET_DUE].sort(key=lambda each: (each.obligation.due or dt.date.max, each.standard.code))
    past = sorted(
        (*of[State.LATE], *of[State.MISSED]),
        key=lambda each: (each.obligation.due or dt.date.min, each.standard.code),
        reverse=True,
    )
    coming = [
        each
        for each in of[State.NOT_YET_DUE]
        if each.obligation.ended_on is None or each.obligation.ended_on > loaded.as_at
    ]
    return SubjectPage(
        kind=kind,
        key=key,
        name=loaded.people.name_of(kind, key),
        overdue=tuple(of[State.OVERDUE]),
        coming=tuple(coming),
        unknown=tuple(of[State.UNKNOWN]),
        past=tuple(past),
        summaries=tuple(_summaries(everything)),
        everything=tuple(everything),
        met=len(of[State.MET]),
    )


def _owed(loaded: Loaded, stood: Stood) -> Owed:
    owed = stood.obligation
    return Owed(
        owed,
        stood.state,
        loaded.standards[owed.standard],
        days_over(loaded, owed, stood.state),
        why(owed, stood.state),
    )


def why(owed: Obligation, state: State) -> str:
    """A verdict in a sentence or two, with the dates it rests on."""
    if owed.since is None or owed.due is None:
        return "A date it depends on is missing or impossible, so the record cannot tell."
    started, due = f"The clock started on {_day(owed.since)}", f"it was due by {_day(owed.due)}"
    match state:
        case State.OVERDUE:
            return f"{started}; {due}. Nothing on the record has stopped it."
        case State.LATE if owed.done_on:
            return f"{started}; {due} and done on {_day(owed.done_on)}."
        case State.MISSED if owed.ended_on:
            return f"{started}; {due}. It was not done before the duty ended on {_day(owed.ended_on)}."
        case State.MISSED:
            return f"{started}; {due}. Nothing on the record shows it was ever done."
        case _:
            return f"{started}; it is due by {_day(owed.due)}."


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _summaries(everything: Sequence[Owed]) -> list[Summary]:
    tally: dict[str, Counter[State]] = defaultdict(Counter)
    standards = {each.standard.code: each.standard for each in everything}
    for each in everything:
        tally[each.standard.code][each.state] += 1
    order = (State.OVERDUE, State.LATE, State.MISSED, State.UNKNOWN, State.NOT_YET_DUE, State.MET)
    rows = [Summary(standards[code], *(times[state] for state in order)) for code, times in tally.items()]
    return sorted(rows, key=lambda row: (-row.overdue, -(row.late + row.missed), gravity(row.standard)))
