"""Whose children are whose on a day, and how many each worker holds against the ceiling the council states."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sightline.casework.queries.lines import ALLOCATED, ChildLine
from sightline.ledger.owed import standards
from sightline.ledger.queries import current, holding
from sightline.standards.nodes import AtMostAtOnce
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class Caseload:
    """The children one worker of a team holds. ``ceiling``: the most a worker may hold, None where nothing says."""

    worker: str
    name: str
    post: str
    is_manager: bool
    children: int
    overdue: int
    ceiling: int | None

    @property
    def over(self) -> int:
        """How many more than the ceiling; 0 when within it or none is stated."""
        return 0 if self.ceiling is None else max(0, self.children - self.ceiling)


def held_by_worker(professional_id: str, day: dt.date) -> set[str]:
    """The children allocated to a worker, or with them as personal adviser. One query."""
    rows = current("involvements").filter(holding(day), professional_id=professional_id)
    rows = rows.filter(role__in=(ALLOCATED, "PERSONAL_ADVISER", "DUTY"))
    return {person for person in rows.values_list("person_id", flat=True) if person}


def held_by_teams(teams: Collection[str], day: dt.date) -> set[str]:
    """The children allocated within teams, and those whose open episode a team has. Two queries."""
    involved = current("involvements").filter(holding(day), team_id__in=teams, role=ALLOCATED)
    open_ = (
        current("cin_episodes")
        .filter(holding(day, "referred_on", "closed_on"), team_id__in=teams)
        .exclude(no_further_action=True)
    )
    # a child whose worker sits in another team is that team's, whichever team took the referral
    elsewhere = set(
        current("involvements")
        .filter(holding(day), role=ALLOCATED, person_id__in=open_.values("person_id"))
        .exclude(team_id__in=teams)
        .values_list("person_id", flat=True)
    )
    mine = set(involved.values_list("person_id", flat=True))
    return {person for person in mine | (set(open_.values_list("person_id", flat=True)) - elsewhere) if person}


def open_children(day: dt.date) -> set[str]:
    """Everybody with an open case or an allocated worker on ``day``."""
    episodes = current("cin_episodes").filter(holding(day, "referred_on", "closed_on"))
    held = current("involvements").filter(holding(day), role=ALLOCATED)
    open_ = set(episodes.exclude(no_further_action=True).values_list("person_id", flat=True))
    return {person for person in open_ | set(held.values_list("person_id", flat=True)) if person}


@dataclass(frozen=True, slots=True)
class InPost:
    """A post that somebody holds in a team. ``kind``: in words, "" where the record does not say."""

    team: str
    worker: str
    name: str
    kind: str
    is_manager: bool


def staff_of_teams(teams: Collection[str], day: dt.date) -> tuple[InPost, ...]:
    """Everyone in post in ``teams`` on ``day``. Two queries."""
    held = current("posts").filter(holding(day), team_id__in=teams)
    posts = [each for each in held.values_list("team_id", "professional_id", "post_type", "is_management") if each[1]]
    workers = [worker for _, worker, _, _ in posts]
    people = current("professionals").filter(professional_id__among=workers)
    names = dict(people.values_list("professional_id", "name"))
    return tuple(
        InPost(team, worker, names.get(worker) or worker, (kind or "").replace("-", " "), is_management is True)
        for team, worker, kind, is_management in dict.fromkeys(posts)
    )


def caseloads(staff: Iterable[InPost], lines: Sequence[ChildLine]) -> list[Caseload]:
    """What each of ``staff`` holds of ``lines``, the fullest first."""
    held = Counter(each.worker for each in lines if each.worker)
    late = Counter(each.worker for each in lines if each.worker and each.overdue)
    ceiling = stated_ceiling(standards())
    found = [
        Caseload(
            worker=each.worker,
            name=each.name,
            post=each.kind,
            is_manager=each.is_manager,
            children=held[each.worker],
            overdue=late[each.worker],
            ceiling=ceiling,
        )
        for each in staff
    ]
    return sorted(found, key=lambda each: (-each.children, each.name))


def stated_ceiling(catalogue: Iterable[Standard]) -> int | None:
    """The most children one worker may hold at once, as the council's standards state it; None if none does."""
    numbers = [
        each.node.number
        for each in catalogue
        if isinstance(each.node, AtMostAtOnce) and each.node.of.table == "involvements"
    ]
    return min(numbers, default=None)
