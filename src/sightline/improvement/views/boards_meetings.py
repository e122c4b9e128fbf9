"""Meetings: called, moved, called off, who came, and one of them with all that is written down of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.improvement.actions import boards_meetings as actions
from sightline.improvement.actions.boards_meetings import Called, Came
from sightline.improvement.forms.boards_meetings import (
    AttendanceForm,
    AttendingForm,
    MeetingForm,
    MoveForm,
    ReasonForm,
)
from sightline.improvement.models import Meeting, Presence
from sightline.improvement.queries import boards as queries
from sightline.improvement.queries.packs import editions
from sightline.improvement.views.boards import trail_of
from sightline.improvement.views.boards_writing import Writing, answer
from sightline.web import clock

Sent = Mapping[str, Any]


def meeting_trail(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The way to what is within a meeting."""
    day = f"{meeting.on.day} {meeting.on:%B %Y}"
    return *trail_of(meeting.board), (reverse("boards:meeting", args=[meeting.pk]), f"Meeting of {day}")


def caption_of(meeting: Meeting) -> str:
    """What a form about a meeting says above its heading."""
    return f"{meeting.board.name}, {meeting.on.day} {meeting.on:%B %Y}"


@require_safe
@allowed(Permission.BOARD_VIEW)
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """What is on the agenda, who came, what was decided and why, and what was asked for?"""
    reader = require(request, Permission.BOARD_VIEW)
    found, today = queries.meeting(meeting), clock.today()
    record = queries.record_of(found, today)
    context = {
        "meeting": found,
        "record": record,
        "editions": editions(found, reader),
        "decisions": [(each, queries.earlier_of(each)) for each in record.decisions],
        "actions": [(each, queries.earlier_of(each.row)) for each in record.actions],
        "minutes_before": queries.earlier_of(record.minutes) if record.minutes else [],
        "attendance_before": [
            (each, queries.earlier_of(each)) for each in record.attendance if each.supersedes_id is not None
        ],
        "taken_off": queries.withdrawn_of(found.items.all()),
        "taken_back": queries.withdrawn_of(found.actions.all()),
        "to_confirm": queries.waits_for_confirmation(found),
        "moves": list(found.moves.select_related("by")),
        "is_over": found.on <= today and not found.called_off_why,
        "may_manage": reader.may(Permission.BOARD_MANAGE),
        "trail": trail_of(found.board),
    }
    return render(request, "improvement/boards/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def call(request: HttpRequest, board: int) -> HttpResponse:
    """When and where does it meet next?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.board(board)
    before = found.meetings.first()

    def write(sent: Sent) -> None:
        actions.call_meeting(board=found, called=_called(sent), by=reader.account)

    return answer(
        request,
        Writing(
            reader=reader,
            place=f"call {found.pk}",
            make=MeetingForm,
            begins={"place": before.place, "starts_at": before.starts_at} if before else {},
            write=write,
            done=reverse("boards:board", args=[found.pk]),
            heading="Call a meeting",
            caption=found.name,
            button="Call it",
            trail=trail_of(found),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def move(request: HttpRequest, meeting: int) -> HttpResponse:
    """To which day, time or place is it moved, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)

    def write(sent: Sent) -> None:
        actions.move_meeting(meeting=found, called=_called(sent), why=sent["why"], by=reader.account)

    begins = {"on": found.on, "starts_at": found.starts_at, "place": found.place}
    return answer(
        request, about_meeting(reader, found, "move", MoveForm, write, "Move this meeting", "Move it", begins)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def call_off(request: HttpRequest, meeting: int) -> HttpResponse:
    """Why is it not held?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)

    def write(sent: Sent) -> None:
        actions.call_off(meeting=found, why=sent["why"], by=reader.account)

    return answer(
        request, about_meeting(reader, found, "call-off", ReasonForm, write, "Call this meeting off", "Call it off")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def attendance(request: HttpRequest, meeting: int) -> HttpResponse:
    """Who came, who sent apologies, and who came in whose place?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    members = queries.members_on(found.board, found.on)
    before = {
        each.member_id: each
        for each in queries.stands(found.attendance.exclude(member=None))
        if each.member_id is not None
    }

    def write(sent: Sent) -> None:
        came = [
            Came(
                each,
                Presence(sent[f"presence-{each.pk}"]),
                sent[f"stand-in-{each.pk}"],
                sent[f"organisation-{each.pk}"],
            )
            for each in members
        ]
        actions.write_attendance(meeting=found, came=came, why=sent.get("why", ""), by=reader.account)

    writing = about_meeting(
        reader,
        found,
        "attendance",
        AttendanceForm,
        write,
        "Who came?",
        "Write it down",
        given={"members": members, "before": before},
        page="improvement/boards/attendance.html",
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def attending(request: HttpRequest, meeting: int) -> HttpResponse:
    """Who was there and is no member?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)

    def write(sent: Sent) -> None:
        actions.add_attending(meeting=found, name=sent["name"], organisation=sent["organisation"], by=reader.account)

    return answer(
        request, about_meeting(reader, found, "attending", AttendingForm, write, "In attendance", "Write it down")
    )


def about_meeting(
    reader: Bearer,
    found: Meeting,
    place: str,
    make: type[Any],
    write: Any,
    heading: str,
    button: str,
    begins: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    page: str = "improvement/boards/form.html",
) -> Writing:
    """A form about a meeting, which leads back to it."""
    return Writing(
        reader=reader,
        place=f"{place} {found.pk}",
        make=make,
        write=write,
        done=reverse("boards:meeting", args=[found.pk]),
        heading=heading,
        caption=caption_of(found),
        button=button,
        trail=meeting_trail(found),
        begins=begins or {},
        given=given or {},
        page=page,
    )


def _called(sent: Sent) -> Called:
    return Called(on=sent["on"], place=sent["place"], starts_at=sent["starts_at"])
