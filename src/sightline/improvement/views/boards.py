"""Boards, and who sits on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.improvement.actions import boards as actions
from sightline.improvement.actions.boards import Seat
from sightline.improvement.forms.boards import BoardForm, EndForm, SeatForm, SeatOtherwiseForm
from sightline.improvement.models import Board, BoardKind, BoardMember
from sightline.improvement.queries import boards as queries
from sightline.improvement.queries.visits import next_visits
from sightline.improvement.views.boards_writing import Writing, answer
from sightline.web import clock

Sent = Mapping[str, Any]


def trail_of(board: Board) -> tuple[tuple[str, str], ...]:
    """The way to what is within a board."""
    return (reverse("boards:boards"), "Boards"), (reverse("boards:board", args=[board.pk]), board.name)


@require_safe
@allowed(Permission.BOARD_VIEW)
def boards(request: HttpRequest) -> HttpResponse:
    """Which boards answer for improvement, when do they meet, and what waits for them?"""
    reader = require(request, Permission.BOARD_VIEW)
    context = {
        "rows": queries.boards(clock.today()),
        "next_visits": next_visits(clock.today()),
        "may_manage": reader.may(Permission.BOARD_MANAGE),
    }
    return render(request, "improvement/boards/boards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def set_up(request: HttpRequest) -> HttpResponse:
    """What is the board called, and what is it for?"""
    reader = require(request, Permission.BOARD_MANAGE)

    def write(sent: Sent) -> None:
        kind = BoardKind(sent["kind"])
        actions.set_up(
            name=sent["name"], kind=kind, purpose=sent["purpose"], from_on=sent["from_on"], by=reader.account
        )

    return answer(
        request,
        Writing(
            reader=reader,
            place="new",
            make=BoardForm,
            write=write,
            done=reverse("boards:boards"),
            heading="Set up a board",
            caption="Boards",
            button="Set it up",
            trail=((reverse("boards:boards"), "Boards"),),
            begins={"kind": BoardKind.IMPROVEMENT.value, "from_on": clock.today()},
        ),
    )


@require_safe
@allowed(Permission.BOARD_VIEW)
def board(request: HttpRequest, board: int) -> HttpResponse:
    """Who sits on it, when did it meet, and what came of what it asked for?"""
    reader = require(request, Permission.BOARD_VIEW)
    found, today = queries.board(board), clock.today()
    lines = queries.actions_of(found, today)
    context = {
        "board": found,
        "members": queries.members_on(found, today),
        "others": queries.members_before(found, today),
        "corrected": [
            (each, queries.earlier_of(each)) for each in queries.stands(found.members.exclude(supersedes=None))
        ],
        "next": queries.next_meeting(found, today),
        "meetings": queries.meetings(found),
        "open": [each for each in lines if each.is_open],
        "count": len(lines),
        "today": today,
        "may_manage": reader.may(Permission.BOARD_MANAGE) and (found.until_on is None or found.until_on >= today),
    }
    return render(request, "improvement/boards/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def end(request: HttpRequest, board: int) -> HttpResponse:
    """Which is its last day, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.board(board)

    def write(sent: Sent) -> None:
        actions.end(board=found, on=sent["on"], why=sent["why"], by=reader.account)

    return answer(
        request,
        Writing(
            reader=reader,
            place=f"end {found.pk}",
            make=EndForm,
            write=write,
            done=reverse("boards:board", args=[found.pk]),
            heading="End this board",
            caption=found.name,
            button="End it",
            trail=trail_of(found),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def seat(request: HttpRequest, board: int) -> HttpResponse:
    """Who joins the board?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.board(board)

    def write(sent: Sent) -> None:
        actions.seat(board=found, seat=_seat(sent), by=reader.account)

    return answer(
        request,
        Writing(
            reader=reader,
            place=f"seat {found.pk}",
            make=SeatForm,
            given={"accounts": _accounts()},
            begins={"from_on": clock.today()},
            write=write,
            done=reverse("boards:board", args=[found.pk]),
            heading="Add a member",
            caption=found.name,
            button="Add",
            trail=trail_of(found),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def seat_otherwise(request: HttpRequest, member: int) -> HttpResponse:
    """What is different of this member, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.stands(BoardMember.objects.filter(pk=member)).select_related("board").first()
    if found is None:
        raise Http404

    def write(sent: Sent) -> None:
        actions.seat_otherwise(member=found, seat=_seat(sent), why=sent["why"], by=reader.account)

    begins = {
        "account": str(found.account_id or ""),
        "name": "" if found.account_id else found.name,
        "organisation": found.organisation,
        "post": found.post,
        "is_partner": found.is_partner,
        "is_chair": found.is_chair,
        "from_on": found.from_on,
        "until_on": found.until_on,
    }
    return answer(
        request,
        Writing(
            reader=reader,
            place=f"member {found.pk}",
            make=SeatOtherwiseForm,
            given={"accounts": _accounts()},
            begins=begins,
            write=write,
            done=reverse("boards:board", args=[found.board_id]),
            heading=f"Change {found.name}’s place",
            caption=found.board.name,
            button="Change it",
            trail=trail_of(found.board),
        ),
    )


def _seat(sent: Sent) -> Seat:
    account = Account.objects.get(pk=int(sent["account"])) if sent["account"] else None
    return Seat(
        name="" if account else sent["name"],
        organisation=sent["organisation"],
        from_on=sent["from_on"],
        post=sent["post"],
        account=account,
        is_partner=sent["is_partner"],
        is_chair=sent["is_chair"],
        until_on=sent["until_on"],
    )


def _accounts() -> list[Account]:
    return list(Account.objects.filter(is_active=True).order_by("name", "pk"))
