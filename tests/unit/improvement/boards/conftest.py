"""A board of the small invented council, with members from inside and outside, that met once and meets again."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.boards import Seat, seat, set_up
from sightline.improvement.actions.boards_meetings import Called, call_meeting
from sightline.improvement.models import Board, BoardKind, BoardMember, Meeting
from tests.support import site
from tests.support.personas import Persona, make

TODAY = site.AS_AT
BEGAN = TODAY - dt.timedelta(days=200)


@pytest.fixture
def lead(loaded: Loaded) -> Account:
    """The principal social worker, who keeps the board's papers."""
    return make(Persona.AUDITOR)


@pytest.fixture
def board(lead: Account) -> Board:
    """An improvement board."""
    return set_up(
        name="Improvement board",
        kind=BoardKind.IMPROVEMENT,
        purpose="To see that what was asked for is done.",
        from_on=BEGAN,
        by=lead,
    )


@pytest.fixture
def members(board: Board, lead: Account) -> list[BoardMember]:
    """A chair from outside, a partner with an account, and the director."""
    seats = (
        Seat("Ruth Ellery", "Independent", BEGAN, "Independent chair", is_partner=True, is_chair=True),
        Seat("", "Police", BEGAN, account=make(Persona.BOARD_PARTNER), is_partner=True),
        Seat("", "The council", BEGAN, account=make(Persona.DIRECTOR)),
    )
    return [seat(board=board, seat=each, by=lead) for each in seats]


@pytest.fixture
def held(board: Board, members: list[BoardMember], lead: Account) -> Meeting:
    """A meeting a month ago."""
    called = Called(TODAY - dt.timedelta(days=30), "Committee room 2", dt.time(10, 0))
    return call_meeting(board=board, called=called, by=lead)


@pytest.fixture
def coming(board: Board, held: Meeting, lead: Account) -> Meeting:
    """The next, in a week."""
    return call_meeting(board=board, called=Called(TODAY + dt.timedelta(days=7), "Committee room 2"), by=lead)
