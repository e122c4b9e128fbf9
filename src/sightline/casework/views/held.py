"""Every child whom a manager holds, to filter, sort, print and take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.casework.queries.caseloads import open_children
from sightline.casework.queries.held import HEAD, cells, held_listing
from sightline.casework.queries.lines import ChildLine
from sightline.casework.queries.today import held_by_managers as held_on
from sightline.web import clock

NAME, PAGE = "held-by-managers", "casework:held-by-managers"


@require_safe
@allowed(Permission.TEAMS_VIEW)
def held_by_managers(request: HttpRequest) -> HttpResponse:
    """Every child whom a manager holds: since when, until when, and whether that day has passed."""
    reader = require(request, Permission.TEAMS_VIEW)
    lines = _lines(reader, Permission.CHILDREN_LIST)
    found = held_listing(lines, request.GET)
    shown = [line.person_id for line in found.rows]
    access.log(by=reader.account, doing=found.looking_for, page=PAGE, shown=shown)
    endless = sum(each.held_until is None for each in lines)
    page = {"day": clock.today(), "listing": found, "held": len(lines), "endless": endless}
    return render(request, "casework/today/held_by_managers.html", page)


@require_safe
@allowed(Permission.TEAMS_VIEW)
def held_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    return file_response(kind, NAME, HEAD, map(cells, _exported(request)))


def _exported(request: HttpRequest) -> list[ChildLine]:
    reader = require(request, Permission.CHILDREN_EXPORT)
    rows = list(held_listing(_lines(reader, Permission.CHILDREN_EXPORT), request.GET).all_rows)
    access.log(by=reader.account, doing=Doing.EXPORTED, page=PAGE, shown=[line.person_id for line in rows])
    return rows


def _lines(reader: Bearer, by: Permission) -> list[ChildLine]:
    day = clock.today()
    return held_on(visible(reader, day, by=by), day, open_children(day))
