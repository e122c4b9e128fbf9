"""Decisions with their reasons, and minutes until a later meeting confirms them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.improvement.actions import boards_deciding as actions
from sightline.improvement.forms.boards_meetings import (
    ConfirmForm,
    CorrectDecisionForm,
    CorrectMinutesForm,
    DecisionForm,
    MinutesForm,
)
from sightline.improvement.models import Decision, Meeting
from sightline.improvement.queries import boards as queries
from sightline.improvement.views.boards_meetings import about_meeting
from sightline.improvement.views.boards_writing import answer
from sightline.web import clock

Sent = Mapping[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def decide(request: HttpRequest, meeting: int) -> HttpResponse:
    """What was decided, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    items = {str(each.pk): each for each in queries.agenda(found)}

    def write(sent: Sent) -> None:
        actions.decide(
            meeting=found,
            words=sent["words"],
            reasons=sent["reasons"],
            item=items.get(sent["item"]),
            by=reader.account,
        )

    given = {"reader": reader, "items": {key: each.title for key, each in items.items()}}
    writing = about_meeting(
        reader, found, "decision", DecisionForm, write, "What was decided?", "Write it down", given=given
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def correct_decision(request: HttpRequest, decision: int) -> HttpResponse:
    """How should the decision read, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.stands(Decision.objects.filter(pk=decision)).select_related("meeting__board").first()
    if found is None:
        raise Http404

    def write(sent: Sent) -> None:
        actions.correct_decision(
            decision=found, words=sent["words"], reasons=sent["reasons"], why=sent["why"], by=reader.account
        )

    writing = about_meeting(
        reader,
        found.meeting,
        f"decided {found.pk}",
        CorrectDecisionForm,
        write,
        "Put a decision right",
        "Put it right",
        begins={"words": found.words, "reasons": found.reasons},
        given={"reader": reader},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """What was said, or how should the minutes read?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    standing = queries.stands(found.minutes.all()).first()

    def write(sent: Sent) -> None:
        actions.minute(meeting=found, words=sent["words"], why=sent.get("why", ""), by=reader.account)

    writing = about_meeting(
        reader,
        found,
        "minutes",
        CorrectMinutesForm if standing else MinutesForm,
        write,
        "Put the minutes right" if standing else "Write the minutes",
        "Put them right" if standing else "Write them down",
        begins={"words": standing.words} if standing else {},
        given={"reader": reader},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def confirm(request: HttpRequest, meeting: int) -> HttpResponse:
    """Which later meeting confirmed these minutes?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    standing = queries.stands(found.minutes.all()).first()
    if standing is None or standing.confirmed_at_id is not None:
        raise Http404
    later = {str(each.pk): each for each in _later(found)}

    def write(sent: Sent) -> None:
        actions.confirm_minutes(minutes=standing, at=later[sent["at"]], by=reader.account)

    choices = {key: f"Meeting {each.number}, {each.on.day} {each.on:%B %Y}" for key, each in later.items()}
    writing = about_meeting(
        reader,
        found,
        "confirm",
        ConfirmForm,
        write,
        "Confirm the minutes",
        "Confirm them",
        given={"meetings": choices},
    )
    return answer(request, writing)


def _later(meeting: Meeting) -> list[Meeting]:
    """The meetings held since, by which its minutes may be confirmed."""
    rows = Meeting.objects.filter(board=meeting.board_id, on__gt=meeting.on, on__lte=clock.today(), called_off_why="")
    return list(rows.order_by("on"))
