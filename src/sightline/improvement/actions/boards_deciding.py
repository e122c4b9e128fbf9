"""What a board decided, whom it asked to do what, and its minutes until they are confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.boards_correcting import put_right
from sightline.improvement.actions.boards_meetings import has_been
from sightline.improvement.actions.saying import NAME, said
from sightline.improvement.models import (
    AgendaItem,
    BoardAction,
    Decision,
    Meeting,
    Minutes,
    PlannedAction,
    Recommendation,
)
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked to do. ``owner``: an account, else ``owner_name`` alone.

    ``recommendation``: of the plan that it goes into, with ``will_show``: how it will be known to have worked.
    """

    words: str
    due_on: dt.date
    owner: Account | None = None
    owner_name: str = ""
    recommendation: Recommendation | None = None
    will_show: str = ""


@transaction.atomic
def decide(*, meeting: Meeting, words: str, reasons: str, by: Account, item: AgendaItem | None = None) -> Decision:
    """What the board decided at a meeting that was held, and why."""
    held = has_been(meeting)
    if item is not None and item.meeting_id != held.pk:
        raise UserError("That item is of another meeting.")
    row = Decision.objects.create(
        meeting=held,
        item=item,
        words=said(words, "Say what was decided, in a sentence."),
        reasons=said(reasons, "Say why it was decided: a decision without reasons cannot be looked at again."),
        by=by,
        at=clock.now(),
    )
    _log(by, f"decision {row.pk} of meeting {held.pk}")
    return row


@transaction.atomic
def correct_decision(*, decision: Decision, words: str, reasons: str, why: str, by: Account) -> Decision:
    """The decision as it should have been written; as it stood before stays."""
    now = {
        "words": said(words, "Say what was decided, in a sentence."),
        "reasons": said(reasons, "Say why it was decided."),
    }
    return put_right(row=decision, why=why, by=by, now=now)


@transaction.atomic
def ask(*, meeting: Meeting, asked: Asked, by: Account, decision: Decision | None = None) -> BoardAction:
    """Ask somebody to do something by a day. About a recommendation it goes into the one plan, owned by an account.

    UserError for a day before the meeting, for nobody to do it, and for the plan without an account or a way to tell
    that it worked.
    """
    held = has_been(meeting)
    if decision is not None and decision.meeting_id != held.pk:
        raise UserError("That decision is of another meeting.")
    if asked.due_on < held.on:
        raise UserError("It cannot be due before the meeting that asked for it; look at the day again.")
    words = said(asked.words, "Say what is to be done, in a sentence.")
    planned = None
    if asked.recommendation is not None:
        planned = _into_plan(asked, words, by)
    name = asked.owner.name if asked.owner else asked.owner_name
    row = BoardAction.objects.create(
        meeting=held,
        decision=decision,
        words=words,
        owner=asked.owner,
        owner_name=said(name, "Say who is to do it.", longest=200, least=NAME),
        due_on=asked.due_on,
        planned=planned,
        by=by,
        at=clock.now(),
    )
    _log(by, f"action {row.pk} of meeting {held.pk}")
    return row


@transaction.atomic
def correct_action(
    *, action: BoardAction, words: str, due_on: dt.date, owner_name: str, why: str, by: Account
) -> BoardAction:
    """The board's own action as it should have been asked for. One in the plan is put right there."""
    _own(action)
    if due_on < action.meeting.on:
        raise UserError("It cannot be due before the meeting that asked for it; look at the day again.")
    named = said(owner_name, "Say who is to do it.", longest=200, least=NAME)
    owner = action.owner if action.owner is not None and action.owner.name == named else None
    text = said(words, "Say what is to be done, in a sentence.")
    now = {"words": text, "due_on": due_on, "owner": owner, "owner_name": named}
    return put_right(row=action, why=why, by=by, now=now)


@transaction.atomic
def take_back_action(*, action: BoardAction, why: str, by: Account) -> BoardAction:
    """The board asks for it no longer, with the reason. One in the plan is withdrawn there."""
    _own(action)
    return put_right(row=action, why=why, by=by, is_withdrawn=True)


@transaction.atomic
def do_action(*, action: BoardAction, on: dt.date, words: str, by: Account) -> BoardAction:
    """Say that the board's own action was done, when, and what was done. Said once; put right with a reason."""
    _own(action)
    held = BoardAction.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=action.pk)
    if BoardAction.objects.filter(supersedes=held).exists():
        raise UserError("Somebody put this right while you were writing. Open it again to see what it says now.")
    if held.done_on is not None:
        raise UserError("Somebody said already that it is done.")
    if on > clock.today():
        raise UserError("It cannot be done on a day to come; look at the day again.")
    if on < held.meeting.on:
        raise UserError("It cannot be done before the meeting that asked for it; look at the day again.")
    held.done_on, held.done_words = on, said(words, "Say what was done, in a sentence.")
    held.save(update_fields=["done_on", "done_words"])
    _log(by, f"action {held.pk} done")
    return held


@transaction.atomic
def not_done_after_all(*, action: BoardAction, why: str, by: Account) -> BoardAction:
    """Open an action again that was said to be done; what was said stays."""
    _own(action)
    if action.done_on is None:
        raise UserError("Nobody has said that it is done.")
    return put_right(row=action, why=why, by=by, now={"done_on": None, "done_words": ""})


@transaction.atomic
def minute(*, meeting: Meeting, words: str, by: Account, why: str = "") -> Minutes:
    """The minutes, or the minutes put right, which is to be confirmed anew."""
    held = has_been(meeting)
    text = said(words, "Write what was said.", longest=100_000)
    standing = held.minutes.filter(superseded_by=None).first()
    if standing is not None:
        now = {"words": text, "confirmed_at": None, "confirmed_by": None, "confirmed_on": None}
        return put_right(row=standing, why=why, by=by, now=now)
    row = Minutes.objects.create(meeting=held, words=text, by=by, at=clock.now())
    _log(by, f"minutes {row.pk} of meeting {held.pk}")
    return row


@transaction.atomic
def confirm_minutes(*, minutes: Minutes, at: Meeting, by: Account) -> Minutes:
    """Say that a later meeting of the same board confirmed the minutes as they stand.

    UserError for a meeting that is of another board, not later, or still to come; for minutes put right since; and for
    minutes that are confirmed.
    """
    later = has_been(at)
    held = Minutes.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=minutes.pk)
    if Minutes.objects.filter(supersedes=held).exists():
        raise UserError("The minutes were put right since. Read them as they stand now.")
    if held.confirmed_at_id is not None:
        raise UserError("These minutes are confirmed already.")
    if later.board_id != held.meeting.board_id or later.on <= held.meeting.on:
        raise UserError("Minutes are confirmed by a later meeting of the same board.")
    held.confirmed_at, held.confirmed_by, held.confirmed_on = later, by, later.on
    held.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_on"])
    _log(by, f"minutes {held.pk} confirmed by meeting {later.pk}")
    return held


def _into_plan(asked: Asked, words: str, by: Account) -> PlannedAction:
    from sightline.improvement.actions.plan import add_action

    if asked.owner is None:
        raise UserError(
            "An action in the plan is owned by somebody with an account. Choose one, or leave it the board’s own."
        )
    if len(asked.will_show.strip()) < 10:
        raise UserError("Say how it will be known that it worked: the plan asks it of every action.")
    assert asked.recommendation is not None  # noqa: S101 - asked by the caller
    return add_action(
        recommendation=asked.recommendation,
        words=words,
        will_show=asked.will_show,
        owner=asked.owner,
        due_on=asked.due_on,
        by=by,
    )


def _own(action: BoardAction) -> None:
    if action.planned_id is not None:
        raise UserError("This action is in the improvement plan. Change it there, and the board sees it.")


def _log(by: Account, why: str) -> None:
    access.log(by=by, doing=Doing.CHANGED, page="boards:meeting", why=why)
