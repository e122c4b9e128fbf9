"""Giving tasks, giving them to somebody else, and saying that they are done. A task is never taken away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.casework.actions import drafts
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.models.tasks import Task, TaskChange, TaskSource
from sightline.errors import UserError
from sightline.ledger.queries import current
from sightline.web import clock

SHORTEST_WORDS = 3  # characters
LONGEST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is to do something: an account, a worker of the record, or both."""

    name: str
    worker: str = ""
    account: Account | None = None


def doer(worker: str) -> Doer:
    """The worker of that key, with their account if they have one. UserError when the record has no such worker."""
    name = current("professionals").filter(professional_id=worker).values_list("name", flat=True).first()
    account = Account.objects.filter(professional_id=worker, is_active=True).order_by("pk").first()
    if name is None and account is None:
        raise UserError("Choose somebody who works here: there is no such worker on the record.")
    return Doer(name or (account.name if account else worker), worker, account)


def doer_of(task: Task) -> Doer:
    """Who is to do a task now."""
    return Doer(task.for_name, task.for_worker, task.for_account)


def oneself(account: Account) -> Doer:
    """The account itself, and the worker it is."""
    return Doer(account.name, account.professional_id or "", account)


@transaction.atomic
def give_task(
    *,
    words: str,
    due_on: dt.date,
    to: Doer,
    by: Account,
    source: TaskSource = TaskSource.HAND,
    source_key: str = "",
    person_id: str = "",
    team_id: str = "",
) -> Task:
    """Ask somebody to do something by a day. About a child only where the caller was allowed to open the child."""
    task = Task.objects.create(
        words=_said(words, "Say what is to be done."),
        due_on=due_on,
        person_id=person_id,
        for_account=to.account,
        for_worker=to.worker,
        for_name=to.name[:200],
        team_id=team_id,
        given_by=by,
        given_at=clock.now(),
        source=source.value,
        source_key=source_key,
    )
    _note(task, by, "given")
    _log(task, by)
    return task


@transaction.atomic
def give_by_hand(*, words: str, due_on: dt.date, to: Doer, team_id: str, place: Place, seen: Seen, by: Account) -> None:
    """Give the task that a form asks for, once however often the form is sent, and take its draft away."""
    if not drafts.is_written(place, seen.new_key):
        person = place.person_id
        give_task(words=words, due_on=due_on, to=to, by=by, source_key=seen.new_key, person_id=person, team_id=team_id)
    drafts.use(place=place, seen=seen, by=by)


@transaction.atomic
def hand_on(*, task: Task, to: Doer, why: str, due_on: dt.date | None, place: Place, seen: Seen, by: Account) -> None:
    """Give a task to somebody else as a form asks, and take its draft away."""
    reassign_task(task=task, to=to, why=why, by=by, due_on=due_on)
    drafts.use(place=place, seen=seen, by=by)


@transaction.atomic
def do_task(*, task: Task, words: str, on: dt.date, place: Place, seen: Seen, by: Account) -> None:
    """Say that a task was done as a form has it, and take its draft away."""
    finish_task(task=task, words=words, on=on, by=by)
    drafts.use(place=place, seen=seen, by=by)


@transaction.atomic
def reassign_task(
    *, task: Task, to: Doer, why: str, by: Account, due_on: dt.date | None = None, words: str = ""
) -> None:
    """Give an open task to somebody else, or another day or other words, with the reason. What is left out stays.

    UserError for one done, or without a reason. What it was before stays among its changes.
    """
    found = _open(task)
    reason = _said(why, "Say why this is changed.")
    found.for_account, found.for_worker, found.for_name = to.account, to.worker, to.name[:200]
    found.due_on = due_on or found.due_on
    found.words = _said(words or found.words, "Say what is to be done.")
    found.save(update_fields=["for_account", "for_worker", "for_name", "due_on", "words"])
    _note(found, by, "changed", reason)
    _log(found, by)


@transaction.atomic
def finish_task(*, task: Task, words: str, on: dt.date, by: Account) -> None:
    """Say that a task was done, when and what was done. UserError for one done already."""
    found = _open(task)
    if on > clock.today():
        raise UserError("The day it was done cannot be to come.")
    found.done_on, found.done_by, found.done_words = on, by, _said(words, "Say what was done.")
    found.save(update_fields=["done_on", "done_by", "done_words"])
    _note(found, by, "done", found.done_words)
    _log(found, by)


def _open(task: Task) -> Task:
    found = Task.objects.select_for_update().get(pk=task.pk)
    if found.done_on is not None:
        raise UserError("This was done already.")
    return found


def _said(words: str, missing: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError(missing)
    return found


def _note(task: Task, by: Account, doing: str, why: str = "") -> None:
    TaskChange.objects.create(
        task=task,
        at=clock.now(),
        by=by,
        doing=doing,
        words=task.words,
        for_name=task.for_name,
        due_on=task.due_on,
        why=why,
    )


def _log(task: Task, by: Account) -> None:
    access.log(by=by, doing=Doing.CHANGED, page="task", person_id=task.person_id or None, about=task.for_account)
