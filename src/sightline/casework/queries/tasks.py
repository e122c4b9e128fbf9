"""Who is to do what by when: one's own tasks, those one gave, one's team's, and those left behind by who went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from sightline.access.bearer import Bearer
from sightline.access.children import Visible, hidden_from
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.access.roles import Reach
from sightline.casework.models.tasks import Task
from sightline.ledger.queries import current, holding, still_holding


class Whose(StrEnum):
    """Which tasks a list is of; the value stands in its address."""

    MINE = "mine"
    GIVEN = "given"
    TEAM = "team"
    LEFT = "left"


class TaskState(StrEnum):
    """How a task stands on a day; the value is what a page says."""

    OVERDUE = "Overdue"
    DUE = "To do"
    DONE = "Done"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as a list shows it.

    ``child``: the child's name, "" for a task about none. ``is_beyond``: it is about a child the reader may no longer
    open without a reason, so its words are not shown. ``is_left``: whoever was to do it has no account or post now.
    """

    task: Task
    state: TaskState
    days: int
    child: str
    is_beyond: bool
    is_left: bool


@dataclass(frozen=True, slots=True)
class Managed:
    """The teams somebody gives tasks in: ``teams``, or every team."""

    teams: frozenset[str]
    every: bool = False

    def __bool__(self) -> bool:
        return self.every or bool(self.teams)


def managed(reader: Bearer, by: Permission) -> Managed:
    """The teams for which ``reader`` answers with the permission ``by``; at most one query."""
    if not reader.may(by):
        return Managed(frozenset())
    if reader.reaches(Reach.COUNCIL, by=by):
        return Managed(frozenset(), every=True)
    own = reader.teams(Reach.TEAM)
    heads = reader.teams(Reach.SERVICE)
    if heads:
        services = dict(current("teams").values_list("team_id", "service"))
        mine = {services[team] for team in heads if services.get(team)}
        heads |= {team for team, service in services.items() if service in mine}
    return Managed(own | heads)


def tasks(reader: Bearer, whose: Whose, day: dt.date, seen: Visible) -> list[TaskRow]:
    """The tasks of a list on ``day``: undone ones first to fall due, then those done. At most eight queries.

    A task about a child is there when the child may be seen. One's own, about a child beyond one's reach, is there
    without its words; about a restricted child, or one's own family, it is not there at all.
    """
    found = list(_of(reader, whose, day).select_related("for_account", "given_by"))
    hidden = hidden_from(reader)
    is_own = whose in (Whose.MINE, Whose.GIVEN)
    found = [each for each in found if not each.person_id or each.person_id in seen or is_own]
    found = [each for each in found if each.person_id not in hidden]
    names = names_of_children(each.person_id for each in found if each.person_id and each.person_id in seen)
    there = in_post({each.for_worker for each in found if each.for_worker and each.done_on is None}, day)
    rows = [_row(each, day, seen, names, there) for each in found]
    if whose is Whose.LEFT:
        rows = [each for each in rows if each.is_left]
    return sorted(rows, key=lambda each: (each.state is TaskState.DONE, each.task.due_on, each.task.pk))


def open_tasks(account: Account, day: dt.date) -> tuple[int, int]:
    """How many tasks ``account`` still has to do, and how many of them are overdue. One query."""
    due = list(Task.objects.filter(mine(account), done_on=None).values_list("due_on", flat=True))
    return len(due), sum(each < day for each in due)


def mine(account: Account) -> Q:
    """The tasks that ``account`` is to do."""
    own = Q(for_account=account)
    return own | Q(for_account=None, for_worker=account.professional_id) if account.professional_id else own


def _of(reader: Bearer, whose: Whose, day: dt.date) -> QuerySet[Task]:
    every = Task.objects.order_by("due_on", "pk")
    match whose:
        case Whose.MINE:
            return every.filter(mine(reader.account))
        case Whose.GIVEN:
            return every.filter(given_by=reader.account)
        case _:
            answers_for = managed(reader, Permission.TASK_ASSIGN)
            undone = every.filter(done_on=None) if whose is Whose.LEFT else every
            return undone if answers_for.every else undone.filter(in_teams(answers_for.teams, day))


def in_teams(teams: Collection[str], day: dt.date) -> Q:
    """The tasks given in ``teams``, and those of whoever holds a post there now."""
    workers = posts_on(day).filter(team_id__in=teams).values("professional_id")
    return Q(team_id__in=teams) | Q(for_worker__in=workers)


def posts_on(day: dt.date) -> QuerySet[Any]:
    """The posts held on ``day``."""
    return current("posts").filter(holding(day))


def in_post(workers: Collection[str], day: dt.date) -> frozenset[str]:
    """Those of ``workers`` who hold a post on ``day``. One query."""
    return frozenset(posts_on(day).filter(professional_id__in=workers).values_list("professional_id", flat=True))


def is_left(task: Task, there: Collection[str]) -> bool:
    """Whether nobody will do an open task: the account is closed, or the worker is not in post any more."""
    if task.done_on is not None:
        return False
    if task.for_account is not None and not task.for_account.is_active:
        return True
    return bool(task.for_worker) and task.for_worker not in there


def _row(task: Task, day: dt.date, seen: Visible, names: Mapping[str, str], there: Collection[str]) -> TaskRow:
    state = TaskState.DONE if task.done_on else TaskState.OVERDUE if task.due_on < day else TaskState.DUE
    is_beyond = bool(task.person_id) and task.person_id not in seen
    return TaskRow(
        task, state, (day - task.due_on).days, names.get(task.person_id, ""), is_beyond, is_left(task, there)
    )


def names_of_children(people: Iterable[str]) -> dict[str, str]:
    """Children's names, the key for one without. Whoever asks may show them already. One query."""
    wanted = list(people)
    if not wanted:
        return {}
    rows = current("people").filter(person_id__among=wanted).values_list("person_id", "forename", "surname")
    return {key: " ".join(part for part in (forename, surname) if part) or key for key, forename, surname in rows}


def people_to_ask(teams: Collection[str], day: dt.date) -> dict[str, str]:
    """Those in post in ``teams`` on ``day``, by key, in the order of their names. Two queries."""
    return people_to_ask_of(posts_on(day).filter(team_id__in=teams))


def people_to_ask_of(posts: QuerySet[Any]) -> dict[str, str]:
    """The holders of ``posts``, by key, in the order of their names. Two queries."""
    workers = {each for each in posts.values_list("professional_id", flat=True) if each}
    named = dict(current("professionals").filter(professional_id__in=workers).values_list("professional_id", "name"))
    return dict(sorted(((key, named.get(key) or key) for key in workers), key=lambda each: (each[1], each[0])))


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who holds a child: the worker and the team, "" where nobody does."""

    worker: str
    name: str
    team: str


def allocation(person_id: str, day: dt.date) -> Allocation:
    """The allocated worker of a child on ``day`` and the child's team. At most three queries."""
    held = current("involvements").filter(holding(day), person_id=person_id, role="ALLOCATED")
    found = held.order_by("-started_on", "-version").values_list("professional_id", "team_id").first()
    worker, team = found or ("", "")
    if not team:
        episodes = current("cin_episodes").filter(still_holding(day, "closed_on"), person_id=person_id)
        team = episodes.order_by("-referred_on", "-version").values_list("team_id", flat=True).first()
    name = ""
    if worker:
        named = current("professionals").filter(professional_id=worker)
        name = named.values_list("name", flat=True).first() or worker
    return Allocation(worker or "", name, team or "")


def task_for(reader: Bearer, number: int, day: dt.date) -> Task | None:
    """The task of that number if ``reader`` is to do it, gave it, or answers for its team; None otherwise.

    Of a child it says nothing: whether the child may be opened is asked besides.
    """
    found = Task.objects.filter(pk=number).select_related("for_account", "given_by", "done_by")
    is_own = mine(reader.account) | Q(given_by=reader.account)
    answers_for = managed(reader, Permission.TASK_ASSIGN)
    if not answers_for.every:
        found = found.filter(is_own | in_teams(answers_for.teams, day))
    return found.first()


def workers_to_ask(reader: Bearer, held: Allocation, day: dt.date) -> dict[str, str]:
    """Whom ``reader`` may give a task about a child held so (or about none): by key, the allocated worker first.

    Those in post in the teams ``reader`` answers for, and in the child's; from whoever answers for every team, those in
    management posts too.
    """
    answers_for = managed(reader, Permission.TASK_ASSIGN)
    found = {held.worker: f"{held.name}, the allocated worker"} if held.worker else {}
    teams = {each for each in (held.team, *answers_for.teams) if each}
    people = people_to_ask(teams, day)
    if answers_for.every:
        people |= people_to_ask_of(posts_on(day).filter(is_management=True))
    return found | {key: name for key, name in people.items() if key not in found}
