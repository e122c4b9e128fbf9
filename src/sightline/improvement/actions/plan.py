"""What puts recommendations in the council's one plan, and puts them right: what others need is named here too."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.closing import reopen_failing
from sightline.improvement.actions.planned_actions import add_action
from sightline.improvement.models import LearnedReview, Recommendation, RecommendationBefore, Source
from sightline.inspection.models import (
    Conclusion,
    ConclusionKind,
    MockInspection,
    PublishedRecommendation,
    RealInspection,
)
from sightline.inspection.queries.real_inspections import event_words
from sightline.inspection.queries.same import recommendations_before
from sightline.web import clock

__all__ = [
    "add_action",
    "add_recommendation",
    "correct_recommendation",
    "reopen_failing",
    "take_inspection",
    "take_mock",
]

SHORTEST_WORDS = 10  # characters: less asks for nothing
LONGEST_WORDS = 4_000
PUT_RIGHT = "The inspection's own record was put right."


@transaction.atomic
def add_recommendation(
    *,
    source: Source,
    words: str,
    by: Account,
    source_words: str = "",
    made_on: dt.date | None = None,
    number: str = "",
    area: str = "",
    owner: Account | None = None,
    due_on: dt.date | None = None,
    published: PublishedRecommendation | None = None,
    conclusion: Conclusion | None = None,
    review: LearnedReview | None = None,
) -> Recommendation:
    """Put a recommendation in the plan. UserError where it says nothing, or was made on a day to come."""
    said = _checked(words, made_on, due_on)
    made = Recommendation.objects.create(
        source=source.value,
        source_words=" ".join(source_words.split())[:400],
        published=published,
        conclusion=conclusion,
        review=review,
        number=number.strip()[:20],
        words=said,
        made_on=made_on,
        area=area,
        owner=owner,
        due_on=due_on,
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="plan:recommendation")
    return made


@transaction.atomic
def take_inspection(*, inspection: RealInspection, by: Account) -> list[Recommendation]:
    """Take every recommendation of a confirmed inspection into the plan that is not there yet; give those taken.

    One taken in before the inspection's record was put right is the same one: it is put right in the plan too.
    """
    RealInspection.objects.select_for_update().get(pk=inspection.pk)  # two who take it in at once wait
    if RealInspection.objects.filter(supersedes=inspection.pk).exists():
        raise UserError("That inspection was put right since. Open it as it stands now, and take it in from there.")
    made_on = inspection.published_on or inspection.ended_on or inspection.started_on
    taken = []
    for each in inspection.recommendations.order_by("body", "place"):
        standing = Recommendation.objects.filter(published__in=recommendations_before(each)).first()
        if standing is not None:
            _follow(standing, each, made_on, by)
            continue
        body = " (addressed to the safeguarding board)" if each.body == "board" else ""
        taken.append(
            add_recommendation(
                source=Source.INSPECTION,
                words=each.text,
                by=by,
                source_words=event_words(inspection.event) + body,
                made_on=made_on,
                number=each.number,
                published=each,
            )
        )
    return taken


@transaction.atomic
def take_mock(*, mock: MockInspection, by: Account) -> list[Recommendation]:
    """Take every recommendation of a mock inspection into the plan that is not there yet; give those taken."""
    MockInspection.objects.select_for_update().get(pk=mock.pk)
    found = mock.conclusions.filter(kind=ConclusionKind.RECOMMENDATION, withdrawn_at=None, in_plan=None)
    return [
        add_recommendation(
            source=Source.MOCK,
            words=each.words,
            by=by,
            source_words=mock.title,
            made_on=min(mock.ends_on, clock.today()),
            number=str(each.number or ""),
            area=each.judgement,
            conclusion=each,
        )
        for each in found.order_by("number", "pk")
    ]


@transaction.atomic
def correct_recommendation(
    *,
    recommendation: Recommendation,
    words: str,
    source: Source,
    source_words: str,
    number: str,
    made_on: dt.date | None,
    area: str,
    owner: Account | None,
    due_on: dt.date | None,
    why: str,
    by: Account,
) -> Recommendation:
    """Put a recommendation right, or give it to somebody else; as it stood before stays, with the reason."""
    said = _checked(words, made_on, due_on)
    reason = why.strip()[:LONGEST_WORDS]
    if len(reason) < SHORTEST_WORDS:
        raise UserError("Say why it is changed, in a few words.")
    found = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    RecommendationBefore.objects.create(
        recommendation=found,
        words=found.words,
        source=found.source,
        source_words=found.source_words,
        number=found.number,
        made_on=found.made_on,
        area=found.area,
        owner=found.owner,
        due_on=found.due_on,
        why=reason,
        by=by,
        at=clock.now(),
    )
    found.words, found.source, found.source_words = said, source.value, " ".join(source_words.split())[:400]
    found.number, found.made_on, found.area = number.strip()[:20], made_on, area
    found.owner, found.due_on = owner, due_on
    found.save()
    access.log(by=by, doing=Doing.CHANGED, page="plan:recommendation", why="corrected")
    return found


def _follow(standing: Recommendation, now: PublishedRecommendation, made_on: dt.date | None, by: Account) -> None:
    """Have the plan's row follow a published one that was put right."""
    if standing.published_id == now.pk:
        return
    if (standing.words, standing.number, standing.made_on) != (now.text.strip(), now.number, made_on):
        correct_recommendation(
            recommendation=standing,
            words=now.text,
            source=Source(standing.source),
            source_words=standing.source_words,
            number=now.number,
            made_on=made_on,
            area=standing.area,
            owner=standing.owner,
            due_on=standing.due_on,
            why=PUT_RIGHT,
            by=by,
        )
    Recommendation.objects.filter(pk=standing.pk).update(published=now)


def _checked(words: str, made_on: dt.date | None, due_on: dt.date | None) -> str:
    said = words.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_WORDS:
        raise UserError("Say what is recommended, in a sentence.")
    if made_on is not None and made_on > clock.today():
        raise UserError("The day it was made is still to come; look at the day again.")
    if made_on is not None and due_on is not None and due_on < made_on:
        raise UserError("The day it is to be met is before the day it was made; look at both again.")
    return said
