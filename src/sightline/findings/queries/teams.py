"""The teams' side: what each carries, and what stands against one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from sightline.findings.people import NO_TEAM, Team, Worker
from sightline.findings.queries.loaded import HARM_ORDER, Loaded
from sightline.findings.queries.subjects import ChildRow, by_gravity, children
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

CHILDREN_SHOWN = 25  # on a team's own page; the list of children has them all


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the list: children it has, and how many have something overdue."""

    team: str | None
    name: str
    service: str
    children: int
    children_overdue: int
    safety_overdue: int
    longest: int
    unallocated: int

    @property
    def share(self) -> float | None:
        """Share of its children with something overdue."""
        return self.children_overdue / self.children if self.children else None

    @property
    def address(self) -> str:
        """The team's key as an address holds it."""
        return self.team or NO_TEAM


def teams(loaded: Loaded, left_out: Container[str] = ()) -> list[TeamRow]:
    """Every team that has children on the day, and the children who have none; but for the children ``left_out``."""
    of: dict[str | None, list[ChildRow]] = defaultdict(list)
    for row in children(loaded):
        if row.child.key not in left_out:
            of[row.child.team].append(row)
    return [_team_row(loaded, team, rows) for team, rows in of.items()]


def _team_row(loaded: Loaded, team: str | None, rows: Sequence[ChildRow]) -> TeamRow:
    known = loaded.people.teams.get(team) if team else None
    late = [row for row in rows if row.overdue]
    return TeamRow(
        team=team,
        name=loaded.people.team_name(team),
        service=known.service if known else "",
        children=len(rows),
        children_overdue=len(late),
        safety_overdue=sum(row.worst is not None and row.worst.harm is Harm.SAFETY for row in late),
        longest=max((row.longest for row in late), default=0),
        unallocated=sum(row.child.worker is None and row.child.is_open for row in rows),
    )


@dataclass(frozen=True, slots=True)
class AgainstTeam:
    """A standard that stands against a team: how many of its children or staff, how many duties, and the longest."""

    standard: Standard
    subjects: int
    duties: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team's page. ``listed``: how many of its children the reader may see, of whom ``gravest`` are shown."""

    row: TeamRow
    against: tuple[AgainstTeam, ...]
    gravest: tuple[ChildRow, ...]
    listed: int
    workers: tuple[WorkerRow, ...]


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker of a team, the children allocated, and what is overdue for the worker (supervision, appraisal)."""

    worker: Worker
    children: int
    children_overdue: int
    overdue: int


def team_page(
    loaded: Loaded, address: str, *, left_out: Container[str] = (), visible: Container[str] | None = None
) -> TeamPage | None:
    """What stands against a team; None when there is no such team.

    Children ``left_out`` are in no figure; of the rest, those ``visible`` are listed, None for all.
    """
    team: Team | None = loaded.people.teams.get(address)
    if team is None and address != NO_TEAM:
        return None
    key = team.key if team else None
    rows = [row for row in children(loaded) if row.child.team == key and row.child.key not in left_out]
    workers = [each for each in loaded.people.workers.values() if key is not None and each.team == key]
    subjects: Counter[str] = Counter()
    duties: Counter[str] = Counter()
    owed = [loaded.overdue[SubjectKind.CHILD].get(row.child.key) for row in rows]
    owed += [loaded.overdue[SubjectKind.WORKER].get(each.key) for each in workers]
    if key is not None:
        owed.append(loaded.overdue[SubjectKind.TEAM].get(key))
    for each in owed:
        if each is not None:
            subjects.update(each.by_standard.keys())
            duties.update(each.by_standard)
    against = [AgainstTeam(loaded.standards[code], number, duties[code]) for code, number in subjects.items()]
    against.sort(key=lambda each: (HARM_ORDER[each.standard.harm], -each.subjects, each.standard.code))
    held_by: dict[str | None, list[ChildRow]] = defaultdict(list)
    for row in rows:
        held_by[row.child.worker].append(row)
    listed = [row for row in rows if visible is None or row.child.key in visible]
    return TeamPage(
        row=_team_row(loaded, key, rows),
        against=tuple(against),
        gravest=tuple(sorted(listed, key=by_gravity)[:CHILDREN_SHOWN]),
        listed=len(listed),
        workers=tuple(sorted((_worker_row(loaded, each, held_by[each.key]) for each in workers), key=_busiest)),
    )


def _worker_row(loaded: Loaded, worker: Worker, rows: Sequence[ChildRow]) -> WorkerRow:
    owed = loaded.overdue[SubjectKind.WORKER].get(worker.key)
    return WorkerRow(worker, len(rows), sum(bool(row.overdue) for row in rows), owed.total if owed else 0)


def _busiest(row: WorkerRow) -> tuple[int, int, str]:
    return -row.children_overdue, -row.children, row.worker.key
