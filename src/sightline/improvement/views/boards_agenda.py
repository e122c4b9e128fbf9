"""The agenda of a meeting: made from what waits for the board, added to by hand, put in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.improvement.actions import boards_meetings as actions
from sightline.improvement.actions.boards_meetings import Item
from sightline.improvement.forms.boards_meetings import CorrectItemForm, ItemForm, ReasonForm, WaitingForm
from sightline.improvement.models import AgendaItem
from sightline.improvement.queries import boards as queries
from sightline.improvement.queries.boards_agenda import waiting
from sightline.improvement.views.boards_meetings import about_meeting, caption_of, meeting_trail
from sightline.improvement.views.boards_writing import Writing, answer
from sightline.web import clock

Sent = Mapping[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def agenda(request: HttpRequest, meeting: int) -> HttpResponse:
    """What waits for the board, and in which order is it taken?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)
    items = queries.agenda(found)
    on_it = {each.key for each in items}
    there = {each.key: each for each in waiting(found, reader, clock.today()) if each.key not in on_it}
    titles = {key: each.title for key, each in there.items()}
    form = WaitingForm(request.POST or None, there=titles)
    if request.method == "POST" and form.is_valid():
        chosen = [there[key] for key in there if key in form.cleaned_data["waiting"]]
        try:
            actions.put_on_agenda(meeting=found, items=chosen, by=reader.account)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("boards:agenda", meeting)
    chosen_before = set(form["waiting"].value() or ())
    context = {
        "meeting": found,
        "caption": caption_of(found),
        "trail": meeting_trail(found),
        "items": items,
        "form": form,
        "groups": _groups(there, chosen_before),
    }
    return render(request, "improvement/boards/agenda.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def item(request: HttpRequest, meeting: int) -> HttpResponse:
    """What else is the board asked?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.meeting(meeting)

    def write(sent: Sent) -> None:
        made = Item(title=sent["title"], words=sent["words"], led_by=sent["led_by"])
        actions.put_on_agenda(meeting=found, items=[made], by=reader.account)

    return answer(
        request,
        Writing(
            reader=reader,
            place=f"item {found.pk}",
            make=ItemForm,
            given={"reader": reader},
            write=write,
            done=reverse("boards:agenda", args=[found.pk]),
            heading="Add an item",
            caption=caption_of(found),
            button="Put it on the agenda",
            trail=meeting_trail(found),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def correct_item(request: HttpRequest, item: int) -> HttpResponse:
    """How should the item read, and why?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _item(item)

    def write(sent: Sent) -> None:
        actions.correct_item(
            item=found,
            title=sent["title"],
            words=sent["words"],
            led_by=sent["led_by"],
            why=sent["why"],
            by=reader.account,
        )

    writing = about_meeting(
        reader,
        found.meeting,
        f"agenda {found.pk}",
        CorrectItemForm,
        write,
        "Put an item right",
        "Put it right",
        begins={"title": found.title, "words": found.words, "led_by": found.led_by},
        given={"reader": reader},
    )
    return answer(request, writing)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def order_item(request: HttpRequest, item: int) -> HttpResponse:
    """Up or down?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _item(item)
    if request.method == "POST":
        actions.order_item(item=found, is_up=request.POST.get("to") == "up", by=reader.account)
    return redirect("boards:agenda", found.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def take_off(request: HttpRequest, item: int) -> HttpResponse:
    """Why is it taken off the agenda?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = _item(item)

    def write(sent: Sent) -> None:
        actions.take_off_agenda(item=found, why=sent["why"], by=reader.account)

    writing = about_meeting(
        reader, found.meeting, f"off {found.pk}", ReasonForm, write, "Take an item off the agenda", "Take it off"
    )
    return answer(request, writing)


def _item(pk: int) -> AgendaItem:
    found = queries.stands(AgendaItem.objects.filter(pk=pk)).select_related("meeting__board").first()
    if found is None:
        raise Http404
    return found


def _groups(there: Mapping[str, Item], chosen: set[str]) -> list[tuple[str, list[tuple[Item, bool]]]]:
    """What waits, by what it is made from, each with whether it is chosen."""
    out: dict[str, list[tuple[Item, bool]]] = {}
    for key, each in there.items():
        out.setdefault(each.kind.label, []).append((each, key in chosen))
    return list(out.items())
