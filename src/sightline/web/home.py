"""The first page, by role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.bearer import Bearer, bearer_of
from sightline.access.permissions import Permission
from sightline.access.roles import Reach
from sightline.findings import views as findings
from sightline.web.rooms import first_open


@require_safe
@allowed(Permission.HOME_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """What one's role comes for: the day's work of one's own children or teams, what an inspector would find in the
    whole council, the ten figures for members and their clerk, else the first room open; words where none is."""
    reader = bearer_of(request)
    if reader is not None and reader.may(Permission.FINDINGS_VIEW) and not _has_a_day(reader):
        return findings.front(request)
    if reader is not None and _comes_for_scrutiny(reader):
        return redirect("members:ten")
    address = first_open(reader) if reader is not None else None
    return redirect(address) if address else render(request, "access/no_role.html")


def _has_a_day(reader: Bearer) -> bool:
    """Whether they come for children of their own, their team or their service."""
    return reader.may(Permission.CHILDREN_LIST) and not reader.reaches(Reach.COUNCIL, by=Permission.CHILDREN_LIST)


def _comes_for_scrutiny(reader: Bearer) -> bool:
    """Whether figures that identify nobody are all they see of children."""
    return reader.may(Permission.SCRUTINY_VIEW) and not (
        reader.may(Permission.FINDINGS_VIEW) or reader.may(Permission.CHILDREN_LIST)
    )
