"""The committee's room: what comes next, the programme, the reports it had, its recommendations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.scrutiny.documents_clocks import clocks, response_clock
from sightline.scrutiny.models import Asker, CommitteeReport
from sightline.scrutiny.queries import committee as queries
from sightline.scrutiny.queries import questions as asked_of
from sightline.scrutiny.queries.committee import MeetingRow, RecommendedRow, ResponseState, TopicRow, TopicState
from sightline.web import clock

TOPIC_HEAD = ("Topic", "Why", "Chosen by", "Chosen", "Meeting", "How it stands", "What came of it")
REPORT_HEAD = ("Meeting", "Committee", "Report", "From", "What it told", "Challenged", "What was asked of it")
RECOMMENDED_HEAD = (
    "Recommendation", "Meeting", "To", "Received", "Response due", "How it stands", "Days late", "Response",
    "What was said", "On", "Last followed up", "What was found", "In the plan",
)  # fmt: skip


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def committee(request: HttpRequest) -> HttpResponse:
    """What does the committee look at next, and what is it owed?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    today = clock.today()
    meetings = queries.meetings(today)
    topics = queries.programme(today)
    recommended = queries.recommended(today)
    questions = asked_of.asked(reader, today, Asker.MEMBER)
    context = {
        "next": queries.next_meeting(meetings),
        "to_come": [each for each in reversed(meetings) if each.is_to_come],
        "held": [each for each in meetings if not each.is_to_come][:6],
        "held_count": sum(not each.is_to_come for each in meetings),
        "challenge": queries.challenge(meetings),
        "topics": [each for each in topics if each.state is not TopicState.DONE],
        "owed": [each for each in recommended if each.state in (ResponseState.OVERDUE, ResponseState.WAITING)],
        "under_way": [each for each in recommended if each.state is ResponseState.UNDER_WAY],
        "unanswered": [each for each in questions if each.state.is_open],
        "may_keep": reader.may(Permission.SCRUTINY_MANAGE),
        "may_choose": reader.may(Permission.SCRUTINY_ASK),
    }
    return render(request, "scrutiny/questions/committee.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """What did this meeting have before it, what did it ask, and what did it recommend?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    found = meeting_or_404(number)
    recommended = [
        each for each in queries.recommended(clock.today()) if each.recommendation.meeting_id == found.meeting.pk
    ]
    context = {
        "found": found,
        "recommended": recommended,
        "agenda": clocks()["agenda"],
        "may_keep": reader.may(Permission.SCRUTINY_MANAGE),
        "was_held": found.meeting.held_on <= clock.today(),
        "may_call_off": not found.reports and not recommended,
    }
    return render(request, "scrutiny/questions/meeting.html", context)


def meeting_or_404(number: int) -> MeetingRow:
    """The meeting of that number; Http404 where there is none, or it was called off."""
    found = next((each for each in queries.meetings(clock.today()) if each.meeting.pk == number), None)
    if found is None:
        raise Http404
    return found


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def programme(request: HttpRequest) -> HttpResponse:
    """What is the committee to look into, why, and what came of it?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    context = {
        "listing": _topics(request),
        **links("questions:programme"),
        "may_export": True,
        "may_keep": reader.may(Permission.SCRUTINY_MANAGE),
        "may_choose": reader.may(Permission.SCRUTINY_ASK),
    }
    return render(request, "scrutiny/questions/programme.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def programme_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"questions:programme-{kind}")
    return file_response(kind, "work-programme", TOPIC_HEAD, map(_topic_cells, _topics(request).all_rows))


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def reports(request: HttpRequest) -> HttpResponse:
    """Which reports did the committee have, and of which did it ask something?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    context = {
        "listing": _reports(request),
        "challenge": queries.challenge(queries.meetings(clock.today())),
        **links("questions:reports"),
        "may_export": True,
        "may_keep": reader.may(Permission.SCRUTINY_MANAGE),
        "today": clock.today(),
    }
    return render(request, "scrutiny/questions/reports.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def reports_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"questions:reports-{kind}")
    return file_response(kind, "reports-to-committee", REPORT_HEAD, map(_report_cells, _reports(request).all_rows))


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def recommendations(request: HttpRequest) -> HttpResponse:
    """What was recommended to the executive, what did it answer, and was it done?"""
    require(request, Permission.SCRUTINY_VIEW)
    context = {
        "listing": _recommended(request),
        "response": response_clock(),
        **links("questions:recommendations"),
        "may_export": True,
    }
    return render(request, "scrutiny/questions/recommendations.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def recommendations_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"questions:recommendations-{kind}")
    rows = _recommended(request).all_rows
    return file_response(kind, "committee-recommendations", RECOMMENDED_HEAD, map(_recommended_cells, rows))


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    """What was recommended, what did the executive answer, and what was done?"""
    reader = require(request, Permission.SCRUTINY_VIEW)
    found = recommended_or_404(number)
    accepted = found.state in (ResponseState.UNDER_WAY, ResponseState.DONE)
    context = {
        "found": found,
        "responses": list(reversed(found.responses)),
        "followed": list(reversed(found.followed)),
        "response": response_clock(),
        "may_respond": reader.may(Permission.SCRUTINY_ANSWER),
        "may_follow": reader.may(Permission.SCRUTINY_MANAGE) and bool(found.responses),
        "may_plan": accepted and found.recommendation.in_plan_id is None and reader.may(Permission.PLAN_MANAGE),
    }
    return render(request, "scrutiny/questions/recommendation.html", context)


def recommended_or_404(number: int) -> RecommendedRow:
    """The recommendation of that number; Http404 where there is none."""
    found = next((each for each in queries.recommended(clock.today()) if each.recommendation.pk == number), None)
    if found is None:
        raise Http404
    return found


def _topics(request: HttpRequest) -> Listing[TopicRow]:
    return listing(
        queries.programme(clock.today()),
        request.GET,
        filters=(
            Filter(
                "state",
                "How it stands",
                tuple(Choice(each.name.lower(), each.value) for each in TopicState),
                lambda row, value: row.state.name.lower() == value,
            ),
        ),
        orders=(
            Order("meeting", "Next to be looked into", _when),
            Order("chosen", "Chosen last", lambda row: -row.topic.pk),
        ),
        search=lambda row: f"{row.topic.words} {row.topic.why} {row.topic.chosen_by} {row.came_of_it}",
    )


def _when(row: TopicRow) -> tuple[bool, str, int]:
    return (row.state is TopicState.DONE, row.meeting.held_on.isoformat() if row.meeting else "9999", row.topic.pk)


def _topic_cells(row: TopicRow) -> list[object]:
    topic = row.topic
    held = row.meeting.held_on if row.meeting else None
    return [topic.words, topic.why, topic.chosen_by, topic.chosen_on, held, row.state.value, row.came_of_it]


def _reports(request: HttpRequest) -> Listing[CommitteeReport]:
    told = {"yes": True, "no": False, "unsaid": None}
    return listing(
        [each for row in queries.meetings(clock.today()) for each in row.reports],
        request.GET,
        filters=(
            Filter(
                "challenged",
                "Challenged",
                (Choice("yes", "Challenged"), Choice("no", "Nothing was asked"), Choice("unsaid", "Not said yet")),
                lambda row, value: row.is_challenged is told[value],
            ),
        ),
        orders=(
            Order("latest", "Latest first", lambda row: (-row.meeting.held_on.toordinal(), row.pk)),
            Order("oldest", "Oldest first", lambda row: (row.meeting.held_on, row.pk)),
            Order("from", "From whom", lambda row: (row.from_post.casefold(), row.meeting.held_on)),
        ),
        search=lambda row: f"{row.title} {row.from_post} {row.told} {row.challenge}",
    )


def _report_cells(row: CommitteeReport) -> list[object]:
    challenged = {True: "yes", False: "no", None: "not said"}[row.is_challenged]
    meeting = row.meeting
    return [meeting.held_on, meeting.committee, row.title, row.from_post, row.told, challenged, row.challenge]


def _recommended(request: HttpRequest) -> Listing[RecommendedRow]:
    order = list(ResponseState)
    return listing(
        queries.recommended(clock.today()),
        request.GET,
        filters=(
            Filter(
                "state",
                "How it stands",
                tuple(Choice(each.name.lower(), each.value) for each in ResponseState),
                lambda row, value: row.state.name.lower() == value,
            ),
            Filter("late", "Response", (Choice("yes", "Late, or overdue"),), lambda row, value: row.over > 0),
        ),
        orders=(
            Order("owed", "Response owed first", lambda row: (order.index(row.state), -row.over)),
            Order("latest", "Latest first", lambda row: -row.recommendation.received_on.toordinal()),
            Order("late", "Latest response first", lambda row: -row.over),
        ),
        search=lambda row: f"{row.recommendation.words} {row.recommendation.to}",
    )


def _recommended_cells(row: RecommendedRow) -> list[object]:
    found, last = row.recommendation, row.response
    looked = row.followed[-1] if row.followed else None
    return [
        found.words,
        found.meeting.held_on,
        found.to,
        found.received_on,
        found.due_on,
        row.state.value,
        row.over,
        row.answer,
        last.words if last else None,
        last.responded_on if last else None,
        looked.on if looked else None,
        looked.words if looked else None,
        "yes" if found.in_plan_id else "no",
    ]
