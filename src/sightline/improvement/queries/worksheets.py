"""Worksheets: whose is whose, what one lacks, how worries stand, and what the answers of a campaign come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from sightline.access.bearer import Bearer, bearer
from sightline.access.children import Visible, hidden_from, restricted_children
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.models import (
    Campaign,
    ChildReview,
    FindingBack,
    ReviewAnswer,
    ReviewReopened,
    Worry,
    WorryTold,
)
from sightline.improvement.worksheets import SHORTEST_WORDS, WorksheetQuestion, questions_of
from sightline.inspection.models import AuditGrade
from sightline.inspection.queries.concerns import (
    ConcernLine,
    Teller,
    escalated,
    in_line,
    line_of,
)
from sightline.ledger.queries import current
from sightline.web import clock

AT_ONCE = 1  # who is told of a worry at once: those of the child's team and of its service
LEADS = "leads the campaign"


@dataclass(frozen=True, slots=True)
class Reading:
    """A review that somebody may read."""

    review: ChildReview
    is_own: bool

    @property
    def may_write(self) -> bool:
        """Whether its reader may still change it."""
        return self.is_own and self.review.submitted_at is None


def review_for(reader: Bearer, number: int) -> Reading | None:
    """The review of this number if ``reader`` may read it: its reviewer, and once submitted those who lead campaigns.
    Whether they may open its child is asked apart."""
    found = live_reviews().filter(pk=number).first()
    if found is None:
        return None
    if found.reviewer_id == reader.account.pk:
        return Reading(found, is_own=True)
    leads = reader.may(Permission.CAMPAIGN_LEAD) or reader.may(Permission.CHILD_RESTRICT)
    return Reading(found, is_own=False) if found.submitted_at is not None and leads else None


def live_reviews() -> QuerySet[ChildReview]:
    """Every review that was not taken back, with what its pages say of it."""
    return ChildReview.objects.filter(taken_back_at=None).select_related("child__campaign", "reviewer")


def answers_of(review: ChildReview) -> dict[str, ReviewAnswer]:
    """The answers given so far by question: one query."""
    return {each.question: each for each in review.answers.all()}


def questions_asked(review: ChildReview) -> tuple[WorksheetQuestion, ...]:
    """What the worksheet asks."""
    return questions_of(review.child.campaign.questions)


def lacks_of(review: ChildReview, answers: Mapping[str, ReviewAnswer]) -> list[str]:
    """What is missing before a review can be submitted, in the order it is asked."""
    found = []
    for each in questions_asked(review):
        given = answers.get(each.id)
        found.append(each.lacks(given.answer if given else "", given.words if given else ""))
    if review.grade not in AuditGrade.values:
        found.append("Give the help this child gets a grade")
    if len(review.words.strip()) < SHORTEST_WORDS:
        found.append("Say in a sentence what should happen for this child")
    return [each for each in found if each]


def findings_of(review: ChildReview) -> QuerySet[FindingBack]:
    """What was done with what a review found."""
    return review.findings.select_related("by").order_by("at", "pk")


def reopenings_of(review: ChildReview) -> QuerySet[ReviewReopened]:
    """When it was opened again, and what it had said."""
    return review.reopenings.select_related("by")


def told_of(person_id: str, campaign: Campaign, day: dt.date, *, but: Account) -> list[tuple[Teller, bool]]:
    """Who is told of a worry, and whether at once: the child's team manager and head alike, since the campaign may be
    about what one of them does; those above, and the campaign's lead, once it escalates. Where neither can be told, the
    nearest there is at once."""
    managers = in_line(person_id, day, but=but)
    near = [each for each in managers if each.level <= AT_ONCE]
    first = min((each.level for each in managers), default=None)
    found = [(each, each in near or each.level == first) for each in managers]
    named = {each.account.pk for each in managers} | {but.pk}
    lead = campaign.lead
    if lead.pk not in named and lead.is_active and person_id not in hidden_from(bearer(lead, day)):
        found.append((Teller(lead, 3, LEADS, is_manager=False), first is None))
    return found


def _worries() -> QuerySet[Worry]:
    told = Prefetch("told", WorryTold.objects.select_related("account"))
    found = Worry.objects.select_related("review__child__campaign", "raised_by", "seen_by", "answered_by")
    return found.prefetch_related(told)


def worries_first(reader: Bearer) -> list[ConcernLine[Worry]]:
    """What the reader's first page says at once: worries they are told of that nobody has answered, and those they
    raised that nobody opened in time. One query on most days, when there is nothing; none for roles never told."""
    if not (reader.may(Permission.CONCERN_ANSWER) or reader.may(Permission.CAMPAIGN_REVIEW)):
        return []
    account, now = reader.account, clock.now()
    told = Q(told__account=account) & (Q(told__is_at_once=True) | escalated(now))
    unheard = Q(raised_by=account, seen_at=None, escalates_at__lte=now)
    keys = set(Worry.objects.filter(told | unheard, answered_at=None).values_list("pk", flat=True))
    if not keys:
        return []
    hidden = hidden_from(reader)
    lines = [
        line_of(each, now, is_mine=each.raised_by_id == account.pk)
        for each in _worries().filter(pk__in=keys).order_by("due_at", "pk")
        if each.review.child.person_id not in hidden
    ]
    return sorted(lines, key=lambda each: each.minutes)


def worries_of(campaign: Campaign, shown: Visible) -> list[ConcernLine[Worry]]:
    """The worries of a campaign about children who may be shown, what is not answered first. Two queries."""
    now = clock.now()
    lines = [
        line_of(each, now)
        for each in _worries().filter(review__child__campaign=campaign)
        if each.review.child.person_id in shown
    ]
    return sorted(lines, key=lambda each: (each.concern.answered_at is not None, each.minutes, each.concern.pk))


def worry_for(reader: Bearer, number: int) -> Worry | None:
    """The worry of this number if the reader may read it; whether they may open the child is asked apart."""
    found = _worries().filter(pk=number).first()
    if found is None:
        return None
    told = any(each.account_id == reader.account.pk for each in found.told.all())
    mine = found.raised_by_id == reader.account.pk
    leads = reader.may(Permission.CONCERN_ANSWER) or reader.may(Permission.CAMPAIGN_LEAD)
    return found if told or mine or leads else None


def may_answer(worry: Worry, reader: Bearer) -> bool:
    """Managers alone, nobody their own, and nobody who holds the child."""
    holds = bool(worry.held_by) and worry.held_by == reader.account.professional_id
    mine = reader.account.pk == worry.raised_by_id
    return worry.answered_at is None and not mine and not holds and reader.may(Permission.CONCERN_ANSWER)


def told_now(worry: Worry, now: dt.datetime) -> list[WorryTold]:
    """Who has been told by ``now``."""
    late = worry.seen_at is not None and worry.seen_at > worry.escalates_at
    unseen = worry.seen_at is None and worry.escalates_at <= (worry.answered_at or now)
    is_escalated = late or unseen or worry.due_at <= (worry.answered_at or now)
    return [each for each in worry.told.all() if each.is_at_once or is_escalated]


@dataclass(frozen=True, slots=True)
class Found:
    """How one question was answered across a campaign. ``by_answer``: each answer, how often, and whether it worries;
    ``by_team``: for each team how many worrying answers of how many."""

    question: WorksheetQuestion
    answered: int
    worrying: int
    by_answer: tuple[tuple[str, int, bool], ...]
    by_team: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the submitted reviews of a campaign come to. No child in it."""

    reviewed: int
    grades: tuple[tuple[str, int], ...]
    questions: tuple[Found, ...]


def findings(campaign: Campaign) -> Findings:
    """The answers counted, restricted children left out for everybody. Four queries."""
    apart = restricted_children()
    found = [
        each
        for each in ChildReview.objects.filter(child__campaign=campaign, taken_back_at=None, submitted_at__isnull=False)
        .select_related("child")
        .prefetch_related("answers")
        if each.child.person_id not in apart
    ]
    names = {key: name or key for key, name in current("teams").values_list("team_id", "name")}
    given = [(each, {one.question: one for one in each.answers.all()}) for each in found]
    grades = [(words, sum(each.grade == grade for each in found)) for grade, words in AuditGrade.choices]
    return Findings(
        len(found),
        tuple(grades),
        tuple(_counted(each, given, names) for each in questions_of(campaign.questions) if each.answers),
    )


def _counted(
    question: WorksheetQuestion,
    given: Sequence[tuple[ChildReview, Mapping[str, ReviewAnswer]]],
    names: Mapping[str, str],
) -> Found:
    values = [
        (names.get(review.child.team_id, "No team"), question.answer(answers[question.id].answer))
        for review, answers in given
        if question.id in answers
    ]
    known = [(team, answer) for team, answer in values if answer is not None]
    teams = sorted({team for team, _ in known})
    return Found(
        question,
        len(known),
        sum(answer.is_worrying for _, answer in known),
        tuple((each.words, sum(answer == each for _, answer in known), each.is_worrying) for each in question.answers),
        tuple(
            (
                team,
                sum(answer.is_worrying for one, answer in known if one == team),
                sum(one == team for one, _ in known),
            )
            for team in teams
        ),
    )
