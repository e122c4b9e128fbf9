"""The people's side: the list of children, and how one child, worker, carer or the council stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sightline.findings.people import Child
from sightline.findings.queries.loaded import HARM_ORDER, Loaded, Overdue, gravity, remembered
from sightline.findings.queries.standards import days_over
from sightline.findings.standing import State, Stood
from sightline.standards.explain import explain
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child in the list: ``worst`` is the standard of the gravest harm, overdue for ``worst_days``."""

    child: Child
    age: int | None
    team_name: str
    worker: str
    overdue: int
    standards: int
    longest: int
    worst: Standard | None
    worst_days: int


@remembered
@lru_cache(maxsize=1)
def children(loaded: Loaded) -> tuple[ChildRow, ...]:
    """Every child whose case is open or for whom something is overdue."""
    overdue = loaded.overdue[SubjectKind.CHILD]
    return tuple(
        child_row(loaded, child) for key, child in loaded.people.children.items() if child.is_open or key in overdue
    )


def child_row(loaded: Loaded, child: Child) -> ChildRow:
    """One child in a list."""
    owed = loaded.overdue[SubjectKind.CHILD].get(child.key)
    worker = loaded.people.name_of(SubjectKind.WORKER, child.worker) if child.worker else ""
    worst = _worst(loaded, owed) if owed else None
    return ChildRow(
        child=child,
        age=child.age_on(loaded.as_at),
        team_name=loaded.people.team_name(child.team),
        worker=worker,
        overdue=owed.total if owed else 0,
        standards=len(owed.by_standard) if owed else 0,
        longest=owed.longest if owed else 0,
        worst=loaded.standards[worst] if worst else None,
        worst_days=owed.days[worst] if owed and worst else 0,
    )


def _worst(loaded: Loaded, owed: Overdue) -> str:
    return min(owed.days, key=lambda code: (HARM_ORDER[loaded.standards[code].harm], -owed.days[code], code))


def by_gravity(row: ChildRow) -> tuple[int, int, str]:
    """Sorts children by the gravest harm at risk, then by how long something has been overdue."""
    return (HARM_ORDER[row.worst.harm] if row.worst else len(HARM_ORDER), -row.worst_days, row.child.key)


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation of one subject with its standard, how far past its day it is."""

    obligation: Obligation
    state: State
    standard: Standard
    days: int | None
    as_at: dt.date

    @property
    def why(self) -> str:
        """The verdict explained, with the dates it rests on."""
        return explain(self.standard, self.obligation, self.as_at)


@dataclass(frozen=True, slots=True)
class Summary:
    """How one subject stands against one standard, over the whole record."""

    standard: Standard
    overdue: int
    not_met: int
    late: int
    missed: int
    unknown: int
    met: int


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A child's, worker's, carer's or the council's page: duties by state, gravest and longest first."""

    kind: SubjectKind
    key: str
    name: str
    overdue: tuple[Owed, ...]
    not_met: tuple[Owed, ...]
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
        not_met=tuple(sorted(of[State.NOT_MET], key=lambda each: (HARM_ORDER[each.standard.harm], each.standard.code))),
        coming=tuple(coming),
        unknown=tuple(of[State.UNKNOWN]),
        past=tuple(past),
        summaries=tuple(_summaries(everything)),
        everything=tuple(everything),
        met=len(of[State.MET]),
    )


def _most_missed(row: Summary) -> tuple[int, int, tuple[int, str]]:
    return -row.overdue, -(row.not_met + row.late + row.missed), gravity(row.standard)


def _owed(loaded: Loaded, stood: Stood) -> Owed:
    owed = stood.obligation
    return Owed(
        owed,
        stood.state,
        loaded.standards[owed.standard],
        days_over(loaded, owed, stood.state),
        loaded.as_at,
    )


def _summaries(everything: Sequence[Owed]) -> list[Summary]:
    tally: dict[str, Counter[State]] = defaultdict(Counter)
    standards = {each.standard.code: each.standard for each in everything}
    for each in everything:
        tally[each.standard.code][each.state] += 1
    order = (State.OVERDUE, State.NOT_MET, State.LATE, State.MISSED, State.UNKNOWN, State.MET)
    rows = [Summary(standards[code], *(times[state] for state in order)) for code, times in tally.items()]
    return sorted(rows, key=_most_missed)
