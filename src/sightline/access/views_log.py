"""Who looked at a child's record, to filter, sort, print and take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.child_log import HEAD, Line, cells, lines_about, log_listing
from sightline.access.children import open_child
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Listing

NAME = "access-log"


@require_safe
@allowed(Permission.ACCESS_LOG_VIEW)
def child_log(request: HttpRequest, handle: str) -> HttpResponse:
    """Who looked at this child's record, and why?"""
    context = {
        "listing": _listing(request, handle, Doing.LOOKED_AT_LOG),
        "handle": handle,
        **links("access:child-log", handle),
    }
    return render(request, "access/child_log.html", context)


@require_safe
@allowed(Permission.ACCESS_LOG_VIEW)
def child_log_file(request: HttpRequest, handle: str, kind: FileKind) -> HttpResponse:
    """The log, as filtered, as a file."""
    return file_response(kind, NAME, HEAD, map(cells, _listing(request, handle, Doing.EXPORTED).all_rows))


def _listing(request: HttpRequest, handle: str, doing: Doing) -> Listing[Line]:
    child = open_child(request, handle, doing=doing, by=Permission.ACCESS_LOG_VIEW)
    return log_listing(lines_about(child), request.GET)
