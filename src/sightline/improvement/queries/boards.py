"""Boards as they stand: who sits on them, when they met and meet, what they asked for and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from sightline.improvement.models import (
    AgendaItem,
    Attendance,
    Board,
    BoardAction,
    BoardMember,
    Decision,
    Meeting,
    Minutes,
    PlannedAction,
    Presence,
)
from sightline.improvement.queries.boards_events import events
from sightline.improvement.queries.boards_standing import earlier_of, stands, withdrawn_of

__all__ = ["earlier_of", "events", "stands", "withdrawn_of"]  # looked for here, beside what follows


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action a board asked for, on a day. ``planned``: as the plan has it now, None for the board's own."""

    row: BoardAction
    planned: PlannedAction | None
    on: dt.date

    @property
    def due_on(self) -> dt.date:
        """By when it is to be done."""
        return self.planned.due_on if self.planned else self.row.due_on

    @property
    def done_on(self) -> dt.date | None:
        """When it was done; None while it is not."""
        return self.planned.done_on if self.planned else self.row.done_on

    @property
    def done_words(self) -> str:
        """What was done."""
        return self.planned.done_words if self.planned else self.row.done_words

    @property
    def owner_name(self) -> str:
        """Who is to do it."""
        return self.planned.owner.name if self.planned else self.row.owner_name

    @property
    def is_withdrawn(self) -> bool:
        """Whether the plan gave it up."""
        return self.planned is not None and self.planned.withdrawn_at is not None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.is_withdrawn

    @property
    def is_late(self) -> bool:
        """Whether it is still to be done after its day."""
        return self.is_open and self.due_on < self.on

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.is_withdrawn:
            return "Withdrawn in the plan"
        if self.done_on is not None:
            return "Done late" if self.done_on > self.due_on else "Done"
        return "Late" if self.is_late else "Open"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board in the list of boards."""

    board: Board
    members: int
    partners: int
    chair: str
    last: Meeting | None
    next: Meeting | None
    open_actions: int
    late_actions: int


@dataclass(frozen=True, slots=True)
class Record:
    """What is written down of a meeting."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    attendance: tuple[Attendance, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[ActionLine, ...]
    minutes: Minutes | None

    @property
    def present(self) -> int:
        """How many members were there themselves."""
        return sum(each.presence == Presence.PRESENT for each in self.attendance)

    @property
    def stand_ins(self) -> int:
        """How many sent somebody in their place."""
        return sum(bool(each.member_id and each.stand_in) for each in self.attendance)


def board(pk: int) -> Board:
    """A board; Http404 for none."""
    found = Board.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def boards(on: dt.date) -> list[BoardRow]:
    """Every board, those that sit first."""
    out = []
    for each in Board.objects.all():
        members = members_on(each, on)
        actions = [line for line in actions_of(each, on) if line.is_open]
        out.append(
            BoardRow(
                each,
                len(members),
                sum(member.is_partner for member in members),
                next((member.name for member in members if member.is_chair), ""),
                last_meeting(each, on),
                next_meeting(each, on),
                len(actions),
                sum(line.is_late for line in actions),
            )
        )
    return sorted(out, key=lambda row: (row.board.until_on is not None, row.board.name))


def members_on(board: Board, on: dt.date) -> list[BoardMember]:
    """Who sits on a board on a day, the chair first."""
    rows = stands(board.members.all()).filter(from_on__lte=on).exclude(until_on__lt=on)
    return list(rows.select_related("account"))


def members_before(board: Board, on: dt.date) -> list[BoardMember]:
    """Who sat on a board and does so no more, and who is to join."""
    now = {each.pk for each in members_on(board, on)}
    return [each for each in stands(board.members.all()).order_by("-from_on", "name") if each.pk not in now]


def meeting(pk: int) -> Meeting:
    """A meeting with its board; Http404 for none."""
    found = Meeting.objects.select_related("board").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def meetings(board: Board) -> list[Meeting]:
    """Every meeting of a board, the latest first."""
    return list(board.meetings.select_related("board"))


def last_meeting(board: Board, before: dt.date) -> Meeting | None:
    """The last meeting held before a day."""
    return board.meetings.filter(on__lt=before, called_off_why="").order_by("-on").first()


def next_meeting(board: Board, on: dt.date) -> Meeting | None:
    """The next meeting, today's among them."""
    return board.meetings.filter(on__gte=on, called_off_why="").order_by("on").first()


def record_of(meeting: Meeting, on: dt.date) -> Record:
    """What is written down of a meeting, as it stands."""
    return Record(
        meeting=meeting,
        items=tuple(agenda(meeting)),
        attendance=tuple(stands(meeting.attendance.all()).select_related("member")),
        decisions=tuple(stands(meeting.decisions.all()).select_related("item", "by")),
        actions=tuple(_lines(stands(meeting.actions.all()), on)),
        minutes=stands(meeting.minutes.all()).select_related("by", "confirmed_at", "confirmed_by").first(),
    )


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items on a meeting's agenda, in order."""
    return list(stands(meeting.items.all()).select_related("by"))


def actions_of(board: Board, on: dt.date, *, asked_before: dt.date | None = None) -> list[ActionLine]:
    """Every action a board asked for, the soonest due first. ``asked_before``: at meetings before that day only."""
    rows = stands(BoardAction.objects.filter(meeting__board=board))
    if asked_before is not None:
        rows = rows.filter(meeting__on__lt=asked_before)
    return _lines(rows, on)


def waits_for_confirmation(meeting: Meeting) -> list[Minutes]:
    """The minutes of earlier meetings of the same board that nobody has confirmed, the earliest first."""
    rows = stands(Minutes.objects.filter(meeting__board=meeting.board_id, meeting__on__lt=meeting.on))
    return list(rows.filter(confirmed_at=None).select_related("meeting").order_by("meeting__on"))


def _lines(rows: QuerySet[BoardAction], on: dt.date) -> list[ActionLine]:
    found = list(rows.select_related("meeting", "owner", "decision"))
    now = _newest_planned([each.planned_id for each in found if each.planned_id is not None])
    lines = [ActionLine(each, now[each.planned_id] if each.planned_id else None, on) for each in found]
    return sorted(lines, key=lambda line: (line.due_on, line.row.pk))


def _newest_planned(pks: Iterable[int]) -> dict[int, PlannedAction]:
    """Each planned action as the plan has it now: one query for each time that any was changed."""
    wanted = sorted(set(pks))
    out = {each.pk: each for each in PlannedAction.objects.filter(pk__in=wanted).select_related("owner")}
    stands_for: dict[int, list[int]] = {pk: [pk] for pk in out}
    while stands_for:
        after: Sequence[PlannedAction] = list(
            PlannedAction.objects.filter(supersedes__in=list(stands_for)).select_related("owner")
        )
        later: dict[int, list[int]] = {}
        for each in after:
            first = stands_for[each.supersedes_id or 0]
            out.update(dict.fromkeys(first, each))
            later[each.pk] = first
        stands_for = later
    return out
