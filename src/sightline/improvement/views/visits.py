"""Visits by Ofsted: their scope, their letters, what those bear on, and when the next is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.improvement.actions import visits as actions
from sightline.improvement.actions.visits import Looked
from sightline.improvement.forms.visits import CorrectScopeForm, ScopeForm
from sightline.improvement.models import Recommendation
from sightline.improvement.queries import visits as queries
from sightline.improvement.views.boards_writing import Writing, answer
from sightline.inspection.areas import AREAS, graded_by
from sightline.web import clock

Sent = Mapping[str, Any]


@require_safe
@allowed(Permission.BOARD_VIEW)
def visits(request: HttpRequest) -> HttpResponse:
    """What did each visit look into, what did its letter say, and when is the next due?"""
    reader = require(request, Permission.BOARD_VIEW)
    context = {
        "rows": [(each, queries.when(each.row)) for each in queries.visits(clock.today())],
        "next": queries.next_visits(clock.today()),
        "may_manage": reader.may(Permission.BOARD_MANAGE),
        "may_record": reader.may(Permission.INSPECTIONS_RECORD),
        "trail": ((reverse("boards:boards"), "Boards"),),
    }
    return render(request, "improvement/boards/visits.html", context)


@require_safe
@allowed(Permission.BOARD_VIEW)
def visit(request: HttpRequest, visit: int) -> HttpResponse:
    """What did this visit look into, what did its letter find, and on what does that bear?"""
    reader = require(request, Permission.BOARD_VIEW)
    found = queries.visit(visit, clock.today())
    if found.row.pk != visit:
        return redirect("boards:visit", found.row.pk)
    context = {
        "visit": found,
        "when": queries.when(found.row),
        "before": queries.scopes_before(found.scope) if found.scope else [],
        "may_manage": reader.may(Permission.BOARD_MANAGE),
        "may_record": reader.may(Permission.INSPECTIONS_RECORD),
        "trail": _trail(),
    }
    return render(request, "improvement/boards/visit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.BOARD_MANAGE)
def scope(request: HttpRequest, visit: int) -> HttpResponse:
    """What does the visit look into, and on which recommendations does its letter bear?"""
    reader = require(request, Permission.BOARD_MANAGE)
    found = queries.visit(visit, clock.today())
    in_plan = {str(each.pk): each for each in Recommendation.objects.all()}

    def write(sent: Sent) -> None:
        looked = Looked(
            words=sent["words"],
            areas=tuple(sent["areas"]),
            letter_words=sent["letter_words"],
            bears_on=[in_plan[key] for key in sent.get("bears_on", ())],
        )
        actions.say_scope(visit=found.row, looked=looked, why=sent.get("why", ""), by=reader.account)

    said = found.scope
    begins = (
        {
            "words": said.words,
            "areas": said.areas,
            "letter_words": said.letter_words,
            "bears_on": [str(each.pk) for each in found.bears_on],
        }
        if said
        else {}
    )
    given = {
        "reader": reader,
        "areas": {
            each: AREAS.get(each, each) for each in (graded_by(found.row.framework) or AREAS) if each != "overall"
        },
        "recommendations": {key: _short(each) for key, each in in_plan.items()},
    }
    writing = Writing(
        reader=reader,
        place=f"scope {found.row.pk}",
        make=CorrectScopeForm if said else ScopeForm,
        given=given,
        begins=begins,
        write=write,
        done=reverse("boards:visit", args=[found.row.pk]),
        heading="What it looks into",
        caption=f"{found.recorded.event_words}, {queries.when(found.row)}",
        button="Put it right" if said else "Write it down",
        trail=(*_trail(), (reverse("boards:visit", args=[found.row.pk]), found.recorded.event_words)),
    )
    return answer(request, writing)


def _trail() -> tuple[tuple[str, str], ...]:
    return (reverse("boards:boards"), "Boards"), (reverse("boards:visits"), "Visits by Ofsted")


def _short(each: Recommendation) -> str:
    words = " ".join(each.words.split())
    cut = words if len(words) <= 120 else words[:119].rstrip() + "…"
    return f"{each.number}. {cut}" if each.number else cut
