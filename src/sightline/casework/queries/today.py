"""What each role opens the day with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sightline.access.bearer import Bearer
from sightline.access.children import Visible
from sightline.access.roles import Reach
from sightline.casework.models import TeamFigures
from sightline.casework.queries.caseloads import Caseload, caseloads, held_by_worker
from sightline.casework.queries.changes import Change, changes_since
from sightline.casework.queries.deciding import Awaited, decisions_awaited
from sightline.casework.queries.lines import ChildLine
from sightline.casework.queries.lines_kept import Teams, kept_of_teams, lines_of
from sightline.casework.queries.owing import Due
from sightline.casework.queries.staffing import teams_by_name
from sightline.casework.queries.tasks import open_tasks
from sightline.ledger.queries import current
from sightline.web import clock

SPARK_WIDTH, SPARK_HEIGHT = 120, 24
SHOWN = 20  # children of each list on the first page; the whole list is one link away


@dataclass(frozen=True, slots=True)
class Item:
    """Something due, and the child it is due to."""

    due: Due
    line: ChildLine


@dataclass(frozen=True, slots=True)
class MyDay:
    """A practitioner's day: what is overdue and due, who has not been seen longest, what changed."""

    lines: tuple[ChildLine, ...]
    overdue: tuple[Item, ...]
    soon: tuple[Item, ...]
    unseen: tuple[ChildLine, ...]
    changes: tuple[tuple[Change, ChildLine], ...]
    tasks: int  # still to do
    tasks_overdue: int

    @property
    def due_today(self) -> tuple[Item, ...]:
        """What falls due on the day itself."""
        return tuple(each for each in self.soon if each.due.days == 0)


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team's day: whom nobody holds, whom a manager holds, who is drifting, who holds how many."""

    team: str
    name: str
    lines: tuple[ChildLine, ...]
    unallocated: tuple[ChildLine, ...]
    held_by_manager: tuple[ChildLine, ...]
    drifting: tuple[ChildLine, ...]
    caseloads: tuple[Caseload, ...]
    awaited: tuple[tuple[Awaited, ChildLine], ...]

    @property
    def safety_overdue(self) -> int:
        """Children with a duty overdue that puts safety at risk."""
        return sum(each.safety_overdue > 0 for each in self.lines)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team beside the others: its figures now, and a year of them by month."""

    name: str
    now: TeamFigures
    history: tuple[TeamFigures, ...]

    @property
    def spark(self) -> str:
        """Children with a safety duty overdue, month by month, as the points of a small line, 120 wide and 24 high."""
        values = [each.safety_overdue for each in (*self.history, self.now)]
        high = max([*values, 1])
        step = SPARK_WIDTH / max(1, len(values) - 1)
        return " ".join(
            f"{place * step:.1f},{SPARK_HEIGHT - 2 - value / high * (SPARK_HEIGHT - 4):.1f}"
            for place, value in enumerate(values)
        )

    @property
    def trend(self) -> str:
        """The same in words."""
        if not self.history:
            return "no earlier month is known"
        return f"{self.history[0].safety_overdue} a year ago, {self.now.safety_overdue} now"


def my_day(reader: Bearer, seen: Visible, day: dt.date) -> MyDay | None:
    """The day of whoever holds children; None for an account that is no professional's."""
    if not reader.account.professional_id:
        return None
    lines = _lines(seen, held_by_worker(reader.account.professional_id, day), day)
    tasks, tasks_overdue = open_tasks(reader.account, day)
    by_person = {each.person_id: each for each in lines}
    overdue = [Item(due, line) for line in lines for due in line.overdue]
    soon = [Item(due, line) for line in lines for due in line.soon]
    yesterday = clock.now() - dt.timedelta(days=1)
    changes = [(each, by_person[each.person_id]) for each in changes_since(by_person, yesterday)]
    return MyDay(
        lines=tuple(sorted(lines, key=_by_name)),
        overdue=tuple(sorted(overdue, key=lambda each: each.due.gravity)),
        soon=tuple(sorted(soon, key=lambda each: (each.due.due, each.due.gravity))),
        unseen=_unseen(lines),
        changes=tuple(changes),
        tasks=tasks,
        tasks_overdue=tasks_overdue,
    )


def team_days(reader: Bearer, seen: Visible, teams: Collection[str], day: dt.date) -> list[TeamDay]:
    """The day of each of ``teams``, for whoever manages them."""
    if not teams:
        return []
    kept = kept_of_teams(teams, seen, day)
    within = Visible(frozenset(each.person_id for each in kept.lines), seen.hidden)
    awaited = decisions_awaited(reader, day, within, kept.awaited)
    return [_team_day(team, kept, awaited, day) for team in sorted(teams)]


def side_by_side(teams: Collection[str] | None = None) -> list[TeamRow]:
    """Every team (or ``teams``) with its figures as last worked out and those of the months before. Two queries."""
    names = dict(teams_by_name())
    by_team: dict[str, list[TeamFigures]] = {}
    for each in TeamFigures.objects.order_by("on"):
        if teams is None or each.team_id in teams:
            by_team.setdefault(each.team_id, []).append(each)
    latest = max((found[-1].on for found in by_team.values()), default=None)
    rows = [
        TeamRow(names.get(team, team) if team else "No team on record", found[-1], tuple(found[:-1]))
        for team, found in by_team.items()
        if found[-1].on == latest
    ]
    return sorted(rows, key=lambda each: (-each.now.safety_overdue, each.name))


def teams_of_services(teams: Collection[str]) -> set[str]:
    """The teams of the services that ``teams`` belong to. One query."""
    found = list(current("teams").values_list("team_id", "service"))
    services = {service for team, service in found if team in teams and service}
    return {team for team, service in found if service in services} | set(teams)


def managed_teams(reader: Bearer) -> frozenset[str]:
    """The teams whoever reads manages."""
    return reader.teams(Reach.TEAM)


def held_by_managers(seen: Visible, day: dt.date, people: Collection[str]) -> list[ChildLine]:
    """Of ``people``, those a manager holds, in no particular order."""
    return [each for each in _lines(seen, people, day) if each.is_held_by_manager]


def _lines(seen: Visible, people: Collection[str], day: dt.date) -> list[ChildLine]:
    return lines_of(seen.only(people), day)


def _team_day(team: str, kept: Teams, awaited: Sequence[Awaited], day: dt.date) -> TeamDay:
    mine = [each for each in kept.lines if each.team == team]
    by_person = {each.person_id: each for each in mine}
    waiting = [each for each in mine if each.unallocated_days is not None]
    held = [each for each in mine if each.is_held_by_manager]
    late = [each for each in mine if each.overdue]
    return TeamDay(
        team=team,
        name=kept.names.get(team, team),
        lines=tuple(sorted(mine, key=_by_name)),
        unallocated=tuple(sorted(waiting, key=lambda each: -(each.unallocated_days or 0))),
        held_by_manager=tuple(sorted(held, key=lambda each: each.allocated_on or day)),
        drifting=tuple(sorted(late, key=lambda each: (-each.safety_overdue, each.overdue[0].gravity))),
        caseloads=tuple(caseloads((each for each in kept.staff if each.team == team), mine)),
        awaited=tuple((each, by_person[each.person_id]) for each in awaited if each.person_id in by_person),
    )


def _unseen(lines: Sequence[ChildLine]) -> tuple[ChildLine, ...]:
    known = [each for each in lines if each.unseen_days is not None]
    return tuple(sorted(known, key=lambda each: -(each.unseen_days or 0)))


def _by_name(line: ChildLine) -> tuple[str, str]:
    return line.name, line.person_id
