"""The committee's work: what it is to look into, what reports it had, what it recommended and what came of that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sightline.improvement.inquiries import Event, Tier
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


class TopicState(StrEnum):
    """How a topic stands on a day."""

    PLANNED = "To come"
    NO_DATE = "No meeting set"
    PASSED = "Meeting held, nothing said of it"
    DONE = "Looked into"


class ResponseState(StrEnum):
    """How a recommendation to the executive stands on a day."""

    OVERDUE = "Response overdue"
    WAITING = "Response awaited"
    REFUSED = "Refused"
    UNDER_WAY = "Accepted, not done yet"
    DONE = "Done"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as at a day. ``agenda_over``: days its agenda was, or is, open too late; 0 for in time."""

    meeting: CommitteeMeeting
    is_to_come: bool
    agenda_over: int
    reports: tuple[CommitteeReport, ...]
    topics: tuple[TopicRow, ...]
    recommendations: int

    @property
    def unchallenged(self) -> int:
        """How many of its reports nothing was asked of."""
        return sum(each.is_challenged is False for each in self.reports)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as at a day, with the meeting it is put to now and what came of it."""

    topic: Topic
    meeting: CommitteeMeeting | None
    state: TopicState
    came_of_it: str
    changes: tuple[TopicChange, ...]


@dataclass(frozen=True, slots=True)
class RecommendedRow:
    """A recommendation as at a day. ``over``: days the response was, or is, late; 0 for in time."""

    recommendation: CommitteeRecommendation
    state: ResponseState
    over: int
    responses: tuple[ExecutiveResponse, ...]
    followed: tuple[FollowedUp, ...]

    @property
    def response(self) -> ExecutiveResponse | None:
        """The response that counts; None for none yet."""
        return self.responses[-1] if self.responses else None

    @property
    def answer(self) -> str:
        """What the executive answered, in words; "" for nothing yet."""
        return Response(self.responses[-1].response).label if self.responses else ""


@dataclass(frozen=True, slots=True)
class Challenge:
    """How many reports a committee had, and of how many it asked nothing."""

    reports: int
    challenged: int
    unchallenged: int
    not_said: int


def meetings(on: dt.date) -> list[MeetingRow]:
    """Every meeting that was not called off, the latest first."""
    found = list(CommitteeMeeting.objects.filter(cancelled_at=None).order_by("-held_on", "-pk"))
    reports: dict[int, list[CommitteeReport]] = {}
    for report in CommitteeReport.objects.select_related("topic", "challenged_by").order_by("pk"):
        reports.setdefault(report.meeting_id, []).append(report)
    topics: dict[int, list[TopicRow]] = {}
    for row in programme(on):
        if row.meeting is not None:
            topics.setdefault(row.meeting.pk, []).append(row)
    counts: dict[int, int] = {}
    for meeting in CommitteeRecommendation.objects.values_list("meeting_id", flat=True):
        counts[meeting] = counts.get(meeting, 0) + 1
    return [
        MeetingRow(
            meeting=each,
            is_to_come=each.held_on >= on,
            agenda_over=_agenda_over(each, on),
            reports=tuple(reports.get(each.pk, ())),
            topics=tuple(topics.get(each.pk, ())),
            recommendations=counts.get(each.pk, 0),
        )
        for each in found
    ]


def _agenda_over(meeting: CommitteeMeeting, on: dt.date) -> int:
    if meeting.agenda_due_on is None:
        return 0
    opened = meeting.agenda_on or min(on, meeting.held_on)
    return max(0, (opened - meeting.agenda_due_on).days)


def programme(on: dt.date) -> list[TopicRow]:
    """Every topic of the work programme, those not looked into yet first."""
    changes: dict[int, list[TopicChange]] = {}
    for change in TopicChange.objects.select_related("meeting", "by").order_by("at", "pk"):
        changes.setdefault(change.topic_id, []).append(change)
    rows = [
        _topic(each, tuple(changes.get(each.pk, ())), on)
        for each in Topic.objects.select_related("meeting", "by").order_by("chosen_on", "pk")
    ]
    far = dt.date.max
    return sorted(rows, key=lambda each: (each.state is TopicState.DONE, each.meeting.held_on if each.meeting else far))


def _topic(topic: Topic, changes: tuple[TopicChange, ...], on: dt.date) -> TopicRow:
    moved = [each.meeting for each in changes if each.meeting is not None]
    meeting = moved[-1] if moved else topic.meeting
    if meeting is not None and meeting.cancelled_at is not None:
        meeting = None
    came = [each.came_of_it for each in changes if each.came_of_it]
    if came:
        state = TopicState.DONE
    elif meeting is None:
        state = TopicState.NO_DATE
    else:
        state = TopicState.PLANNED if meeting.held_on >= on else TopicState.PASSED
    return TopicRow(topic, meeting, state, came[-1] if came else "", changes)


def recommended(on: dt.date) -> list[RecommendedRow]:
    """Every recommendation to the executive: those with a response owed first, the longest overdue first."""
    responses: dict[int, list[ExecutiveResponse]] = {}
    for response in ExecutiveResponse.objects.filter(responded_on__lte=on).select_related("by").order_by("at", "pk"):
        responses.setdefault(response.recommendation_id, []).append(response)
    followed: dict[int, list[FollowedUp]] = {}
    for each in FollowedUp.objects.filter(on__lte=on).select_related("by").order_by("on", "pk"):
        followed.setdefault(each.recommendation_id, []).append(each)
    found = CommitteeRecommendation.objects.filter(received_on__lte=on).select_related("meeting", "topic", "in_plan")
    rows = [_recommended(each, responses.get(each.pk, []), followed.get(each.pk, []), on) for each in found]
    order = list(ResponseState)
    return sorted(rows, key=lambda each: (order.index(each.state), -each.over, each.recommendation.received_on))


def _recommended(
    recommendation: CommitteeRecommendation,
    responses: list[ExecutiveResponse],
    followed: list[FollowedUp],
    on: dt.date,
) -> RecommendedRow:
    until = responses[0].responded_on if responses else on
    due = recommendation.due_on
    over = max(0, (until - due).days) if due is not None else 0
    if not responses:
        state = ResponseState.OVERDUE if over else ResponseState.WAITING
    elif responses[-1].response == Response.REFUSED.value:
        state = ResponseState.REFUSED
    else:
        state = ResponseState.DONE if followed and followed[-1].is_done else ResponseState.UNDER_WAY
    return RecommendedRow(recommendation, state, over, tuple(responses), tuple(followed))


def challenge(rows: list[MeetingRow]) -> Challenge:
    """How many reports the meetings held had, and of how many nothing was asked; those to come are not counted."""
    reports = [each for row in rows if not row.is_to_come for each in row.reports]
    return Challenge(
        reports=len(reports),
        challenged=sum(each.is_challenged is True for each in reports),
        unchallenged=sum(each.is_challenged is False for each in reports),
        not_said=sum(each.is_challenged is None for each in reports),
    )


def next_meeting(rows: list[MeetingRow]) -> MeetingRow | None:
    """The next meeting to come, today's included; None where none is called."""
    return min((each for each in rows if each.is_to_come), key=lambda each: each.meeting.held_on, default=None)


def committee_events(since: dt.date, until: dt.date) -> list[Event]:
    """Reports received and whether they were challenged, recommendations and responses, for a timeline."""
    out: list[Event] = []
    reports = CommitteeReport.objects.filter(meeting__held_on__range=(since, until)).select_related("meeting")
    for report in reports.filter(meeting__cancelled_at=None):
        asked = {
            True: "It was challenged",
            False: "Nothing was asked of it",
            None: "Whether it was challenged is not kept",
        }
        told = f"{report.title}, from {report.from_post}: {report.told} {asked[report.is_challenged]}."
        words = f"{told} {report.challenge}".strip()
        out.append(_event(report.meeting.held_on, "report to the committee", words, f"committee report {report.pk}"))
    for each in CommitteeRecommendation.objects.filter(received_on__range=(since, until)):
        words = f"Recommended to {each.to}: {each.words}"
        out.append(_event(each.received_on, "recommendation of the committee", words, str(each)))
    answers = ExecutiveResponse.objects.filter(responded_on__range=(since, until)).select_related("recommendation")
    for response in answers:
        due = response.recommendation.due_on
        late = ", late" if due is not None and response.responded_on > due else ""
        words = f"{Response(response.response).label}{late}: {response.words} ({response.recommendation})"
        out.append(_event(response.responded_on, "response of the executive", words, str(response)))
    for done in FollowedUp.objects.filter(on__range=(since, until)).select_related("recommendation"):
        words = f"{'Done' if done.is_done else 'Not done yet'}: {done.words} ({done.recommendation})"
        out.append(_event(done.on, "recommendation followed up", words, str(done)))
    return out


def _event(on: dt.date, kind: str, words: str, proof: str) -> Event:
    return Event(
        on=on,
        known_at=None,
        tier=Tier.COMMITTEE,
        kind=kind,
        words=words,
        source="Records of the committee",
        proof=proof,
    )
