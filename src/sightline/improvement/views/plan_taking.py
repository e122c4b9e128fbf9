"""Taking a whole confirmed report, or a mock inspection's recommendations, into the plan in one step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.improvement.actions.plan import take_inspection, take_mock
from sightline.improvement.queries.plan_taking import of_inspection, of_mock, takable
from sightline.inspection.models import MockInspection, RealInspection

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@allowed(Permission.PLAN_MANAGE)
def sources(request: HttpRequest) -> HttpResponse:
    """Which inspections have recommendations that are not in the plan?"""
    return render(request, "improvement/plan/sources.html", {"sources": takable()})


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def inspection(request: HttpRequest, inspection: int) -> HttpResponse:
    """Take every recommendation of this inspection in?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(RealInspection.objects.filter(superseded_by=None), pk=inspection)
    error = ""
    if request.method == "POST":
        try:
            take_inspection(inspection=row, by=account)
            return redirect("plan:list")
        except UserError as wrong:
            error = str(wrong)
    return render(request, "improvement/plan/take.html", {"source": of_inspection(row), "error": error})


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def mock(request: HttpRequest, mock: int) -> HttpResponse:
    """Take every recommendation of this mock inspection in?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(MockInspection, pk=mock)
    if request.method == "POST":
        take_mock(mock=row, by=account)
        return redirect("plan:list")
    return render(request, "improvement/plan/take.html", {"source": of_mock(row), "error": ""})
