"""Taking back what was recorded in error, with the reason: it is known no longer, and what it said stays to be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.actions import tasks
from sightline.casework.models.tasks import Task, TaskSource
from sightline.casework.signing import signed
from sightline.errors import UserError
from sightline.ledger.actions import Withdrawal, record
from sightline.web import clock

SOURCES = {
    "management_decisions": TaskSource.DECISION,
    "supervisions": TaskSource.SUPERVISION,
    "case_supervisions": TaskSource.CASE_SUPERVISION,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken back: a row, and the version of it that the reader saw."""

    table: str
    key: str
    version: int


@transaction.atomic
def withdraw(*, taken: Taken, why: str, page: str, by: Account, child: Child | None = None) -> None:
    """Withdraw a row; open tasks that came of it are ended with the reason, since nothing asks for them now.

    ``page``: what the access log calls it. Conflict if it was changed meanwhile; UserError without a reason in a few
    words, or when it is withdrawn already.
    """
    reason = " ".join(why.split())
    if len(reason) < access.SHORTEST_REASON:
        raise UserError("Say why it is withdrawn, in a sentence.")
    expect = {(taken.table, taken.key): taken.version}
    record(withdraw=[Withdrawal(taken.table, taken.key)], by=signed(by), why=reason, expect=expect)
    if (source := SOURCES.get(taken.table)) is not None:
        for task in Task.objects.filter(source=source.value, source_key=taken.key, done_on=None).order_by("pk"):
            tasks.finish_task(task=task, words=f"Not to be done: withdrawn. {reason}", on=clock.today(), by=by)
    access.log(
        by=by,
        doing=Doing.CHANGED,
        page=page,
        person_id=child.person_id if child else None,
        why=child.right if child else "",
    )
