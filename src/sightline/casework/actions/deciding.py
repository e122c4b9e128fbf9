"""A manager's decisions about a child: recorded with the reason, corrected, followed up.

A decision is never taken away unseen: corrected or withdrawn, what it said can still be read. Its follow-up is a task
for somebody, and following it up ends both.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import QuerySet

from sightline.access import actions as access
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.actions import drafts, tasks
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.actions.tasks import Doer
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.queries.recorded import standing
from sightline.casework.signing import signed
from sightline.errors import UserError
from sightline.ledger.actions import record
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.web import clock

TABLE = "management_decisions"
NOT_NEEDED = "No follow-up is needed: "  # begins the last paragraph of the reasons, the record having no column for it


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided and why. Either ``follow_up_due_on`` with ``what`` is to be done, or why none is needed."""

    decision_type: str
    decided_on: dt.date
    rationale: str
    follow_up_due_on: dt.date | None
    not_needed_because: str = ""
    what: str = ""
    to: Doer | None = None

    @property
    def words(self) -> str:
        """The reasons as the record keeps them."""
        if self.follow_up_due_on is not None:
            return self.rationale.strip()
        return f"{self.rationale.strip()}\n\n{NOT_NEEDED}{self.not_needed_because.strip()}"


def reasons_of(decision: ManagementDecision) -> tuple[str, str]:
    """The reasons of a decision, and why no follow-up is needed, "" where one is or nothing is said."""
    reasons, found, why = (decision.rationale or "").rpartition(f"\n\n{NOT_NEEDED}")
    return (reasons, why) if found else (decision.rationale or "", "")


@transaction.atomic
def decide(*, child: Child, decided: Decided, team_id: str, place: Place, seen: Seen, by: Account) -> None:
    """Record a decision, and ask for its follow-up. UserError without a reason, or without follow-up or why none."""
    row = replace(_row(decided, seen.new_key), person_id=child.person_id, professional_id=by.professional_id)
    record([row], by=signed(by), why="Management decision", expect={(TABLE, seen.new_key): None})
    _ask(child, decided, seen.new_key, team_id, by)
    drafts.use(place=place, seen=seen, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="decision", person_id=child.person_id, why=child.right)


@transaction.atomic
def correct_decision(
    *, child: Child, decided: Decided, why: str, team_id: str, place: Place, seen: Seen, by: Account
) -> None:
    """Put a corrected decision in the place of what it said, with the reason, and bring its follow-up into line.

    Conflict if it was changed meanwhile. Who decided, and whether it was followed up, stay as they were.
    """
    found = standing(child, ManagementDecision, place.key)
    if found is None:
        raise UserError("This decision is not on the record any more.")
    before = found[0]
    row = replace(
        _row(decided, place.key),
        person_id=child.person_id,
        professional_id=before.professional_id,
        followed_up_on=before.followed_up_on,
    )
    record([row], by=signed(by), why=why, expect={(TABLE, place.key): place.version})
    open_ = list(_tasks_of(place.key).filter(done_on=None))
    for task in open_:
        if decided.follow_up_due_on is None:
            tasks.finish_task(task=task, words=f"{NOT_NEEDED}{decided.not_needed_because}", on=clock.today(), by=by)
        else:
            _bring_into_line(task, decided, why, by)
    if not open_ and before.followed_up_on is None:
        _ask(child, decided, place.key, team_id, by)
    drafts.use(place=place, seen=seen, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="decision", person_id=child.person_id, why=child.right)


@transaction.atomic
def follow_up(*, child: Child, on: dt.date, words: str, place: Place, seen: Seen, by: Account) -> None:
    """Record that a decision was followed up, when and what was done; its tasks are done with the same words.

    Conflict if the decision was changed since the version of ``place``. UserError when it was followed up already, or
    before it was made, or the day is to come.
    """
    key = place.key
    found = standing(child, ManagementDecision, key)
    if found is None:
        raise UserError("This decision is not on the record any more.")
    decision = found[0]
    if decision.followed_up_on is not None:
        raise UserError("This decision was followed up already.")
    if on > clock.today() or (decision.decided_on is not None and on < decision.decided_on):
        raise UserError("The day of the follow-up must be from the day of the decision to today.")
    if len(words.strip()) < tasks.SHORTEST_WORDS:
        raise UserError("Say what was done.")
    row = replace(decision, followed_up_on=on)
    record([row], by=signed(by), why=f"Followed up: {words.strip()}", expect={(TABLE, key): place.version})
    for task in _tasks_of(key).filter(done_on=None):
        tasks.finish_task(task=task, words=words, on=on, by=by)
    drafts.use(place=place, seen=seen, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="decision", person_id=child.person_id, why=child.right)


def _tasks_of(key: str) -> QuerySet[Task]:
    return Task.objects.filter(source=TaskSource.DECISION.value, source_key=key)


def _bring_into_line(task: Task, decided: Decided, why: str, by: Account) -> None:
    to = decided.to or tasks.doer_of(task)
    is_same = (task.for_worker, task.for_account) == (to.worker, to.account)
    if is_same and task.due_on == decided.follow_up_due_on and task.words == decided.what.strip():
        return
    tasks.reassign_task(task=task, to=to, why=why, by=by, due_on=decided.follow_up_due_on, words=decided.what)


def _ask(child: Child, decided: Decided, key: str, team_id: str, by: Account) -> None:
    if decided.follow_up_due_on is None:
        return
    tasks.give_task(
        words=decided.what,
        due_on=decided.follow_up_due_on,
        to=decided.to or tasks.oneself(by),
        by=by,
        source=TaskSource.DECISION,
        source_key=key,
        person_id=child.person_id,
        team_id=team_id,
    )


def _row(decided: Decided, key: str) -> ManagementDecision:
    if not decided.rationale.strip():
        raise UserError("Give the reason for the decision.")
    if decided.follow_up_due_on is None and not decided.not_needed_because.strip():
        raise UserError("Give a day by which it is followed up, or say why no follow-up is needed.")
    return ManagementDecision(
        management_decision_id=key,
        decided_on=decided.decided_on,
        decision_type=decided.decision_type,
        has_rationale=True,
        rationale=decided.words,
        follow_up_due_on=decided.follow_up_due_on,
    )
