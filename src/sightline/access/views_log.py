"""Who looked at a child's record, to filter, sort, print and take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.allowed import allowed
from sightline.access.child_log import HEAD, Line, cells, lines_about, log_listing
from sightline.access.children import open_child
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.workbooks import xlsx_response
from sightline.findings.listing import Listing, csv_response

NAME = "access-log"


@require_safe
@allowed(Permission.ACCESS_LOG_VIEW)
def child_log(request: HttpRequest, handle: str) -> HttpResponse:
    """Who looked at this child's record, and why?"""
    context = {
        "listing": _listing(request, handle, Doing.LOOKED_AT_LOG),
        "handle": handle,
        "csv": reverse("access:child-log-csv", args=[handle]),
        "xlsx": reverse("access:child-log-xlsx", args=[handle]),
    }
    return render(request, "access/child_log.html", context)


@require_safe
@allowed(Permission.ACCESS_LOG_VIEW)
def child_log_csv(request: HttpRequest, handle: str) -> HttpResponse:
    """The log, as filtered, as a CSV."""
    return csv_response(NAME, HEAD, map(cells, _listing(request, handle, Doing.EXPORTED).all_rows))


@require_safe
@allowed(Permission.ACCESS_LOG_VIEW)
def child_log_xlsx(request: HttpRequest, handle: str) -> HttpResponse:
    """The log, as filtered, as a workbook."""
    return xlsx_response(NAME, HEAD, map(cells, _listing(request, handle, Doing.EXPORTED).all_rows))


def _listing(request: HttpRequest, handle: str, doing: Doing) -> Listing[Line]:
    child = open_child(request, handle, doing=doing, by=Permission.ACCESS_LOG_VIEW)
    return log_listing(lines_about(child), request.GET)
