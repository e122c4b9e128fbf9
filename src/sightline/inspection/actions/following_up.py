"""What the council did after an inspection: the steps it took, the recommendations it holds to be met."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.following import steps
from sightline.inspection.models import PublishedRecommendation, RealInspection, RecommendationMet, StepTaken
from sightline.inspection.queries.same import recommendations_before, same_inspection
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
LONGEST_WORDS = 4_000
BY_VISIT = frozenset({"first-monitoring-visit", "next-monitoring-visit"})


@transaction.atomic
def take_step(*, inspection: RealInspection, step: str, done_on: dt.date, words: str, by: Account) -> StepTaken:
    """Say that a step after an inspection was taken. UserError for one said already, and for a day to come.

    A monitoring visit is not said to be done: it is recorded, with its letter.
    """
    if step not in {each.code for each in steps()} - BY_VISIT:
        raise UserError("There is no such step to say it of.")
    _not_to_come(done_on)
    began = inspection.ended_on or inspection.started_on
    if began is not None and done_on < began:
        raise UserError("That is before the inspection; look at the day again.")
    if StepTaken.objects.filter(inspection__in=same_inspection(inspection.pk), step=step, taken_back_at=None).exists():
        raise UserError("That was said to be done already.")
    made = StepTaken.objects.create(
        inspection=inspection, step=step, done_on=done_on, words=words.strip()[:LONGEST_WORDS], by=by, at=clock.now()
    )
    access.log(by=by, doing=Doing.CHANGED, page="real-inspection-step", why=step)
    return made


@transaction.atomic
def take_step_back(*, taken: StepTaken, why: str, by: Account) -> None:
    """Take back that a step was taken, with the reason; what was said stays."""
    reason = _said(why, "Say why it is taken back, in a few words.")
    found = StepTaken.objects.select_for_update().get(pk=taken.pk)
    if found.taken_back_at is not None:
        raise UserError("That was taken back already.")
    found.taken_back_by, found.taken_back_at, found.taken_back_why = by, clock.now(), reason
    found.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_why"])
    access.log(by=by, doing=Doing.CHANGED, page="real-inspection-step", why=reason)


@transaction.atomic
def meet_recommendation(
    *, recommendation: PublishedRecommendation, met_on: dt.date, words: str, by: Account
) -> RecommendationMet:
    """Say that a recommendation is met since a day, and what shows it."""
    shows = _said(words, "Say what shows that it is met, in a sentence.")
    _not_to_come(met_on)
    began = recommendation.inspection.started_on
    if began is not None and met_on < began:
        raise UserError("That is before the inspection; look at the day again.")
    before = recommendations_before(recommendation)
    if RecommendationMet.objects.filter(recommendation__in=before, opened_again_at=None).exists():
        raise UserError("That was said to be met already.")
    if PublishedRecommendation.objects.filter(pk__in=before, in_plan__isnull=False).exists():
        raise UserError("It is in the improvement plan; say there that it is met, beside what the record says of it.")
    made = RecommendationMet.objects.create(
        recommendation=recommendation, met_on=met_on, words=shows, by=by, at=clock.now()
    )
    access.log(by=by, doing=Doing.CHANGED, page="published-recommendation", why="met")
    return made


@transaction.atomic
def open_recommendation_again(*, met: RecommendationMet, why: str, by: Account) -> None:
    """Say that a recommendation is not met after all, with the reason; what was said stays."""
    reason = _said(why, "Say why it is opened again, in a few words.")
    found = RecommendationMet.objects.select_for_update().get(pk=met.pk)
    if found.opened_again_at is not None:
        raise UserError("That was opened again already.")
    found.opened_again_by, found.opened_again_at, found.opened_again_why = by, clock.now(), reason
    found.save(update_fields=["opened_again_by", "opened_again_at", "opened_again_why"])
    access.log(by=by, doing=Doing.CHANGED, page="published-recommendation", why=reason)


def _said(words: str, missing: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError(missing)
    return found


def _not_to_come(day: dt.date) -> None:
    if day > clock.today():
        raise UserError("That day is still to come; give the day it was done.")
