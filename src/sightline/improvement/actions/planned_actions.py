"""Actions of the plan: added, put right, done, taken out; and which waits for which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import Dependency, PlannedAction, Recommendation
from sightline.improvement.queries.plan_actions import chains, needs_of, reaches
from sightline.improvement.specific import lacks
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
LONGEST_WORDS = 4_000
PAGE = "plan:action"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an action says."""

    words: str
    will_show: str
    owner: Account
    due_on: dt.date
    starts_on: dt.date | None = None


@transaction.atomic
def add_action(
    *,
    recommendation: Recommendation,
    words: str,
    will_show: str,
    owner: Account,
    due_on: dt.date,
    by: Account,
    starts_on: dt.date | None = None,
) -> PlannedAction:
    """Plan an action. UserError, naming what is missing, where it is not specific, measurable, owned and dated."""
    made = _write(recommendation, Planned(words, will_show, owner, due_on, starts_on), by, None, "")
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
    return made


@transaction.atomic
def correct_action(*, action: PlannedAction, planned: Planned, why: str, by: Account) -> PlannedAction:
    """Put an action right: a new row in its place, not done; the one before and the reason stay.

    An action said to be done is opened again in the same way. UserError for one put right or taken out meanwhile.
    """
    found = _standing(action)
    reason = _said(why, "Say why it is changed, in a few words.")
    try:
        with transaction.atomic():
            made = _write(found.recommendation, planned, by, found, reason)
    except IntegrityError as error:
        raise UserError("Somebody else changed this action meanwhile. Open it as it stands now.") from error
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="corrected")
    return made


@transaction.atomic
def open_action_again(*, action: PlannedAction, why: str, by: Account) -> PlannedAction:
    """Say that an action is not done after all; what was said stays in the row before."""
    if _standing(action).done_on is None:
        raise UserError("That action is open already.")
    planned = Planned(action.words, action.will_show, action.owner, action.due_on, action.starts_on)
    return correct_action(action=action, planned=planned, why=why, by=by)


@transaction.atomic
def do_action(*, action: PlannedAction, done_on: dt.date, words: str, by: Account) -> None:
    """Say that an action is done, when, and what was done. UserError while an action it waits for is open."""
    _lock_all()
    found = _standing(action)
    said = _said(words, "Say what was done, in a sentence.")
    if found.done_on is not None:
        raise UserError("That was said to be done already.")
    if done_on > clock.today():
        raise UserError("The day it was done is still to come; look at the day again.")
    waiting = [each for each in needs_of(found) if each.done_on is None]
    if waiting:
        named = "; ".join(f"“{each.words[:80]}”" for each in waiting)
        raise UserError(f"It waits for what is not done: {named}. Say that those are done first, or take them away.")
    found.done_on, found.done_words = done_on, said
    found.save(update_fields=["done_on", "done_words"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="done")


@transaction.atomic
def withdraw_action(*, action: PlannedAction, why: str, by: Account) -> None:
    """Take an action out of the plan; it stays, with the reason, and nothing waits for it any longer."""
    found = _standing(action)
    reason = _said(why, "Say why it is taken out, in a few words.")
    found.withdrawn_at, found.withdrawn_why = clock.now(), reason
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="taken out")


@transaction.atomic
def wait_for(*, action: PlannedAction, needs: PlannedAction, by: Account) -> Dependency:
    """Say that an action cannot be done before another. UserError where the other waits for it, itself or by others."""
    _lock_all()
    one, other = _standing(action), _standing(needs)
    if one.done_on is not None:
        raise UserError("That action is done: it waits for nothing.")
    newest = chains()
    if newest[one.pk] == newest[other.pk]:
        raise UserError("An action cannot wait for itself.")
    if reaches(other, one):
        raise UserError(
            "That action waits for this one already, itself or by others between: neither could ever be done. "
            "Choose another, or take that waiting away first."
        )
    if newest[other.pk] in {newest[each.pk] for each in needs_of(one)}:
        raise UserError("It waits for that action already.")
    made = Dependency.objects.create(action=one, needs=other, by=by, at=clock.now())
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="waits")
    return made


@transaction.atomic
def wait_no_longer(*, dependency: Dependency, why: str, by: Account) -> None:
    """Take away that an action waits for another; it stays on the page, with the reason."""
    found = Dependency.objects.select_for_update().get(pk=dependency.pk)
    reason = _said(why, "Say why it need not wait, in a few words.")
    if found.taken_away_at is not None:
        raise UserError("That was taken away already.")
    found.taken_away_by, found.taken_away_at, found.taken_away_why = by, clock.now(), reason
    found.save(update_fields=["taken_away_by", "taken_away_at", "taken_away_why"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="waits no longer")


def _write(
    recommendation: Recommendation, planned: Planned, by: Account, supersedes: PlannedAction | None, why: str
) -> PlannedAction:
    found = lacks(
        planned.words,
        planned.will_show,
        is_owned=planned.owner.is_active,
        due_on=planned.due_on,
        on=clock.today(),
        starts_on=planned.starts_on,
    )
    if missing := [each.words for each in found if not each.is_advice]:
        raise UserError(". ".join(missing) + ".")
    return PlannedAction.objects.create(
        recommendation=recommendation,
        words=planned.words.strip()[:LONGEST_WORDS],
        will_show=planned.will_show.strip()[:LONGEST_WORDS],
        owner=planned.owner,
        starts_on=planned.starts_on,
        due_on=planned.due_on,
        by=by,
        at=clock.now(),
        supersedes=supersedes,
        why=why,
    )


def _standing(action: PlannedAction) -> PlannedAction:
    """The action, locked; UserError for one that was put right or taken out."""
    found = PlannedAction.objects.select_for_update().get(pk=action.pk)
    if found.withdrawn_at is not None:
        raise UserError("That action was taken out of the plan.")
    if PlannedAction.objects.filter(supersedes=found.pk).exists():
        raise UserError("That action was changed since. Open it as it stands now.")
    return found


def _lock_all() -> None:
    """Have two who say what waits for what go one after the other: a ring can be made by any number of people."""
    list(PlannedAction.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _said(words: str, missing: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError(missing)
    return found
