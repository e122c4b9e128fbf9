"""What a board asked for: its list, one more, done, put right or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.actions import boards_deciding as actions
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.forms.boards_meetings import AskForm, CorrectAskForm, DoneForm, ReasonForm
from sightline.improvement.models import Board, BoardAction, Meeting
from sightline.improvement.queries import boards as queries
from sightline.improvement.queries.boards import ActionLine
from sightline.improvement.queries.boards_agenda import open_recommendations
from sightline.improvement.views.boards import trail_of
from sightline.improvement.views.boards_meetings import about_meeting
from sightline.improvement.views.boards_writing import answer
from sightline.web import clock

Sent = Mapping[str, Any]
HEAD = ("Asked for", "By", "Due", "Asked on", "Stands", "Done", "What was done", "In the plan")
STATES = {"open": "Open", "late": "Late", "done": "Done"}


@require_safe
@allowed(Permission.BOARD_VIEW)
def action_list(request: HttpRequest, board: int) -> HttpResponse:
    """What did the board ask for, of whom, and what came of it?"""
    reader = require(request, Permission.BOARD_VIEW)
    found = queries.board(board)
    context = {
        "board": found,
        "listing": _listing(request, found),
        "may_export": True,
        "may_manage": reader.may(Permission.BOARD_MANAGE),
        "trail": trail_of(found),
    }
    return render(request, "improvement/boards/actions.html", context)


@require_safe
@allowed(Permission.BOARD_VIEW)
def actions_file(request: HttpRequest, board: int, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    return file_response(kind, "board-actions", HEAD, _exported(request, board, f"boards:actions-{kind}"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def ask(request: HttpRequest, meeting: int) -> HttpResponse:
    """What is somebody asked to do, by when, and is it the plan's?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    decisions = {str(each.pk): each for each in queries.stands(found.decisions.all())}
    owners = {str(each.pk): each for each in Account.objects.filter(is_active=True).order_by("name")}
    recommendations = {str(each.pk): each for each in open_recommendations()}

    def write(sent: Sent) -> None:
        asked = Asked(
            words=sent["words"],
            due_on=sent["due_on"],
            owner=owners.get(sent["owner"]),
            owner_name=sent["owner_name"],
            recommendation=recommendations.get(sent["recommendation"]),
            will_show=sent["will_show"],
        )
        actions.ask(meeting=found, asked=asked, decision=decisions.get(sent["decision"]), by=reader.account)

    given = {
        "reader": reader,
        "owners": {key: each.name for key, each in owners.items()},
        "recommendations": {key: _short(each.number, each.words) for key, each in recommendations.items()},
        "decisions": {key: _short("", each.words) for key, each in decisions.items()},
    }
    writing = about_meeting(
        reader, found, "ask", AskForm, write, "What is somebody asked to do?", "Ask for it", given=given
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def do_action(request: HttpRequest, action: int) -> HttpResponse:
    """When was it done, and what was done?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _own(action)
    if found.done_on is not None:
        raise Http404

    def write(sent: Sent) -> None:
        actions.do_action(action=found, on=sent["on"], words=sent["words"], by=reader.account)

    writing = about_meeting(
        reader,
        found.meeting,
        f"done {found.pk}",
        DoneForm,
        write,
        "Say that it is done",
        "It is done",
        begins={"on": clock.today()},
        given={"reader": reader},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def open_again(request: HttpRequest, action: int) -> HttpResponse:
    """Why is it not done after all?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _own(action)
    if found.done_on is None:
        raise Http404

    def write(sent: Sent) -> None:
        actions.not_done_after_all(action=found, why=sent["why"], by=reader.account)

    writing = about_meeting(
        reader, found.meeting, f"again {found.pk}", ReasonForm, write, "Open an action again", "Open it again"
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def correct_action(request: HttpRequest, action: int) -> HttpResponse:
    """How should it read, who is to do it by when, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _own(action)

    def write(sent: Sent) -> None:
        actions.correct_action(
            action=found,
            words=sent["words"],
            due_on=sent["due_on"],
            owner_name=sent["owner_name"],
            why=sent["why"],
            by=reader.account,
        )

    writing = about_meeting(
        reader,
        found.meeting,
        f"asked {found.pk}",
        CorrectAskForm,
        write,
        "Put an action right",
        "Put it right",
        begins={"words": found.words, "due_on": found.due_on, "owner_name": found.owner_name},
        given={"reader": reader},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def take_back(request: HttpRequest, action: int) -> HttpResponse:
    """Why is it not asked for any more?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _own(action)

    def write(sent: Sent) -> None:
        actions.take_back_action(action=found, why=sent["why"], by=reader.account)

    writing = about_meeting(
        reader, found.meeting, f"back {found.pk}", ReasonForm, write, "Take an action back", "Take it back"
    )
    return answer(request, writing)


def _own(action: int) -> BoardAction:
    """A board's own action as it stands; Http404 for one of the plan, which is changed there."""
    rows = queries.stands(BoardAction.objects.filter(pk=action, planned=None))
    found = rows.select_related("meeting__board", "owner").first()
    if found is None:
        raise Http404
    return found


def _listing(request: HttpRequest, board: Board) -> Listing[ActionLine]:
    rows = queries.actions_of(board, clock.today())
    asked = sorted({each.row.meeting for each in rows}, key=lambda each: each.on, reverse=True)
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("state", "Stands", tuple(Choice(key, words) for key, words in STATES.items()), _is_state),
            Filter("meeting", "Asked for on", tuple(map(_choice, asked)), _is_of),
        ),
        orders=(
            Order("due", "Soonest due first", lambda each: (not each.is_open, each.due_on, each.row.pk)),
            Order("asked", "Last asked for first", lambda each: (each.row.meeting.on, each.row.pk), reverse=True),
        ),
        search=lambda each: f"{each.row.words} {each.owner_name}",
    )


def _choice(meeting: Meeting) -> Choice:
    return Choice(str(meeting.pk), f"{meeting.on.day} {meeting.on:%B %Y}")


def _is_state(line: ActionLine, value: str) -> bool:
    return {"open": line.is_open, "late": line.is_late, "done": line.done_on is not None}[value]


def _is_of(line: ActionLine, value: str) -> bool:
    return str(line.row.meeting_id) == value


def _exported(request: HttpRequest, board: int, page: str) -> Iterable[tuple[object, ...]]:
    reader = require(request, Permission.BOARD_VIEW)
    rows = _listing(request, queries.board(board)).all_rows
    access.log(by=reader.account, doing=Doing.EXPORTED, page=page)
    return [
        (
            each.row.words,
            each.owner_name,
            each.due_on,
            each.row.meeting.on,
            each.state,
            each.done_on,
            each.done_words,
            "yes" if each.planned else "no",
        )
        for each in rows
    ]


def _short(number: str, words: str) -> str:
    text = " ".join(words.split())
    cut = text if len(text) <= 110 else text[:109].rstrip() + "…"
    return f"{number}. {cut}" if number else cut
