"""Who sits on a board, and when."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.improvement.actions.boards import Seat, end, seat, seat_otherwise, set_up
from sightline.improvement.models import Board, BoardKind, BoardMember
from sightline.improvement.queries import boards
from tests.support.personas import Persona, make

from .conftest import BEGAN, TODAY

DAY = dt.timedelta(days=1)


def test_the_chair_comes_first_and_partners_are_told_from_the_council(board: Board, members: list[BoardMember]) -> None:
    found = boards.members_on(board, TODAY)
    assert [each.is_chair for each in found] == [True, False, False]
    assert {each.name for each in found if each.is_partner} == {"Ruth Ellery", make(Persona.BOARD_PARTNER).name}


def test_an_account_gives_its_name(members: list[BoardMember]) -> None:
    assert members[2].name == make(Persona.DIRECTOR).name


def test_nobody_sits_before_they_join_or_after_they_leave(
    board: Board, members: list[BoardMember], lead: Account
) -> None:
    left = TODAY - 10 * DAY
    seat_otherwise(
        member=members[0],
        seat=Seat("Ruth Ellery", "Independent", BEGAN, is_partner=True, is_chair=True, until_on=left),
        why="She was appointed elsewhere.",
        by=lead,
    )
    assert "Ruth Ellery" not in {each.name for each in boards.members_on(board, TODAY)}
    assert "Ruth Ellery" in {each.name for each in boards.members_on(board, left)}
    assert boards.members_on(board, BEGAN - DAY) == []


def test_what_is_put_right_stays_with_its_reason(members: list[BoardMember], lead: Account) -> None:
    now = seat_otherwise(
        member=members[0],
        seat=Seat("Ruth Ellery", "Independent", BEGAN, "Chair", is_partner=True, is_chair=True),
        why="Her post was written wrongly.",
        by=lead,
    )
    assert [each.post for each in boards.earlier_of(now)] == ["Independent chair"]
    assert now.why == "Her post was written wrongly."


def test_a_row_is_not_put_right_twice_at_once(members: list[BoardMember], lead: Account) -> None:
    again = Seat("Ruth Ellery", "Independent", BEGAN, "Chair", is_partner=True, is_chair=True)
    seat_otherwise(member=members[0], seat=again, why="Her post was written wrongly.", by=lead)
    put = Seat("Ruth Ellery", "Independent", BEGAN, "Someone", is_partner=True)
    with pytest.raises(UserError, match="Somebody put this right"):
        seat_otherwise(member=members[0], seat=put, why="In another window.", by=lead)


def test_a_board_has_one_chair_at_a_time(board: Board, members: list[BoardMember], lead: Account) -> None:
    with pytest.raises(UserError, match="has a chair"):
        seat(board=board, seat=Seat("Another", "Police", TODAY, is_chair=True), by=lead)


def test_nobody_sits_twice(board: Board, members: list[BoardMember], lead: Account) -> None:
    with pytest.raises(UserError, match="sits on this board"):
        seat(board=board, seat=Seat("", "The council", TODAY, account=make(Persona.DIRECTOR)), by=lead)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Seat("", "Police", BEGAN), "Say who it is"),
        (Seat("Somebody", "", BEGAN), "Which organisation|which organisation"),
        (Seat("Somebody", "Police", BEGAN - DAY), "before the board began"),
        (Seat("Somebody", "Police", TODAY, until_on=TODAY - DAY), "before they join"),
    ],
)
def test_what_is_missing_is_said(board: Board, lead: Account, said: Seat, message: str) -> None:
    with pytest.raises(UserError, match=message):
        seat(board=board, seat=said, by=lead)
    assert not board.members.exists()


def test_two_boards_of_one_name_are_refused(board: Board, lead: Account) -> None:
    with pytest.raises(UserError, match="of that name"):
        set_up(name="improvement BOARD", kind=BoardKind.OTHER, purpose="Another.", from_on=TODAY, by=lead)


def test_a_board_that_ended_takes_nobody(board: Board, lead: Account) -> None:
    end(board=board, on=TODAY - DAY, why="Its work passed to the executive.", by=lead)
    with pytest.raises(UserError, match="has ended"):
        seat(board=board, seat=Seat("Somebody", "Police", TODAY), by=lead)


def test_each_change_leaves_a_line_in_the_log(board: Board, lead: Account) -> None:
    before = AccessEntry.objects.filter(account=lead, page="boards:board").count()
    seat(board=board, seat=Seat("Somebody", "Police", TODAY), by=lead)
    assert AccessEntry.objects.filter(account=lead, page="boards:board").count() == before + 1


def test_the_list_of_boards_says_who_and_when(board: Board, members: list[BoardMember]) -> None:
    (row,) = boards.boards(TODAY)
    assert (row.members, row.partners, row.chair) == (3, 2, "Ruth Ellery")
    assert (row.last, row.next, row.open_actions) == (None, None, 0)
