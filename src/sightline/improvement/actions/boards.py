"""Setting boards up, and who sits on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.boards_correcting import put_right
from sightline.improvement.actions.saying import NAME, said
from sightline.improvement.models import Board, BoardKind, BoardMember
from sightline.web import clock

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on a board. ``account``: where they have one; ``name`` "" then takes the account's."""

    name: str
    organisation: str
    from_on: dt.date
    post: str = ""
    account: Account | None = None
    is_partner: bool = False
    is_chair: bool = False
    until_on: dt.date | None = None


@transaction.atomic
def set_up(*, name: str, kind: BoardKind, purpose: str, from_on: dt.date, by: Account) -> Board:
    """A new board. UserError for a name another board has."""
    called = said(name, "Give the board’s name.", longest=LONGEST_NAME, least=NAME)
    if Board.objects.filter(name__iexact=called).exists():
        raise UserError("There is a board of that name already.")
    board = Board.objects.create(
        name=called,
        kind=kind.value,
        purpose=said(purpose, "Say what the board is for.", least=NAME),
        from_on=from_on,
        by=by,
        at=clock.now(),
    )
    _log(by, f"set up board {board.pk}")
    return board


@transaction.atomic
def end(*, board: Board, on: dt.date, why: str, by: Account) -> None:
    """Say that a board sits no more, from the day after ``on``; all it did stays. UserError where it ended already."""
    held = open_still(board)
    if on < held.from_on:
        raise UserError("A board cannot end before it began.")
    held.until_on, held.ended_why = on, said(why, "Say why the board ends, in a sentence.")
    held.save(update_fields=["until_on", "ended_why"])
    _log(by, f"ended board {held.pk}")


@transaction.atomic
def seat(*, board: Board, seat: Seat, by: Account) -> BoardMember:
    """Somebody joins a board.

    UserError for an account that sits on it already in those days, for a second chair on one day, and for days outside
    the board's own.
    """
    held = open_still(board)
    _check(held, seat, other_than=None)
    member = BoardMember.objects.create(board=held, by=by, at=clock.now(), **_fields(seat))
    _log(by, f"member {member.pk} of board {held.pk}")
    return member


@transaction.atomic
def seat_otherwise(*, member: BoardMember, seat: Seat, why: str, by: Account) -> BoardMember:
    """Put a member right, or say until when they sit: the row before stays."""
    held = open_still(member.board)
    _check(held, seat, other_than=member.pk)
    return put_right(row=member, why=why, by=by, now=_fields(seat))


def open_still(board: Board) -> Board:
    """The board, held until the transaction ends. UserError once it has ended."""
    held = Board.objects.select_for_update().get(pk=board.pk)
    if held.until_on is not None and held.until_on < clock.today():
        raise UserError("This board has ended. What it did stays as it is.")
    return held


def _check(board: Board, seat: Seat, other_than: int | None) -> None:
    if seat.until_on is not None and seat.until_on < seat.from_on:
        raise UserError("Nobody leaves a board before they join it; look at the days again.")
    if seat.from_on < board.from_on:
        raise UserError("That is before the board began; look at the day they join.")
    others = BoardMember.objects.filter(board=board, superseded_by=None, is_withdrawn=False)
    at_once = [
        each
        for each in others
        if each.pk != other_than
        and (each.until_on is None or each.until_on >= seat.from_on)
        and (seat.until_on is None or each.from_on <= seat.until_on)
    ]
    if seat.account is not None and any(each.account_id == seat.account.pk for each in at_once):
        raise UserError(f"{seat.account.name} sits on this board in those days already.")
    if seat.is_chair and any(each.is_chair for each in at_once):
        raise UserError("The board has a chair in those days already. Say until when they sit first.")


def _fields(seat: Seat) -> dict[str, object]:
    name = seat.name or (seat.account.name if seat.account else "")
    return {
        "account": seat.account,
        "name": said(name, "Say who it is: an account, or a name.", longest=LONGEST_NAME, least=NAME),
        "organisation": said(
            seat.organisation, "Say which organisation they come from.", longest=LONGEST_NAME, least=NAME
        ),
        "post": seat.post.strip()[:LONGEST_NAME],
        "is_partner": seat.is_partner,
        "is_chair": seat.is_chair,
        "from_on": seat.from_on,
        "until_on": seat.until_on,
    }


def _log(by: Account, why: str) -> None:
    access.log(by=by, doing=Doing.CHANGED, page="boards:board", why=why)
