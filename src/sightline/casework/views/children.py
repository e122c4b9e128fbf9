"""Every child within one's reach, to filter, sort, print and take away."""

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
from sightline.casework.queries.lines import ChildLine
from sightline.casework.queries.lines_kept import lines_of, lines_of_council
from sightline.casework.queries.listing import HEAD, cells, child_listing
from sightline.findings.listing import Listing
from sightline.web import clock

NAME = "children"


@require_safe
@allowed(Permission.CHILDREN_LIST)
def children(request: HttpRequest) -> HttpResponse:
    """Which children, whose are they, what is late?"""
    reader = require(request, Permission.CHILDREN_LIST)
    found = _listing(request, reader)
    shown = [line.person_id for line in found.rows]
    access.log(by=reader.account, doing=found.looking_for, page="casework:children", shown=shown)
    return render(request, "casework/today/children.html", {"listing": found, "day": clock.today()})


@require_safe
@allowed(Permission.CHILDREN_EXPORT)
def children_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    return file_response(kind, NAME, HEAD, map(cells, _exported(request)))


def _exported(request: HttpRequest) -> list[ChildLine]:
    reader = require(request, Permission.CHILDREN_EXPORT)
    rows = list(_listing(request, reader).all_rows)
    shown = [line.person_id for line in rows]
    access.log(by=reader.account, doing=Doing.EXPORTED, page="casework:children", shown=shown)
    return rows


def _listing(request: HttpRequest, reader: Bearer) -> Listing[ChildLine]:
    day = clock.today()
    seen = visible(reader, day)
    lines = lines_of_council(seen, day) if seen.within is None else lines_of(seen.only(seen.within), day)
    return child_listing(lines, request.GET)
