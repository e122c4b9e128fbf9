"""Calling meetings, making their agenda, and writing down who came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.boards import open_still
from sightline.improvement.actions.boards_correcting import put_right
from sightline.improvement.actions.saying import NAME, said
from sightline.improvement.models import (
    AgendaItem,
    Attendance,
    Board,
    BoardMember,
    ItemKind,
    Meeting,
    MeetingMoved,
    Presence,
)
from sightline.web import clock

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Called:
    """When and where a meeting is."""

    on: dt.date
    place: str
    starts_at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda. ``key``: what it was made from, "" by hand. ``led_by``: who brings it, by post."""

    title: str
    words: str = ""
    kind: ItemKind = ItemKind.HAND
    key: str = ""
    led_by: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """Whether a member came; ``stand_in``: who came in their place, with the organisation."""

    member: BoardMember
    presence: Presence
    stand_in: str = ""
    organisation: str = ""


@transaction.atomic
def call_meeting(*, board: Board, called: Called, by: Account) -> Meeting:
    """The board's next meeting. UserError for a day on which it meets already, or outside the board's days."""
    held = open_still(board)
    _check_day(held, called.on, other_than=None)
    number = (held.meetings.aggregate(last=Max("number"))["last"] or 0) + 1
    meeting = Meeting.objects.create(
        board=held,
        number=number,
        on=called.on,
        starts_at=called.starts_at,
        place=_place(called),
        by=by,
        at=clock.now(),
    )
    _log(by, f"called meeting {number} of board {held.pk}")
    return meeting


@transaction.atomic
def move_meeting(*, meeting: Meeting, called: Called, why: str, by: Account) -> None:
    """Another day, hour or place, with the reason; as it was called before stays on record."""
    held = not_held_yet(meeting)
    _check_day(held.board, called.on, other_than=held.pk)
    _keep_as_called(held, why, by)
    held.on, held.starts_at, held.place, held.called_off_why = called.on, called.starts_at, _place(called), ""
    held.save(update_fields=["on", "starts_at", "place", "called_off_why"])
    _log(by, f"moved meeting {held.pk}")


@transaction.atomic
def call_off(*, meeting: Meeting, why: str, by: Account) -> None:
    """Say that a meeting is not, or was not, held, and why."""
    held = not_held_yet(meeting)
    _keep_as_called(held, why, by)
    held.called_off_why = said(why, "Say why it is called off, in a sentence.")
    held.save(update_fields=["called_off_why"])
    _log(by, f"called off meeting {held.pk}")


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, items: Sequence[Item], by: Account) -> list[AgendaItem]:
    """Items at the end of the agenda, in their order; one made from what stands on it already is not put on twice."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.called_off_why:
        raise UserError("This meeting was called off. Move it to another day first.")
    there = set(held.items.filter(superseded_by=None, is_withdrawn=False).exclude(key="").values_list("key", flat=True))
    last = held.items.aggregate(last=Max("place"))["last"] or 0
    made = []
    for each in items:
        if each.key and each.key in there:
            continue
        last += 1
        row = AgendaItem.objects.create(
            meeting=held,
            kind=each.kind.value,
            key=each.key,
            title=said(each.title, "Give the item a title.", longest=LONGEST_TITLE, least=NAME),
            words=each.words.strip(),
            led_by=each.led_by.strip()[:200],
            place=last,
            by=by,
            at=clock.now(),
        )
        there.add(each.key)
        made.append(row)
    _log(by, f"{len(made)} items on the agenda of meeting {held.pk}")
    return made


@transaction.atomic
def order_item(*, item: AgendaItem, is_up: bool, by: Account) -> None:
    """One place up or down; at the end of the list nothing moves."""
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    rows = list(AgendaItem.objects.filter(meeting=item.meeting_id, superseded_by=None, is_withdrawn=False))
    index = next((place for place, each in enumerate(rows) if each.pk == item.pk), None)
    if index is None:
        raise UserError("That item is not on the agenda any more.")
    other = index - 1 if is_up else index + 1
    if not 0 <= other < len(rows):
        return
    rows[index], rows[other] = rows[other], rows[index]
    for place, each in enumerate(rows, 1):
        each.place = place
    AgendaItem.objects.bulk_update(rows, ["place"])
    _log(by, f"ordered the agenda of meeting {item.meeting_id}")


@transaction.atomic
def correct_item(*, item: AgendaItem, title: str, words: str, led_by: str, why: str, by: Account) -> AgendaItem:
    """The item in other words; as it stood before stays."""
    titled = said(title, "Give the item a title.", longest=LONGEST_TITLE, least=NAME)
    now = {"title": titled, "words": words.strip(), "led_by": led_by.strip()[:200]}
    return put_right(row=item, why=why, by=by, now=now)


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, why: str, by: Account) -> AgendaItem:
    """Take an item off, with the reason; it stays to be seen that it was on."""
    return put_right(row=item, why=why, by=by, is_withdrawn=True)


@transaction.atomic
def write_attendance(*, meeting: Meeting, came: Sequence[Came], why: str, by: Account) -> None:
    """Who came of the members. One written before is put right by ``why``; where nothing differs, nothing is written.

    UserError for a meeting still to come, for somebody who came themselves and had a stand-in, and for a change
    without a reason.
    """
    held = has_been(meeting)
    standing = {
        each.member_id: each
        for each in held.attendance.filter(superseded_by=None, is_withdrawn=False).exclude(member=None)
    }
    for each in came:
        stand_in, organisation = each.stand_in.strip()[:200], each.organisation.strip()[:200]
        if each.presence is Presence.PRESENT and stand_in:
            raise UserError(f"{each.member.name} was present, so nobody came in their place. Take one of the two out.")
        fields = {"presence": each.presence.value, "stand_in": stand_in, "organisation": organisation}
        before = standing.get(each.member.pk)
        if before is None:
            Attendance.objects.create(meeting=held, member=each.member, by=by, at=clock.now(), **fields)
        elif any(getattr(before, name) != value for name, value in fields.items()):
            put_right(row=before, why=why, by=by, now=fields)
    _log(by, f"attendance at meeting {held.pk}")


@transaction.atomic
def add_attending(*, meeting: Meeting, name: str, organisation: str, by: Account) -> Attendance:
    """Somebody who was there and is no member."""
    held = has_been(meeting)
    row = Attendance.objects.create(
        meeting=held,
        presence=Presence.ATTENDING.value,
        stand_in=said(name, "Say who was in attendance.", longest=200, least=NAME),
        organisation=said(organisation, "Say which organisation they came from.", longest=200, least=NAME),
        by=by,
        at=clock.now(),
    )
    _log(by, f"in attendance at meeting {held.pk}")
    return row


def has_been(meeting: Meeting) -> Meeting:
    """The meeting, held until the transaction ends. UserError while it is to come, and where it was called off."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.called_off_why:
        raise UserError("This meeting was called off, so nothing was said or decided at it.")
    if held.on > clock.today():
        raise UserError(f"This meeting is on {held.on:%-d %B %Y}. What happens at it is written down from then on.")
    return held


def not_held_yet(meeting: Meeting) -> Meeting:
    """The meeting, held until the transaction ends. UserError once something is written down of it."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=meeting.pk)
    if held.attendance.exists() or held.decisions.exists() or held.minutes.exists():
        raise UserError("This meeting was held: who came or what was decided is written down. It cannot be moved.")
    return held


def _check_day(board: Board, on: dt.date, other_than: int | None) -> None:
    if on < board.from_on or (board.until_on is not None and on > board.until_on):
        raise UserError("The board does not sit on that day; look at the day again.")
    if any(each.pk != other_than for each in board.meetings.filter(on=on, called_off_why="")):
        raise UserError("The board meets on that day already.")


def _keep_as_called(held: Meeting, why: str, by: Account) -> None:
    MeetingMoved.objects.create(
        meeting=held,
        on=held.on,
        starts_at=held.starts_at,
        place=held.place,
        called_off_why=held.called_off_why,
        why=said(why, "Say why, in a sentence."),
        by=by,
        at=clock.now(),
    )


def _place(called: Called) -> str:
    return said(called.place, "Say where it is: a place, or that it is by video.", longest=200, least=NAME)


def _log(by: Account, why: str) -> None:
    access.log(by=by, doing=Doing.CHANGED, page="boards:meeting", why=why)
