"""Keeping the committee's meetings, work programme, reports, recommendations and the executive's responses."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.scrutiny.actions.saying import (
    LONGEST_NAME,
    LONGEST_POST,
    holds,
    names_nobody,
    not_to_come,
    said,
)
from sightline.scrutiny.documents_clocks import clocks, response_clock
from sightline.scrutiny.models import (
    CommitteeMeeting,
    CommitteeRecommendation,
    CommitteeReport,
    ExecutiveResponse,
    FollowedUp,
    Response,
    Topic,
    TopicChange,
)
from sightline.web import clock


@transaction.atomic
def call_meeting(
    *, committee: str, held_on: dt.date, by: Account, agenda_on: dt.date | None = None
) -> CommitteeMeeting:
    """Call a meeting, or write down one that was held. UserError for one of that committee on that day already."""
    _keeps(by)
    name = said(committee, "Say which committee meets.", least=3)[:LONGEST_NAME]
    if CommitteeMeeting.objects.filter(committee=name, held_on=held_on, cancelled_at=None).exists():
        raise UserError("That committee meets on that day already.")
    _agenda_day(agenda_on, held_on)
    made = CommitteeMeeting.objects.create(
        committee=name,
        held_on=held_on,
        agenda_due_on=clocks()["agenda"].due(held_on),
        agenda_on=agenda_on,
        by=by,
        at=clock.now(),
    )
    _log(by, "questions:meeting-new", made)
    return made


@transaction.atomic
def open_agenda(*, meeting: CommitteeMeeting, on: dt.date, by: Account) -> None:
    """Say when the agenda and reports were open to the public. UserError where that was said already."""
    _keeps(by)
    found = _held(meeting)
    if found.agenda_on is not None:
        raise UserError("When it was open is kept already.")
    not_to_come(on)
    _agenda_day(on, found.held_on)
    found.agenda_on = on
    found.save(update_fields=["agenda_on"])
    _log(by, "questions:meeting", found)


@transaction.atomic
def call_off(*, meeting: CommitteeMeeting, why: str, by: Account, nobody_named: bool = False) -> None:
    """Call a meeting off, with the reason. UserError for one that had a report: it was held."""
    _keeps(by)
    found = _held(meeting)
    if found.reports.exists() or found.recommendations.exists():
        raise UserError("It had reports or made recommendations, so it was held.")
    reason = said(why, "Say why it is called off.")
    names_nobody(reason, nobody_named=nobody_named)
    found.cancelled_at, found.cancelled_why = clock.now(), reason
    found.save(update_fields=["cancelled_at", "cancelled_why"])
    _log(by, "questions:meeting", found)


@transaction.atomic
def add_topic(
    *,
    words: str,
    why: str,
    chosen_by: str,
    by: Account,
    chosen_on: dt.date | None = None,
    meeting: CommitteeMeeting | None = None,
    nobody_named: bool = False,
) -> Topic:
    """Put a topic on the work programme; a member may, and whoever keeps it. ``chosen_by``: in words, for a member
    their own name.
    """
    is_member = holds(by, Permission.SCRUTINY_ASK)
    if not is_member:
        _keeps(by)
    text = said(words, "Say what is to be looked into, in a sentence.")
    reason = said(why, "Say why it is chosen, in a sentence.")
    names_nobody(text, reason, nobody_named=nobody_named)
    made = Topic.objects.create(
        words=text,
        why=reason,
        chosen_by=by.name if is_member else said(chosen_by, "Say who chose it.", least=3)[:LONGEST_POST],
        chosen_on=not_to_come(chosen_on or clock.today()),
        meeting=_held(meeting) if meeting is not None else None,
        by=by,
        at=clock.now(),
    )
    _log(by, "questions:topic-new", made)
    return made


@transaction.atomic
def put_to_meeting(
    *, topic: Topic, meeting: CommitteeMeeting, why: str, by: Account, nobody_named: bool = False
) -> TopicChange:
    """Put a topic to a meeting, or to another one, with the reason."""
    _keeps(by)
    found = _open_topic(topic)
    reason = said(why, "Say why it is put to that meeting.")
    names_nobody(reason, nobody_named=nobody_named)
    made = TopicChange.objects.create(topic=found, meeting=_held(meeting), why=reason, by=by, at=clock.now())
    _log(by, "questions:topic", found)
    return made


@transaction.atomic
def came_of(*, topic: Topic, words: str, by: Account, nobody_named: bool = False) -> TopicChange:
    """Say what came of looking into a topic. UserError for one of which that was said already."""
    _keeps(by)
    found = _open_topic(topic)
    text = said(words, "Say what came of it, in a sentence.")
    names_nobody(text, nobody_named=nobody_named)
    made = TopicChange.objects.create(topic=found, came_of_it=text, by=by, at=clock.now())
    _log(by, "questions:topic", found)
    return made


@transaction.atomic
def receive_report(
    *,
    meeting: CommitteeMeeting,
    title: str,
    from_post: str,
    told: str,
    by: Account,
    topic: Topic | None = None,
    nobody_named: bool = False,
) -> CommitteeReport:
    """Write down a report that a meeting has or had, and what it told."""
    _keeps(by)
    name = said(title, "Give the report’s title.", least=3)[:200]
    text = said(told, "Say what it told the committee, in a sentence.")
    post = said(from_post, "Say by their post whose report it is.", least=3)[:LONGEST_POST]
    names_nobody(name, post, text, nobody_named=nobody_named)
    made = CommitteeReport.objects.create(
        meeting=_held(meeting),
        topic=topic,
        title=name,
        from_post=post,
        told=text,
        by=by,
        at=clock.now(),
    )
    _log(by, "questions:report-new", made)
    return made


@transaction.atomic
def say_challenged(
    *, report: CommitteeReport, is_challenged: bool, words: str, by: Account, nobody_named: bool = False
) -> None:
    """Say whether a report was challenged, and what was asked of it. UserError before the meeting, and said twice."""
    _keeps(by)
    found = CommitteeReport.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=report.pk)
    if found.is_challenged is not None:
        raise UserError("Whether it was challenged is kept already.")
    not_to_come(found.meeting.held_on)
    text = words.strip()
    if is_challenged:
        text = said(words, "Say what was asked of it, in a sentence.")
    names_nobody(text, nobody_named=nobody_named)
    found.is_challenged, found.challenge = is_challenged, text
    found.challenged_by, found.challenged_at = by, clock.now()
    found.save(update_fields=["is_challenged", "challenge", "challenged_by", "challenged_at"])
    _log(by, "questions:report", found)


@transaction.atomic
def recommend(
    *,
    meeting: CommitteeMeeting,
    words: str,
    to: str,
    received_on: dt.date,
    by: Account,
    topic: Topic | None = None,
    nobody_named: bool = False,
) -> CommitteeRecommendation:
    """Write down what a meeting recommended, and when the executive had it; the two months begin with that day."""
    _keeps(by)
    found = _held(meeting)
    not_to_come(found.held_on)
    text = said(words, "Write the recommendation in a sentence.")
    post = said(to, "Say to whom it was made, such as the cabinet.", least=3)[:LONGEST_POST]
    names_nobody(text, post, nobody_named=nobody_named)
    not_to_come(received_on)
    if received_on < found.held_on:
        raise UserError("The executive cannot have had it before the meeting.")
    made = CommitteeRecommendation.objects.create(
        meeting=found,
        topic=topic,
        words=text,
        to=post,
        received_on=received_on,
        due_on=response_clock().due(received_on),
        by=by,
        at=clock.now(),
    )
    _log(by, "questions:recommend", made)
    return made


@transaction.atomic
def respond(
    *,
    recommendation: CommitteeRecommendation,
    response: Response,
    words: str,
    responded_on: dt.date,
    by: Account,
    nobody_named: bool = False,
) -> ExecutiveResponse:
    """Write down the executive's response; a later one counts, and the one before stays."""
    if not holds(by, Permission.SCRUTINY_ANSWER):
        _keeps(by)
    found = CommitteeRecommendation.objects.select_for_update().get(pk=recommendation.pk)
    missing = "Say what the executive will do, and why it refuses what it refuses."
    text = said(words, missing)
    names_nobody(text, nobody_named=nobody_named)
    not_to_come(responded_on)
    if responded_on < found.received_on:
        raise UserError("That is before the executive had the recommendation.")
    made = ExecutiveResponse.objects.create(
        recommendation=found, response=response.value, words=text, responded_on=responded_on, by=by, at=clock.now()
    )
    _log(by, "questions:respond", found)
    return made


@transaction.atomic
def follow_up(
    *,
    recommendation: CommitteeRecommendation,
    words: str,
    on: dt.date,
    is_done: bool,
    by: Account,
    nobody_named: bool = False,
) -> FollowedUp:
    """Say what was found to have been done about a recommendation the executive accepted."""
    _keeps(by)
    found = CommitteeRecommendation.objects.select_for_update().get(pk=recommendation.pk)
    first = found.responses.order_by("at", "pk").first()
    if first is None:
        raise UserError("The executive has not responded yet; there is nothing to follow up.")
    text = said(words, "Say what was found to have been done.")
    names_nobody(text, nobody_named=nobody_named)
    not_to_come(on)
    if on < first.responded_on:
        raise UserError("That is before the executive responded.")
    made = FollowedUp.objects.create(recommendation=found, on=on, words=text, is_done=is_done, by=by, at=clock.now())
    _log(by, "questions:follow-up-recommendation", found)
    return made


@transaction.atomic
def put_in_plan(*, recommendation: CommitteeRecommendation, by: Account) -> None:
    """Put an accepted recommendation into the council's improvement plan. UserError for one refused, or there already.

    Whoever manages the plan does it, since the plan is theirs and not the committee's.
    """
    from sightline.improvement.actions.plan import add_recommendation
    from sightline.improvement.models import Source

    if not holds(by, Permission.PLAN_MANAGE):
        raise UserError("The improvement plan is kept by the service; ask an officer who manages it.")
    found = (
        CommitteeRecommendation.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .get(pk=recommendation.pk)
    )
    if found.in_plan_id is not None:
        raise UserError("It is in the plan already.")
    newest = found.responses.order_by("-at", "-pk").first()
    if newest is None or newest.response == Response.REFUSED.value:
        raise UserError("The executive has not accepted it, so it is not in the plan.")
    made = add_recommendation(
        source=Source.SCRUTINY,
        words=found.words,
        by=by,
        source_words=f"{found.meeting.committee}, {found.meeting.held_on.day} {found.meeting.held_on:%B %Y}",
        made_on=found.meeting.held_on,
    )
    found.in_plan = made
    found.save(update_fields=["in_plan"])
    _log(by, "questions:put-in-plan", found)


def _keeps(by: Account) -> None:
    if not holds(by, Permission.SCRUTINY_MANAGE):
        raise UserError("The committee’s records are kept by the scrutiny officer.")


def _held(meeting: CommitteeMeeting) -> CommitteeMeeting:
    found = CommitteeMeeting.objects.select_for_update().get(pk=meeting.pk)
    if found.cancelled_at is not None:
        raise UserError("That meeting was called off.")
    return found


def _open_topic(topic: Topic) -> Topic:
    found = Topic.objects.select_for_update().get(pk=topic.pk)
    if found.changes.exclude(came_of_it="").exists():
        raise UserError("What came of it is kept already.")
    return found


def _agenda_day(on: dt.date | None, held_on: dt.date) -> None:
    if on is not None and on > held_on:
        raise UserError("The agenda cannot have been opened after the meeting.")


def _log(by: Account, page: str, about: object) -> None:
    access.log(by=by, doing=Doing.CHANGED, page=page, why=str(about))
