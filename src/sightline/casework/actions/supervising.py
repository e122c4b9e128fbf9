"""Recording supervision: the session with a worker, the children discussed in it, and what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from sightline.access import actions as access
from sightline.access.children import Child, Visible
from sightline.access.models import Account, Doing
from sightline.casework.actions import drafts, tasks
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.models.tasks import TaskSource
from sightline.casework.signing import signed
from sightline.errors import UserError
from sightline.ledger.actions import record
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.supervisions import Supervision


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, and what is to be done by when; ``person_id``: the child discussed, "" for the worker."""

    words: str
    to_do: Sequence[str] = ()
    due_on: dt.date | None = None
    person_id: str = ""
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A session with a worker: when, how long, what was agreed about them and about each child discussed.

    ``training_agreed``: a course by its code, "" for none.
    """

    worker: str
    held_on: dt.date
    minutes: int
    of_worker: Agreed
    of_children: Sequence[Agreed]
    training_agreed: str = ""


@transaction.atomic
def record_supervision(*, held: Held, visible: Visible, place: Place, seen: Seen, by: Account) -> None:
    """Record a session and the children discussed in it; what is to be done becomes the worker's tasks.

    ``visible``: the children ``by`` may see. UserError for any other, and for oneself; Conflict if it is recorded
    already. Each child discussed has a line in the access log.
    """
    if held.worker == by.professional_id:
        raise UserError("Somebody else must record your own supervision.")
    if any(each.person_id not in visible for each in held.of_children):
        raise UserError("A child discussed may not be opened by you any more. Open the form again.")
    session = Supervision(
        supervision_id=seen.new_key,
        professional_id=held.worker,
        supervisor_id=by.professional_id,
        held_on=held.held_on,
        minutes=held.minutes,
        agreed=held.of_worker.words,
        training_agreed=held.training_agreed or None,
    )
    cases = [_case(held, each) for each in held.of_children]
    record([session, *cases], by=signed(by), why="Supervision", expect={("supervisions", seen.new_key): None})
    to = tasks.doer(held.worker)
    _ask(held.of_worker, to, TaskSource.SUPERVISION, seen.new_key, by)
    for each, case in zip(held.of_children, cases, strict=True):
        _ask(each, to, TaskSource.CASE_SUPERVISION, case.case_supervision_id, by)
        access.log(by=by, doing=Doing.CHANGED, page="supervision", person_id=each.person_id)
    access.log(by=by, doing=Doing.CHANGED, page="supervision", about=to.account)
    drafts.use(place=place, seen=seen, by=by)


@transaction.atomic
def correct_session(*, session: Supervision, why: str, place: Place, seen: Seen, by: Account) -> None:
    """Put a corrected session in the place of what it said, with the reason; who supervised stays as it was.

    Conflict if it was changed meanwhile; UserError for one's own.
    """
    if session.professional_id == by.professional_id:
        raise UserError("Somebody else must correct your own supervision.")
    record([session], by=signed(by), why=why, expect={("supervisions", session.supervision_id): place.version})
    worker = tasks.doer(session.professional_id or "")
    access.log(by=by, doing=Doing.CHANGED, page="supervision", about=worker.account)
    drafts.use(place=place, seen=seen, by=by)


@transaction.atomic
def correct_discussion(
    *, child: Child, discussion: CaseSupervision, why: str, place: Place, seen: Seen, by: Account
) -> None:
    """The same of what was agreed about a child."""
    if discussion.professional_id == by.professional_id:
        raise UserError("Somebody else must correct your own supervision.")
    key = discussion.case_supervision_id
    record([discussion], by=signed(by), why=why, expect={("case_supervisions", key): place.version})
    access.log(by=by, doing=Doing.CHANGED, page="supervision", person_id=child.person_id, why=child.right)
    drafts.use(place=place, seen=seen, by=by)


def _case(held: Held, agreed: Agreed) -> CaseSupervision:
    return CaseSupervision(
        case_supervision_id=uuid4().hex,
        person_id=agreed.person_id,
        professional_id=held.worker,
        held_on=held.held_on,
        has_actions=bool(agreed.to_do),
        agreed=agreed.words,
    )


def _ask(agreed: Agreed, to: tasks.Doer, source: TaskSource, key: str, by: Account) -> None:
    for words in agreed.to_do:
        if agreed.due_on is None:
            raise UserError("Enter the day by which it is to be done.")
        tasks.give_task(
            words=words,
            due_on=agreed.due_on,
            to=to,
            by=by,
            source=source,
            source_key=key,
            person_id=agreed.person_id,
            team_id=agreed.team_id,
        )
