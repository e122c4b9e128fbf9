"""What was found goes back: to the child's worker as a task, to training as a need, to the plan as a recommendation.

What goes to training and to the plan names no child; the page asks for that, as for any words that leave a file.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access.children import Child
from sightline.access.models import Account
from sightline.casework.actions.tasks import Doer, give_task
from sightline.casework.queries.tasks import allocation
from sightline.errors import UserError
from sightline.improvement.models import BackTo, Campaign, ChildReview, FindingBack, Recommendation, Source
from sightline.web import clock


@transaction.atomic
def to_worker(*, review: ChildReview, child: Child, words: str, due_on: dt.date, to: Doer, by: Account) -> FindingBack:
    """Ask the child's worker, or another of the team, to do something. ``child``: opened by ``by``."""
    found = _held(review)
    if child.person_id != found.child.person_id:
        raise ValueError("the child opened is another")
    if due_on < clock.today():
        raise UserError("The day it is to be done by has passed.")
    task = give_task(
        words=f"{words.strip()} (From the campaign “{found.child.campaign.title}”.)",
        due_on=due_on,
        to=to,
        by=by,
        source_key=f"campaign review {found.pk}",
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
    """Say that a team or somebody needs training, as the campaign found."""
    from sightline.improvement.actions.training import need

    made = need(topic=topic, words=words, source="campaign", team_id=team_id, professional_id=professional_id, by=by)
    return _kept(campaign, review, BackTo.TRAINING, f"{topic.strip()}: {words.strip()}", str(made.pk), by, question)


@transaction.atomic
def to_plan(*, campaign: Campaign, words: str, due_on: dt.date | None, question: str, by: Account) -> Recommendation:
    """Put what the campaign found in the improvement plan, as a recommendation of its own."""
    from sightline.improvement.actions.plan import add_recommendation

    made = add_recommendation(
        source=Source.AUDIT,
        words=words,
        by=by,
        source_words=f"Campaign: {campaign.title}",
        made_on=clock.today(),
        due_on=due_on,
    )
    _kept(campaign, None, BackTo.PLAN, words, str(made.pk), by, question)
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
