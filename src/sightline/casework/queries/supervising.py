"""Who has had supervision and when, who is overdue it, and what there is to discuss of a worker's children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max

from sightline.access.children import Visible
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries.caseloads import held_by_worker
from sightline.casework.queries.lines import ChildLine
from sightline.casework.queries.lines_kept import lines_of
from sightline.casework.queries.recorded import Entry, entries_where
from sightline.casework.queries.tasks import Managed, posts_on
from sightline.ledger.queries import current
from sightline.record.calendar import add_days, add_months, add_working_days
from sightline.record.codes import CODE_SETS
from sightline.record.tables.supervisions import Supervision
from sightline.standards.catalogue.workforce import WORKERS_ARE_SUPERVISED_MONTHLY as MONTHLY
from sightline.standards.nodes import Every, Limit, Unit

UNDECIDED_MONTHS = 3  # a child about whom no manager decided for longer is pointed out
MOST_CHILDREN = 200  # on one form; a worker who holds more is the first thing to discuss


@dataclass(frozen=True, slots=True)
class Supervised:
    """A worker in post as a team's supervision lists them.

    ``due``: the day by which the council's standard asks for the next session, None where it asks nothing of the post.
    """

    worker: str
    name: str
    post: str
    team: str
    team_name: str
    last_on: dt.date | None
    sessions: int
    due: dt.date | None
    days_overdue: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session of supervision as it stands, with what it said before and the tasks that came of it."""

    entry: Entry[Supervision]
    supervisor: str
    tasks: tuple[Task, ...]

    @property
    def training(self) -> str:
        """The training agreed for the worker, in words; "" for none."""
        agreed = self.entry.now.row.training_agreed or ""
        return CODE_SETS["course"].meanings.get(agreed, agreed)

    @property
    def held_on(self) -> dt.date | None:
        """The day; None where none is recorded, and for one withdrawn."""
        return None if self.entry.withdrawn else self.entry.now.row.held_on


@dataclass(frozen=True, slots=True)
class ToDiscuss:
    """A child of a worker: how they stand, when a manager last decided about them, when last discussed."""

    line: ChildLine
    decided_on: dt.date | None
    discussed_on: dt.date | None
    is_undecided: bool


def team_supervision(teams: Managed, day: dt.date) -> list[Supervised]:
    """Everybody in post in ``teams`` on ``day``, the longest overdue first. Four queries."""
    posts = posts_on(day) if teams.every else posts_on(day).filter(team_id__in=teams.teams)
    found_posts = posts.values_list("professional_id", "team_id", "post_type", "started_on").order_by("version")
    held = {worker: (team or "", kind or "", began) for worker, team, kind, began in found_posts if worker}
    sessions = _sessions(held, day)
    names = dict(current("professionals").filter(professional_id__among=held).values_list("professional_id", "name"))
    team_names = dict(current("teams").values_list("team_id", "name"))
    found = []
    for worker, (team, kind, began) in held.items():
        dates = sessions.get(worker, [])
        last = max(dates, default=None)
        due = next_due(kind, began, last)
        found.append(
            Supervised(
                worker=worker,
                name=names.get(worker) or worker,
                post=kind.replace("-", " "),
                team=team,
                team_name=team_names.get(team) or team,
                last_on=last,
                sessions=sum(each > day - dt.timedelta(days=365) for each in dates),
                due=due,
                days_overdue=max(0, (day - due).days) if due else 0,
            )
        )
    return sorted(found, key=lambda each: (-each.days_overdue, each.due or dt.date.max, each.name, each.worker))


def next_due(kind: str, began: dt.date | None, last: dt.date | None) -> dt.date | None:
    """When the council's standard asks for the next session of whoever holds a post of ``kind`` since ``began``."""
    node = MONTHLY.node
    assert isinstance(node, Every)  # noqa: S101 - it is declared so
    asked = {value for each in node.during.where if each.column == "post_type" for value in each.values}
    known = [each for each in (began, last) if each is not None]
    if kind not in asked or not known:
        return None
    return _after(max(known), node.limit)


def _after(day: dt.date, limit: Limit) -> dt.date | None:
    match limit.unit:
        case Unit.DAYS:
            return add_days(day, limit.number)
        case Unit.MONTHS:
            return add_months(day, limit.number)
        case Unit.WORKING_DAYS:
            return add_working_days(day, limit.number)
        case _:
            return add_months(day, 12 * limit.number)


def _sessions(workers: Collection[str], day: dt.date) -> dict[str, list[dt.date]]:
    held_by_then = current("supervisions").filter(professional_id__among=workers, held_on__lte=day)
    found: dict[str, list[dt.date]] = {}
    for worker, held in held_by_then.values_list("professional_id", "held_on"):
        found.setdefault(worker, []).append(held)
    return found


def name_of(worker: str) -> str | None:
    """A worker's name; None when the record has no such worker."""
    named = current("professionals").filter(professional_id=worker).values_list("name", flat=True)
    found = list(named[:1])
    return (found[0] or worker) if found else None


def may_supervise(teams: Managed, worker: str, by: str | None, day: dt.date) -> bool:
    """Whether ``worker`` is in post in one of ``teams``, and is not oneself. One query."""
    if not worker or worker == by or "\0" in worker:
        return False
    posts = posts_on(day).filter(professional_id=worker)
    return (posts if teams.every else posts.filter(team_id__in=teams.teams)).exists()


def sessions_of(worker: str, visible: Visible) -> list[Session]:
    """A worker's supervision, the latest first, with its tasks except those about a child who may not be seen.

    Six queries.
    """
    held = entries_where(Supervision, professional_id=worker)
    held.sort(key=lambda each: (each.now.row.held_on or dt.date.min, each.now.version), reverse=True)
    keys = [each.now.row.supervision_id for each in held]
    tasks: dict[str, list[Task]] = {}
    for task in Task.objects.filter(source=TaskSource.SUPERVISION.value, source_key__in=keys).order_by("pk"):
        if not task.person_id or task.person_id in visible:
            tasks.setdefault(task.source_key, []).append(task)
    supervisors = {each.now.row.supervisor_id for each in held if each.now.row.supervisor_id}
    named = current("professionals").filter(professional_id__in=supervisors)
    names = dict(named.values_list("professional_id", "name"))
    return [
        Session(
            entry=each,
            supervisor=names.get(each.now.row.supervisor_id or "") or "not recorded",
            tasks=tuple(tasks.get(each.now.row.supervision_id, ())),
        )
        for each in held
    ]


def to_discuss(worker: str, visible: Visible, day: dt.date) -> Sequence[ToDiscuss]:
    """The children a worker holds who may be seen, the most overdue and the longest unseen first.

    The same number of queries however many children there are.
    """
    people = visible.only(sorted(held_by_worker(worker, day)))
    lines = lines_of(people, day)
    decided = _last("management_decisions", "decided_on", people, day)
    discussed = _last("case_supervisions", "held_on", people, day)
    found = []
    for line in lines:
        last = decided.get(line.person_id)
        until = add_months(last, UNDECIDED_MONTHS) if last else None
        found.append(ToDiscuss(line, last, discussed.get(line.person_id), until is None or until < day))
    found.sort(key=lambda each: (-each.line.safety_overdue, -len(each.line.overdue), -(each.line.unseen_days or 0)))
    return found[:MOST_CHILDREN]


def _last(table: str, column: str, people: Collection[str], day: dt.date) -> dict[str, dt.date]:
    by_then = current(table).filter(person_id__among=people, **{f"{column}__lte": day})
    return dict(by_then.values_list("person_id").annotate(last=Max(column)).order_by())
