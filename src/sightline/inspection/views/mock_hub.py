"""The room of inspection, the list of mock inspections, and one of them: how far it is, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions import setting_up
from sightline.inspection.events import events
from sightline.inspection.forms.mock_scope import KindForm, ScopeForm, kind_of
from sightline.inspection.models import MockInspection
from sightline.inspection.queries import steps as queries
from sightline.inspection.queries.mocks import framework_of, mock_of, mocks
from sightline.inspection.queries.room import room_links, rows_of
from sightline.web import clock

Trail = list[tuple[str, str]]


def trail(mock: MockInspection | None = None) -> Trail:
    """The way back from a page of a mock inspection."""
    found = [(reverse("mock:mocks"), "Mock inspections")]
    return [*found, (reverse("mock:mock", args=[mock.pk]), mock.title)] if mock else found


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def room(request: HttpRequest) -> HttpResponse:
    """What is there of inspections: mock ones, real ones, and how other councils stand?"""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    found = [each for each in mocks(reader) if each.closed_at is None]
    return render(request, "inspection/mock/room.html", {"rows": rows_of(found), "links": room_links(reader)})


@require_safe
@allowed(Permission.MOCK_VIEW)
def list_mocks(request: HttpRequest) -> HttpResponse:
    """Which mock inspections were there, and how far is each?"""
    reader = require(request, Permission.MOCK_VIEW)
    return render(request, "inspection/mock/mocks.html", {"rows": rows_of(list(mocks(reader)))})


@require_safe
@allowed(Permission.MOCK_VIEW)
def mock(request: HttpRequest, mock: int) -> HttpResponse:
    """How far is it, step by step, and what is missing?"""
    found = mock_of(require(request, Permission.MOCK_VIEW), mock)
    steps = queries.steps(found)
    context = {
        "mock": found,
        "framework": framework_of(found),
        "event": events().get(found.event),
        "steps": steps,
        "done": queries.done(steps),
        "trail": trail(),
    }
    return render(request, "inspection/mock/mock.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def begin(request: HttpRequest) -> HttpResponse:
    """What is it to be like, what is looked at, and as at when?"""
    reader = require(request, Permission.MOCK_LEAD)
    chosen = kind_of(request.GET.get("kind", ""))
    if chosen is None:
        form = KindForm(request.GET if "kind" in request.GET else None)
        return render(request, "inspection/mock/kind.html", {"form": form, "trail": trail()})
    framework, event = chosen
    on = clock.today()
    initial = {"as_at": on, "starts_on": on, "ends_on": on, "areas": [each.id for each in framework.areas]}
    asked = ScopeForm(
        request.POST if request.method == "POST" else None, framework=framework, event=event, initial=initial
    )
    if request.method == "POST" and asked.is_valid():
        try:
            made = setting_up.begin(scope=asked.scope(), by=reader.account)
        except UserError as error:
            asked.add_error(None, str(error))
        else:
            return redirect("mock:mock", mock=made.pk)
    context = {"form": asked, "framework": framework, "event": event, "trail": trail(), "heading": "Begin it"}
    return render(request, "inspection/mock/scope_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_VIEW)
def scope(request: HttpRequest, mock: int) -> HttpResponse:
    """What is looked at, as at when, and may it be changed?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    may_change = reader.may(Permission.MOCK_LEAD) and found.closed_at is None
    framework, event = framework_of(found), events()[found.event]
    if request.method == "POST":
        require(request, Permission.MOCK_LEAD)
    initial = {name: getattr(found, name) for name in ("title", "why", "areas", "as_at", "starts_on", "ends_on")}
    asked = ScopeForm(
        request.POST if request.method == "POST" else None, framework=framework, event=event, initial=initial
    )
    if request.method == "POST" and asked.is_valid():
        try:
            setting_up.change_scope(mock=found, scope=asked.scope(), by=reader.account)
        except UserError as error:
            asked.add_error(None, str(error))
        else:
            return redirect("mock:mock", mock=found.pk)
    context = {
        "mock": found,
        "form": asked,
        "framework": framework,
        "event": event,
        "areas": [each for each in framework.areas if each.id in found.areas],
        "may_change": may_change,
        "trail": trail(found),
        "heading": "Scope and dates",
    }
    return render(request, "inspection/mock/scope_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.MOCK_LEAD)
def close(request: HttpRequest, mock: int) -> HttpResponse:
    """Is it finished, so that nothing in it is changed any more?"""
    reader = require(request, Permission.MOCK_LEAD)
    found = mock_of(reader, mock)
    problem = ""
    if request.method == "POST":
        try:
            setting_up.close(mock=found, by=reader.account)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("mock:mock", mock=found.pk)
    return render(request, "inspection/mock/close.html", {"mock": found, "problem": problem, "trail": trail(found)})
