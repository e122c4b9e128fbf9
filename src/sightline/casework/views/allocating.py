"""Giving a child to a worker, or passing a child to a team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.children import Child, open_child
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.actions.allocating import allocate as give
from sightline.casework.actions.allocating import standing_allocation
from sightline.casework.actions.allocating import transfer as pass_on
from sightline.casework.forms.allocating import AllocateForm, TransferForm
from sightline.casework.queries.allocation_checks import Check, Weight, safety_of, transfer_checks
from sightline.casework.queries.lines import ChildLine, child_lines
from sightline.casework.queries.staffing import teams_by_name, workers_by_team
from sightline.errors import UserError
from sightline.web import clock


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.ALLOCATION_MAKE)
def allocate(request: HttpRequest, handle: str) -> HttpResponse:
    """Who should hold this child? Choose, see what is checked, say why."""
    reader = require(request, Permission.ALLOCATION_MAKE)
    child = open_child(request, handle, doing=Doing.OPENED)
    day = clock.today()
    standing = standing_allocation(child, day)
    seen = standing.version if standing else None
    workers = workers_by_team(day)
    form = AllocateForm(request.POST or None, workers=workers, initial={"on": day, "seen": seen})
    safety = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        safety = safety_of(child.person_id, given["to"], given["on"])
        is_confirmed = "confirm" in request.POST
        if safety.stops:
            form.add_error("to", " ".join(each.words for each in safety.stops))
        elif not safety.asks or is_confirmed:
            try:
                give(
                    child,
                    by=reader.account,
                    to=given["to"],
                    on=given["on"],
                    why=given["why"],
                    until=given["until"],
                    seen=given["seen"],
                )
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("casework:child", handle=child.handle)
    page = {"child": child, "line": _line(child), "form": form, "safety": safety, "day": day}
    return render(request, "casework/allocating/allocate.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.ALLOCATION_MAKE)
def transfer(request: HttpRequest, handle: str) -> HttpResponse:
    """Which team should have this child? Choose, see what is checked, say why: the child then waits there in sight."""
    reader = require(request, Permission.ALLOCATION_MAKE)
    child = open_child(request, handle, doing=Doing.OPENED)
    day = clock.today()
    standing = standing_allocation(child, day)
    seen = standing.version if standing else None
    form = TransferForm(request.POST or None, teams=teams_by_name(), initial={"on": day, "seen": seen})
    line = _line(child)
    checks: tuple[Check, ...] = ()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        checks = transfer_checks(line, given["team"], given["on"])
        if "confirm" in request.POST or all(each.weight is Weight.CLEAR for each in checks):
            try:
                pass_on(
                    child, by=reader.account, team=given["team"], on=given["on"], why=given["why"], seen=given["seen"]
                )
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("casework:today")  # whose child it is no more may not open them
    page = {"child": child, "line": line, "form": form, "checks": checks, "day": day}
    return render(request, "casework/allocating/transfer.html", page, status=422 if form.errors else 200)


def _line(child: Child) -> ChildLine:
    return child_lines([child.person_id], clock.today())[0]
