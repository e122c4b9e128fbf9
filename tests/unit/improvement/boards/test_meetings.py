"""Meetings: called, moved, their agenda, who came, what was decided and asked for, and their minutes."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions import boards_deciding as deciding
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.actions.boards_meetings import (
    Called,
    Came,
    Item,
    add_attending,
    call_meeting,
    call_off,
    correct_item,
    move_meeting,
    order_item,
    put_on_agenda,
    take_off_agenda,
    write_attendance,
)
from sightline.improvement.actions.plan import add_recommendation
from sightline.improvement.actions.planned_actions import Planned, correct_action, do_action
from sightline.improvement.models import Board, BoardMember, ItemKind, Meeting, Presence, Source
from sightline.improvement.queries import boards
from tests.support.personas import Persona, make

from .conftest import TODAY

DAY = dt.timedelta(days=1)
REASONS = "The record showed it and nobody had been told."


def titles(meeting: Meeting) -> list[str]:
    return [each.title for each in boards.agenda(meeting)]


def test_meetings_are_numbered_in_their_board(held: Meeting, coming: Meeting, board: Board) -> None:
    assert [held.number, coming.number] == [1, 2]
    assert boards.last_meeting(board, TODAY) == held
    assert boards.next_meeting(board, TODAY) == coming


def test_a_board_meets_once_a_day(board: Board, held: Meeting, lead: Account) -> None:
    with pytest.raises(UserError, match="meets on that day"):
        call_meeting(board=board, called=Called(held.on, "Elsewhere"), by=lead)


def test_a_meeting_moved_keeps_how_it_was_called(coming: Meeting, lead: Account) -> None:
    was = coming.on
    move_meeting(meeting=coming, called=Called(was + DAY, "By video"), why="The chair cannot come that day.", by=lead)
    coming.refresh_from_db()
    assert (coming.on, coming.place) == (was + DAY, "By video")
    assert [(each.on, each.why) for each in coming.moves.all()] == [(was, "The chair cannot come that day.")]


def test_a_meeting_of_which_something_is_written_is_not_moved(held: Meeting, lead: Account) -> None:
    deciding.minute(meeting=held, words="The board met and spoke.", by=lead)
    with pytest.raises(UserError, match="was held"):
        move_meeting(meeting=held, called=Called(TODAY, "By video"), why="It should have been today.", by=lead)


def test_one_called_off_takes_no_agenda_and_no_decision(coming: Meeting, held: Meeting, lead: Account) -> None:
    for each in (held, coming):
        call_off(meeting=each, why="Too few could come to decide.", by=lead)
    with pytest.raises(UserError, match="called off"):
        put_on_agenda(meeting=coming, items=[Item("Anything")], by=lead)
    with pytest.raises(UserError, match="called off"):
        deciding.decide(meeting=held, words="To meet again soon.", reasons=REASONS, by=lead)


def test_items_come_in_order_and_move_up_and_down(coming: Meeting, lead: Account) -> None:
    items = put_on_agenda(meeting=coming, items=[Item("First"), Item("Second"), Item("Third")], by=lead)
    order_item(item=items[2], is_up=True, by=lead)
    assert titles(coming) == ["First", "Third", "Second"]
    order_item(item=items[0], is_up=False, by=lead)
    assert titles(coming) == ["Third", "First", "Second"]
    order_item(item=items[2], is_up=True, by=lead)
    assert titles(coming) == ["Third", "First", "Second"]


def test_what_is_on_the_agenda_is_not_put_on_again(coming: Meeting, lead: Account) -> None:
    made = Item("Late: see every child", kind=ItemKind.LATE, key="recommendation 1")
    assert len(put_on_agenda(meeting=coming, items=[made, made], by=lead)) == 1
    assert put_on_agenda(meeting=coming, items=[made], by=lead) == []


def test_an_item_put_right_keeps_its_place_and_its_words(coming: Meeting, lead: Account) -> None:
    items = put_on_agenda(meeting=coming, items=[Item("First"), Item("Second")], by=lead)
    now = correct_item(item=items[0], title="Begin", words="", led_by="", why="It was named wrongly.", by=lead)
    assert titles(coming) == ["Begin", "Second"]
    assert [each.title for each in boards.earlier_of(now)] == ["First"]


def test_an_item_taken_off_stays_to_be_seen(coming: Meeting, lead: Account) -> None:
    (item,) = put_on_agenda(meeting=coming, items=[Item("First")], by=lead)
    take_off_agenda(item=item, why="It was dealt with before.", by=lead)
    assert titles(coming) == []
    assert [each.why for each in boards.withdrawn_of(coming.items.all())] == ["It was dealt with before."]


def test_who_came_and_who_in_whose_place(held: Meeting, members: list[BoardMember], lead: Account) -> None:
    came = [
        Came(members[0], Presence.PRESENT),
        Came(members[1], Presence.APOLOGIES, "Sergeant Pike", "Police"),
        Came(members[2], Presence.ABSENT),
    ]
    write_attendance(meeting=held, came=came, why="", by=lead)
    add_attending(meeting=held, name="The analyst", organisation="The council", by=lead)
    record = boards.record_of(held, TODAY)
    assert (record.present, record.stand_ins, len(record.attendance)) == (1, 1, 4)


def test_attendance_put_right_needs_a_reason_and_only_what_differs_is_written(
    held: Meeting, members: list[BoardMember], lead: Account
) -> None:
    came = [Came(each, Presence.PRESENT) for each in members]
    write_attendance(meeting=held, came=came, why="", by=lead)
    changed = [*came[:2], Came(members[2], Presence.ABSENT)]
    with pytest.raises(UserError, match="why it is put right"):
        write_attendance(meeting=held, came=changed, why="", by=lead)
    write_attendance(meeting=held, came=changed, why="The list was read wrongly.", by=lead)
    assert held.attendance.count() == 4
    assert boards.record_of(held, TODAY).present == 2


def test_nobody_has_a_stand_in_who_came(held: Meeting, members: list[BoardMember], lead: Account) -> None:
    with pytest.raises(UserError, match="nobody came in their place"):
        write_attendance(meeting=held, came=[Came(members[0], Presence.PRESENT, "Another")], why="", by=lead)


def test_nothing_is_written_of_a_meeting_to_come(coming: Meeting, members: list[BoardMember], lead: Account) -> None:
    with pytest.raises(UserError, match="from then on"):
        write_attendance(meeting=coming, came=[Came(members[0], Presence.PRESENT)], why="", by=lead)
    with pytest.raises(UserError, match="from then on"):
        deciding.decide(meeting=coming, words="To go on as before.", reasons=REASONS, by=lead)


def test_a_decision_gives_its_reasons(held: Meeting, lead: Account) -> None:
    with pytest.raises(UserError, match="Say why it was decided"):
        deciding.decide(meeting=held, words="To review every child.", reasons="", by=lead)
    assert not held.decisions.exists()


def test_a_decision_put_right_keeps_what_it_said(held: Meeting, lead: Account) -> None:
    first = deciding.decide(meeting=held, words="To review ten children.", reasons=REASONS, by=lead)
    deciding.correct_decision(
        decision=first, words="To review every child.", reasons=REASONS, why="It was minuted wrongly.", by=lead
    )
    (now,) = boards.record_of(held, TODAY).decisions
    assert now.words == "To review every child."
    assert [each.words for each in boards.earlier_of(now)] == ["To review ten children."]


def test_the_boards_own_action_is_open_late_and_done(held: Meeting, board: Board, lead: Account) -> None:
    due = held.on + 5 * DAY
    row = deciding.ask(meeting=held, asked=Asked("List every child held.", due, owner_name="Police"), by=lead)
    (line,) = boards.actions_of(board, due)
    assert line.state == "Open"
    (line,) = boards.actions_of(board, TODAY)
    assert line.state == "Late"
    deciding.do_action(action=row, on=TODAY, words="The list was given to the board.", by=lead)
    (line,) = boards.actions_of(board, TODAY)
    assert (line.state, line.is_open) == ("Done late", False)


def test_an_action_said_to_be_done_is_opened_again_with_what_was_said(
    held: Meeting, board: Board, lead: Account
) -> None:
    asked = Asked("List every child held.", TODAY, owner_name="Police")
    row = deciding.ask(meeting=held, asked=asked, by=lead)
    done = deciding.do_action(action=row, on=TODAY, words="The list was given to the board.", by=lead)
    now = deciding.not_done_after_all(action=done, why="The list left one team out.", by=lead)
    (line,) = boards.actions_of(board, TODAY)
    assert line.is_open
    assert [each.done_words for each in boards.earlier_of(now)] == ["The list was given to the board."]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Asked("List every child held.", dt.date(2010, 1, 1), owner_name="Police"), "before the meeting"),
        (Asked("List every child held.", TODAY), "who is to do it"),
        (Asked("", TODAY, owner_name="Police"), "what is to be done"),
    ],
)
def test_an_action_says_what_who_and_when(held: Meeting, lead: Account, asked: Asked, message: str) -> None:
    with pytest.raises(UserError, match=message):
        deciding.ask(meeting=held, asked=asked, by=lead)


def test_an_action_about_a_recommendation_goes_into_the_one_plan(held: Meeting, board: Board, lead: Account) -> None:
    director = make(Persona.DIRECTOR)
    row = add_recommendation(source=Source.OTHER, words="Give each child a worker of their own.", by=lead)
    asked = Asked(
        "Give each of the listed children to a social worker.",
        TODAY + 20 * DAY,
        owner=director,
        recommendation=row,
        will_show="No child is in a manager’s name at two month ends running.",
    )
    action = deciding.ask(meeting=held, asked=asked, by=lead)
    planned = row.actions.get()
    assert action.planned == planned
    with pytest.raises(UserError, match="in the improvement plan"):
        deciding.do_action(action=action, on=TODAY, words="Each was given out by name.", by=lead)
    later = Planned(planned.words, planned.will_show, director, planned.due_on + 5 * DAY, None)
    moved = correct_action(action=planned, planned=later, why="Posts were filled later.", by=lead)
    do_action(action=moved, done_on=TODAY, words="Each was given to a social worker.", by=lead)
    (line,) = boards.actions_of(board, TODAY)
    assert (line.due_on, line.done_on, line.state) == (TODAY + 25 * DAY, TODAY, "Done")


def test_what_goes_into_the_plan_is_owned_by_an_account(held: Meeting, lead: Account) -> None:
    row = add_recommendation(source=Source.OTHER, words="Give each child a worker of their own.", by=lead)
    asked = Asked("Give each child a worker.", TODAY + DAY, owner_name="Police", recommendation=row, will_show="x" * 12)
    with pytest.raises(UserError, match="with an account"):
        deciding.ask(meeting=held, asked=asked, by=lead)
    assert not row.actions.exists()
    assert not held.actions.exists()


def test_minutes_are_confirmed_by_a_later_meeting_of_the_same_board(
    board: Board, held: Meeting, coming: Meeting, lead: Account
) -> None:
    minutes = deciding.minute(meeting=held, words="The board met and spoke.", by=lead)
    assert boards.waits_for_confirmation(coming) == [minutes]
    with pytest.raises(UserError, match="from then on"):
        deciding.confirm_minutes(minutes=minutes, at=coming, by=lead)
    with pytest.raises(UserError, match="later meeting"):
        deciding.confirm_minutes(minutes=minutes, at=held, by=lead)
    later = call_meeting(board=board, called=Called(TODAY - DAY, "By video"), by=lead)
    deciding.confirm_minutes(minutes=minutes, at=later, by=lead)
    assert boards.waits_for_confirmation(coming) == []


def test_minutes_put_right_wait_to_be_confirmed_anew(board: Board, held: Meeting, lead: Account) -> None:
    later = call_meeting(board=board, called=Called(TODAY - DAY, "By video"), by=lead)
    minutes = deciding.minute(meeting=held, words="The board met and spoke.", by=lead)
    deciding.confirm_minutes(minutes=minutes, at=later, by=lead)
    now = deciding.minute(meeting=held, words="The board met and decided.", why="A decision was left out.", by=lead)
    assert boards.waits_for_confirmation(later) == [now]
    assert [each.confirmed_at for each in boards.earlier_of(now)] == [later]
    with pytest.raises(UserError, match="put right since"):
        deciding.confirm_minutes(minutes=minutes, at=later, by=lead)


def test_one_put_right_meanwhile_is_not_said_to_be_done(held: Meeting, lead: Account) -> None:
    row = deciding.ask(meeting=held, asked=Asked("List every child held.", TODAY, owner_name="Police"), by=lead)
    deciding.correct_action(
        action=row, words="List every child held by a manager.", due_on=TODAY, owner_name="Police", why="To be plain.",
        by=lead,
    )  # fmt: skip
    with pytest.raises(UserError, match="put this right while"):
        deciding.do_action(action=row, on=TODAY, words="The list was given to the board.", by=lead)
    row.refresh_from_db()
    assert row.done_on is None


def test_nothing_is_asked_for_by_a_decision_of_another_meeting(held: Meeting, board: Board, lead: Account) -> None:
    earlier = call_meeting(board=board, called=Called(held.on - dt.timedelta(days=1), "Committee room 2"), by=lead)
    decision = deciding.decide(meeting=earlier, words="To list every child.", reasons="Nobody knew.", by=lead)
    with pytest.raises(UserError, match="of another meeting"):
        deciding.ask(
            meeting=held,
            asked=Asked("List every child held.", TODAY, owner_name="Police"),
            decision=decision,
            by=lead,
        )
