"""Giving a published report, and looking at its pages."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions import report_files as actions
from sightline.inspection.forms.report_files import ReportForm
from sightline.inspection.models import ReportFile
from sightline.inspection.queries import real_inspections as queries
from sightline.inspection.uploads import is_too_large, limited_to
from sightline.sources.ofsted_report import page_image, read_report
from sightline.web import clock
from sightline.web.middleware import KEPT_BY_READER

MOST_BYTES = 20 * 1024 * 1024  # the largest published report we have seen is under one
WIDTHS = frozenset({800, 1400})  # pixels: beside the form, and to read closely
KEPT_PICTURES = 60  # pages held drawn, of some 150 KB each


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
@limited_to(MOST_BYTES)
def new_report(request: HttpRequest) -> HttpResponse:
    """Which report is to be read?"""
    reader = require(request, Permission.INSPECTIONS_RECORD)
    if request.method != "POST":
        return _upload(request, ReportForm())
    form = ReportForm(request.POST, request.FILES)
    if is_too_large(request):
        form.errors.clear()
        form.add_error(
            "report", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Choose the report by itself"
        )
        return _upload(request, form, status=413)
    if not form.is_valid():
        return _upload(request, form, status=422)
    content = form.cleaned_data["report"].read()
    try:
        reading = read_report(content)
    except UserError as error:
        form.add_error("report", str(error))
        return _upload(request, form, status=422)
    kept = actions.keep_report(content=content, reading=reading, by=reader.account)
    return redirect("visits:confirm", kept.pk)


def _upload(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "waiting": queries.waiting(), "most": MOST_BYTES // 1024 // 1024}
    return render(request, "inspection/visits/new_report.html", context, status=status)


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def page_picture(request: HttpRequest, report: int, page: int) -> HttpResponse:
    """What does this page of the report look like?"""
    width = 1400 if request.GET.get("width") == "1400" else 800
    found = _readable(request, report)
    if not 1 <= page <= found.page_count:
        raise Http404
    tag = f'"{found.digest[:32]}-{page}-{width}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(_picture(found.digest, page, width), content_type="image/png")
    response["ETag"] = tag
    if found.inspections.filter(published_on__lte=clock.today()).exists():  # a draft is the council's secret till then
        response["Cache-Control"] = KEPT_BY_READER
    return response


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def report_pdf(request: HttpRequest, report: int) -> HttpResponse:
    """The report itself, as it was given."""
    found = _readable(request, report)
    response = HttpResponse(bytes(ReportFile.objects.values_list("content", flat=True).get(pk=found.pk)))
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = f'attachment; filename="report-{found.pk}.pdf"'
    return response


def _readable(request: HttpRequest, report: int) -> ReportFile:
    """The report; one from which nothing is recorded yet only for those who may record."""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    found = get_object_or_404(ReportFile.objects.defer("content", "reading"), pk=report)
    if not reader.may(Permission.INSPECTIONS_RECORD) and not found.inspections.exists():
        raise Http404
    return found


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(digest: str, page: int, width: int) -> bytes:
    """A page drawn. Kept in memory because drawing one takes about as long as everything else of a page together.

    A report's content never changes, so what is kept is never stale.
    """
    content = bytes(ReportFile.objects.values_list("content", flat=True).get(digest=digest))
    return page_image(content, page, width)
