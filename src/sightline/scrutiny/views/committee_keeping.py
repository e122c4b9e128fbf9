"""Keeping the committee's records: meetings, topics, reports, recommendations, responses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.scrutiny.actions import committee as actions
from sightline.scrutiny.forms.committee import (
    AgendaForm,
    CameForm,
    ChallengeForm,
    FollowForm,
    MeetingForm,
    MoveForm,
    RecommendForm,
    ReportForm,
    ResponseForm,
    TopicForm,
)
from sightline.scrutiny.forms.questions import WhyForm
from sightline.scrutiny.models import CommitteeMeeting, Response, Topic
from sightline.scrutiny.queries import committee as queries
from sightline.scrutiny.queries.committee import RecommendedRow, ResponseState, TopicRow, TopicState
from sightline.scrutiny.views.committee import meeting_or_404, recommended_or_404
from sightline.scrutiny.views.questions_doing import Doing, do
from sightline.web import clock

BOTH = ["GET", "HEAD", "POST"]


def _said_of(meeting: CommitteeMeeting) -> str:
    return f"{meeting.committee}, {meeting.held_on.day} {meeting.held_on:%B %Y}"


def _trail(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ((reverse("questions:committee"), "Committee"), *more)


def _to_come() -> dict[str, str]:
    return {
        str(each.meeting.pk): _said_of(each.meeting)
        for each in reversed(queries.meetings(clock.today()))
        if each.is_to_come
    }


def _open_topics() -> dict[str, str]:
    rows = queries.programme(clock.today())
    return {str(each.topic.pk): each.topic.words[:100] for each in rows if each.state is not TopicState.DONE}


def _chosen_meeting(sent: str) -> CommitteeMeeting | None:
    return CommitteeMeeting.objects.get(pk=int(sent)) if sent else None


def _chosen_topic(sent: str) -> Topic | None:
    return Topic.objects.get(pk=int(sent)) if sent else None


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """When does the committee meet?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    last = next(iter(queries.meetings(clock.today())), None)

    def write(sent: Mapping[str, Any]) -> str:
        made = actions.call_meeting(by=reader.account, **sent)
        return reverse("questions:meeting", args=[made.pk])

    make = partial(MeetingForm, initial={"committee": last.meeting.committee if last else ""})
    return do(request, Doing("Call a meeting", "Call it", reverse("questions:committee"), make, write, trail=_trail()))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def agenda_open(request: HttpRequest, number: int) -> HttpResponse:
    """Since when are the agenda and reports open?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = meeting_or_404(number)
    if found.meeting.agenda_on is not None:
        raise Http404
    address = reverse("questions:meeting", args=[number])

    def write(sent: Mapping[str, Any]) -> str:
        actions.open_agenda(meeting=found.meeting, on=sent["on"], by=reader.account)
        return address

    make = partial(AgendaForm, initial={"on": clock.today()})
    return do(request, _of_meeting(found.meeting, "The agenda is open", "Say so", make, write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def call_off(request: HttpRequest, number: int) -> HttpResponse:
    """Why is the meeting called off?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = meeting_or_404(number)
    if found.reports or found.recommendations:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.call_off(meeting=found.meeting, why=sent["why"], nobody_named=sent["nobody_named"], by=reader.account)
        return reverse("questions:committee")

    make = partial(WhyForm, reader=reader)
    return do(request, _of_meeting(found.meeting, "Call the meeting off", "Call it off", make, write, is_warning=True))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def report_new(request: HttpRequest, number: int) -> HttpResponse:
    """Which report does the meeting have, and what does it tell?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = meeting_or_404(number)

    def write(sent: Mapping[str, Any]) -> str:
        told = {name: sent[name] for name in ("title", "from_post", "told", "nobody_named")}
        actions.receive_report(meeting=found.meeting, topic=_chosen_topic(sent["topic"]), by=reader.account, **told)
        return reverse("questions:meeting", args=[number])

    make = partial(ReportForm, reader=reader, choices={"topic": _open_topics()})
    return do(request, _of_meeting(found.meeting, "A report to the meeting", "Write it down", make, write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def report_challenged(request: HttpRequest, number: int, report: int) -> HttpResponse:
    """Was the report challenged?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = meeting_or_404(number)
    chosen = next((each for each in found.reports if each.pk == report and each.is_challenged is None), None)
    if chosen is None:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.say_challenged(
            report=chosen,
            is_challenged=sent["is_challenged"] == "yes",
            words=sent["words"],
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return reverse("questions:meeting", args=[number])

    about = [(chosen.title, chosen.told)]
    make = partial(ChallengeForm, reader=reader)
    return do(request, _of_meeting(found.meeting, "Was it challenged?", "Say so", make, write, about=about))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def recommend(request: HttpRequest, number: int) -> HttpResponse:
    """What did the meeting recommend to the executive?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = meeting_or_404(number)
    if found.meeting.held_on > clock.today():
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        told = {name: sent[name] for name in ("words", "to", "received_on", "nobody_named")}
        made = actions.recommend(meeting=found.meeting, topic=_chosen_topic(sent["topic"]), by=reader.account, **told)
        return reverse("questions:recommendation", args=[made.pk])

    make = partial(
        RecommendForm, reader=reader, choices={"topic": _open_topics()}, initial={"received_on": clock.today()}
    )
    return do(request, _of_meeting(found.meeting, "A recommendation to the executive", "Write it down", make, write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def topic_new(request: HttpRequest) -> HttpResponse:
    """What is the committee to look into, why, and who chose it?"""
    return _choosing(request, require(request, Permission.SCRUTINY_MANAGE), is_member=False)


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ASK)
def topic_choose(request: HttpRequest) -> HttpResponse:
    """What do you, as a member, want the committee to look into, and why?"""
    return _choosing(request, require(request, Permission.SCRUTINY_ASK), is_member=True)


def _choosing(request: HttpRequest, reader: Bearer, *, is_member: bool) -> HttpResponse:
    def make(data: Any) -> TopicForm:
        form = TopicForm(data, reader=reader, choices={"meeting": _to_come()})
        if is_member:
            del form.fields["chosen_by"]
        return form

    def write(sent: Mapping[str, Any]) -> str:
        actions.add_topic(
            words=sent["words"],
            why=sent["why"],
            chosen_by=sent.get("chosen_by", ""),
            meeting=_chosen_meeting(sent["meeting"]),
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return reverse("questions:programme")

    cancel = reverse("questions:programme")
    trail = _trail((cancel, "Work programme"))
    return do(
        request, Doing("Choose a topic to look into", "Put it on the programme", cancel, make, write, trail=trail)
    )


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def topic_move(request: HttpRequest, number: int) -> HttpResponse:
    """To which meeting is the topic put?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    row = _topic(number)

    def write(sent: Mapping[str, Any]) -> str:
        meeting = CommitteeMeeting.objects.get(pk=int(sent["meeting"]))
        actions.put_to_meeting(
            topic=row.topic, meeting=meeting, why=sent["why"], nobody_named=sent["nobody_named"], by=reader.account
        )
        return reverse("questions:programme")

    make = partial(MoveForm, reader=reader, choices={"meeting": _to_come()})
    return do(request, _of_topic(row, "Put it to a meeting", "Put it there", make, write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def topic_came(request: HttpRequest, number: int) -> HttpResponse:
    """What came of looking into it?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    row = _topic(number)

    def write(sent: Mapping[str, Any]) -> str:
        actions.came_of(topic=row.topic, words=sent["words"], by=reader.account, nobody_named=sent["nobody_named"])
        return reverse("questions:programme")

    return do(request, _of_topic(row, "What came of it", "Say so", partial(CameForm, reader=reader), write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_ANSWER)
def respond(request: HttpRequest, number: int) -> HttpResponse:
    """What did the executive answer?"""
    reader = require(request, Permission.SCRUTINY_ANSWER)
    found = recommended_or_404(number)

    def write(sent: Mapping[str, Any]) -> str:
        actions.respond(
            recommendation=found.recommendation,
            response=Response(sent["response"]),
            words=sent["words"],
            responded_on=sent["responded_on"],
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return reverse("questions:recommendation", args=[number])

    make = partial(ResponseForm, reader=reader, initial={"responded_on": clock.today()})
    return do(request, _of_recommendation(found, "The executive’s response", "Write it down", make, write))


@require_http_methods(BOTH)
@allowed(Permission.SCRUTINY_MANAGE)
def follow_up(request: HttpRequest, number: int) -> HttpResponse:
    """What was found to have been done?"""
    reader = require(request, Permission.SCRUTINY_MANAGE)
    found = recommended_or_404(number)
    if not found.responses:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.follow_up(
            recommendation=found.recommendation,
            words=sent["words"],
            on=sent["on"],
            is_done=sent["is_done"] == "no",
            by=reader.account,
            nobody_named=sent["nobody_named"],
        )
        return reverse("questions:recommendation", args=[number])

    make = partial(FollowForm, reader=reader, initial={"on": clock.today()})
    return do(request, _of_recommendation(found, "What was done", "Write it down", make, write))


@require_http_methods(BOTH)
@allowed(Permission.PLAN_MANAGE)
def put_in_plan(request: HttpRequest, number: int) -> HttpResponse:
    """Is it to be a line of the improvement plan?"""
    reader = require(request, Permission.PLAN_MANAGE)
    found = recommended_or_404(number)
    accepted = found.state in (ResponseState.UNDER_WAY, ResponseState.DONE)
    if not accepted or found.recommendation.in_plan_id is not None:
        raise Http404

    def write(sent: Mapping[str, Any]) -> str:
        actions.put_in_plan(recommendation=found.recommendation, by=reader.account)
        return reverse("questions:recommendation", args=[number])

    return do(request, _of_recommendation(found, "Put it in the improvement plan", "Put it in", forms.Form, write))


def _topic(number: int) -> TopicRow:
    found = next((each for each in queries.programme(clock.today()) if each.topic.pk == number), None)
    if found is None or found.state is TopicState.DONE:
        raise Http404
    return found


def _of_topic(row: TopicRow, heading: str, button: str, make: Any, write: Any) -> Doing:
    cancel = reverse("questions:programme")
    about = [("The topic", row.topic.words), ("Why it was chosen", row.topic.why)]
    return Doing(heading, button, cancel, make, write, about=about, trail=_trail((cancel, "Work programme")))


def _of_meeting(
    meeting: CommitteeMeeting,
    heading: str,
    button: str,
    make: Any,
    write: Any,
    *,
    about: list[tuple[str, str]] | None = None,
    is_warning: bool = False,
) -> Doing:
    address = reverse("questions:meeting", args=[meeting.pk])
    return Doing(
        heading,
        button,
        address,
        make,
        write,
        caption=_said_of(meeting),
        about=about or [],
        trail=_trail((address, "The meeting")),
        is_warning=is_warning,
    )


def _of_recommendation(row: RecommendedRow, heading: str, button: str, make: Any, write: Any) -> Doing:
    address = reverse("questions:recommendation", args=[row.recommendation.pk])
    trail = _trail((reverse("questions:recommendations"), "Recommendations"), (address, "The recommendation"))
    about = [("The recommendation", row.recommendation.words)]
    about += [("The response", f"{row.answer}: {row.response.words}")] if row.response else []
    return Doing(heading, button, address, make, write, about=about, trail=trail)
