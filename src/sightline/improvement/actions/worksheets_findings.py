"""What was found goes back: to the child's worker as a task, to training as a need, to the plan as a recommendation.

What goes to training and to the plan names no child; the page asks for that, as for any words that leave a file.
Asked again in the same words it is the one there is, also when both are asked at once: the review, or the campaign,
is held first.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access.children import Child
from sightline.access.models import Account
from sightline.casework.actions.tasks import Doer, give_task
from sightline.casework.models.tasks import Task
from sightline.casework.queries.tasks import allocation
from sightline.errors import UserError
from sightline.improvement.actions.campaigns_giving import locked
from sightline.improvement.models import BackTo, Campaign, ChildReview, FindingBack, Recommendation, Source
from sightline.web import clock


@transaction.atomic
def to_worker(*, review: ChildReview, child: Child, words: str, due_on: dt.date, to: Doer, by: Account) -> FindingBack:
    """Ask the child's worker, or another of the team, to do something. ``child``: opened by ``by``.

    The same asked again of the same person, for the same day, while it is still to be done, is the task there is.
    """
    found = _held(review)
    if child.person_id != found.child.person_id:
        raise ValueError("the child opened is another")
    if due_on < clock.today():
        raise UserError("The day it is to be done by has passed.")
    source_key = f"campaign review {found.pk}"
    standing = Task.objects.filter(
        source_key=source_key, due_on=due_on, for_account=to.account, for_worker=to.worker, done_on=None
    )
    tasks = [str(pk) for pk in standing.values_list("pk", flat=True)]
    asked = FindingBack.objects.filter(review=found, to=BackTo.TASK, words=words.strip(), key__in=tasks)
    if (back := asked.first()) is not None:
        return back
    task = give_task(
        words=f"{words.strip()} (From the campaign “{found.child.campaign.title}”.)",
        due_on=due_on,
        to=to,
        by=by,
        source_key=source_key,
        person_id=child.person_id,
        team_id=allocation(child.person_id, clock.today()).team,
    )
    return _kept(found.child.campaign, found, BackTo.TASK, words, str(task.pk), by)


@transaction.atomic
def to_training(
    *,
    campaign: Campaign,
    topic: str,
    words: str,
    team_id: str,
    by: Account,
    review: ChildReview | None = None,
    professional_id: str = "",
    question: str = "",
) -> FindingBack:
    """Say that a team or somebody needs training, as the campaign found. Said again while the need is open, it is the
    finding there is."""
    from sightline.improvement.actions.training import need

    held = locked(campaign)
    made = need(topic=topic, words=words, source="campaign", team_id=team_id, professional_id=professional_id, by=by)
    told = f"{topic.strip()}: {words.strip()}"
    standing = FindingBack.objects.filter(
        campaign=held, review=review, question=question, to=BackTo.TRAINING, key=str(made.pk), words=told
    )
    return standing.first() or _kept(held, review, BackTo.TRAINING, told, str(made.pk), by, question)


@transaction.atomic
def to_plan(*, campaign: Campaign, words: str, due_on: dt.date | None, question: str, by: Account) -> Recommendation:
    """Put what the campaign found in the improvement plan, as a recommendation of its own. The same words found by the
    same question are put there once."""
    from sightline.improvement.actions.plan import add_recommendation

    held = locked(campaign)
    standing = FindingBack.objects.filter(
        campaign=held, review=None, question=question, to=BackTo.PLAN, words=words.strip()
    )
    if (back := standing.first()) is not None:
        return Recommendation.objects.get(pk=int(back.key))
    made = add_recommendation(
        source=Source.AUDIT,
        words=words,
        by=by,
        source_words=f"Campaign: {held.title}",
        made_on=clock.today(),
        due_on=due_on,
    )
    _kept(held, None, BackTo.PLAN, words, str(made.pk), by, question)
    return made


def _held(review: ChildReview) -> ChildReview:
    found = ChildReview.objects.select_for_update(of=("self",)).select_related("child__campaign").get(pk=review.pk)
    if found.taken_back_at is not None:
        raise UserError("This review was taken back.")
    return found


def _kept(
    campaign: Campaign,
    review: ChildReview | None,
    to: BackTo,
    words: str,
    key: str,
    by: Account,
    question: str = "",
) -> FindingBack:
    return FindingBack.objects.create(
        campaign=campaign, review=review, question=question, to=to, words=words.strip(), key=key, by=by, at=clock.now()
    )
