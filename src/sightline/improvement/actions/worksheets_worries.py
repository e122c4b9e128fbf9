"""Worries about a child today: raised by a reviewer, told to the child's team manager and head at once, answered.

The clock is that of an immediate concern (:mod:`sightline.inspection.actions.concerns`): opened within the hour,
answered within four, which is our own design and makes it the same day. The site sends no messages.
"""

from __future__ import annotations

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.casework.queries.tasks import allocation
from sightline.errors import UserError
from sightline.improvement.models import ChildReview, Worry, WorryTold
from sightline.improvement.queries.worksheets import told_of
from sightline.inspection.actions.concerns import ANSWERED_WITHIN, LONGEST, OPENED_WITHIN, SHORTEST
from sightline.web import clock


@transaction.atomic
def raise_worry(*, review: ChildReview, words: str, spoke_to: str, by: Account) -> Worry:
    """Say that a child may be unsafe now. Kept whatever else; said again in the same words before it is answered, it is
    the same worry. UserError for somebody else's review, or no words."""
    found = (
        ChildReview.objects.select_for_update(of=("self",)).select_related("child__campaign__lead").get(pk=review.pk)
    )
    if found.reviewer_id != by.pk or found.taken_back_at is not None:
        raise UserError("This review is not yours.")
    said = words.replace("\x00", "").strip()[:LONGEST]
    if len(said) < SHORTEST:
        raise UserError("Say in a sentence why the child may be unsafe now.")
    if standing := Worry.objects.filter(review=found, words=said, answered_at=None).first():
        return standing
    now, day, person = clock.now(), clock.today(), found.child.person_id
    made = Worry.objects.create(
        review=found,
        words=said,
        spoke_to=spoke_to.replace("\x00", "").strip()[:300],
        held_by=allocation(person, day).worker,
        raised_by=by,
        raised_at=now,
        escalates_at=now + OPENED_WITHIN,
        due_at=now + ANSWERED_WITHIN,
    )
    told = told_of(person, found.child.campaign, day, but=by)
    WorryTold.objects.bulk_create(
        WorryTold(worry=made, account=each.account, is_at_once=at_once, why=each.why) for each, at_once in told
    )
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:raise", person_id=person)
    return made


@transaction.atomic
def see(*, worry: Worry, by: Account) -> None:
    """Keep who opened a worry first, and when. Whoever raised it does not count."""
    found = Worry.objects.select_for_update(of=("self",)).select_related("review__child").get(pk=worry.pk)
    if found.seen_at is None and found.raised_by_id != by.pk:
        found.seen_at, found.seen_by = clock.now(), by
        found.save(update_fields=["seen_at", "seen_by"])
        access.log(by=by, doing=Doing.CHANGED, page="campaigns:worry", person_id=found.review.child.person_id)


@transaction.atomic
def answer(*, worry: Worry, words: str, by: Account) -> Worry:
    """Say what was done about a worry, once. UserError for one's own, for whoever holds the child, without words, and
    for one answered already."""
    found = Worry.objects.select_for_update(of=("self",)).select_related("review__child").get(pk=worry.pk)
    if found.raised_by_id == by.pk:
        raise UserError("You raised this worry yourself, so somebody else must answer it.")
    if found.held_by and found.held_by == by.professional_id:
        raise UserError("You hold this child yourself, so somebody else must answer it.")
    if found.answered_at is not None:
        raise UserError("This worry was answered already.")
    said = words.replace("\x00", "").strip()[:LONGEST]
    if len(said) < SHORTEST:
        raise UserError("Say in a sentence what you did to make the child safe.")
    now = clock.now()
    found.answer, found.answered_by, found.answered_at = said, by, now
    if found.seen_at is None:
        found.seen_at, found.seen_by = now, by
    found.save(update_fields=["answer", "answered_by", "answered_at", "seen_at", "seen_by"])
    access.log(by=by, doing=Doing.CHANGED, page="campaigns:worry", person_id=found.review.child.person_id)
    return found
