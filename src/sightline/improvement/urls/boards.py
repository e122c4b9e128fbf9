"""Addresses of boards, their meetings and packs, and of visits with their scope and letters."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import (
    boards,
    boards_actions,
    boards_agenda,
    boards_deciding,
    boards_meetings,
    packs,
    visits,
)

app_name = "boards"
HERE = "improvement/boards/"
MEETING = f"{HERE}meetings/<int:meeting>/"
urlpatterns = [
    path(HERE, boards.boards, name="boards"),
    path(f"{HERE}new/", boards.set_up, name="set-up"),
    path(f"{HERE}<int:board>/", boards.board, name="board"),
    path(f"{HERE}<int:board>/end/", boards.end, name="end"),
    path(f"{HERE}<int:board>/members/new/", boards.seat, name="seat"),
    path(f"{HERE}members/<int:member>/", boards.seat_otherwise, name="seat-otherwise"),
    path(f"{HERE}<int:board>/actions/", boards_actions.action_list, name="actions"),
    *addresses(f"{HERE}<int:board>/actions", boards_actions.actions_file, "actions"),
    path(f"{HERE}<int:board>/meetings/new/", boards_meetings.call, name="call"),
    path(MEETING, boards_meetings.meeting, name="meeting"),
    path(f"{MEETING}move/", boards_meetings.move, name="move"),
    path(f"{MEETING}call-off/", boards_meetings.call_off, name="call-off"),
    path(f"{MEETING}attendance/", boards_meetings.attendance, name="attendance"),
    path(f"{MEETING}attendance/new/", boards_meetings.attending, name="attending"),
    path(f"{MEETING}agenda/", boards_agenda.agenda, name="agenda"),
    path(f"{MEETING}agenda/new/", boards_agenda.item, name="item"),
    path(f"{HERE}agenda/<int:item>/", boards_agenda.correct_item, name="correct-item"),
    path(f"{HERE}agenda/<int:item>/order/", boards_agenda.order_item, name="order-item"),
    path(f"{HERE}agenda/<int:item>/take-off/", boards_agenda.take_off, name="take-off"),
    path(f"{MEETING}decisions/new/", boards_deciding.decide, name="decide"),
    path(f"{HERE}decisions/<int:decision>/", boards_deciding.correct_decision, name="correct-decision"),
    path(f"{MEETING}actions/new/", boards_actions.ask, name="ask"),
    path(f"{HERE}actions/<int:action>/", boards_actions.correct_action, name="correct-action"),
    path(f"{HERE}actions/<int:action>/done/", boards_actions.do_action, name="do-action"),
    path(f"{HERE}actions/<int:action>/open-again/", boards_actions.open_again, name="open-again"),
    path(f"{HERE}actions/<int:action>/take-back/", boards_actions.take_back, name="take-back"),
    path(f"{MEETING}minutes/", boards_deciding.minutes, name="minutes"),
    path(f"{MEETING}minutes/confirm/", boards_deciding.confirm, name="confirm"),
    path(f"{MEETING}pack/", packs.packs, name="packs"),
    path(f"{MEETING}pack/<int:number>/", packs.pack, name="pack"),
    path(f"{MEETING}pack/<int:number>/pack.html", packs.pack_html, name="pack-html"),
    path(f"{MEETING}pack/<int:number>/pack.pdf", packs.pack_pdf, name="pack-pdf"),
    path(f"{MEETING}pack/<int:number>/pack.xlsx", packs.pack_xlsx, name="pack-xlsx"),
    path(f"{HERE}visits/", visits.visits, name="visits"),
    path(f"{HERE}visits/<int:visit>/", visits.visit, name="visit"),
    path(f"{HERE}visits/<int:visit>/scope/", visits.scope, name="scope"),
]
