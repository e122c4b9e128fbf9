"""Taking a whole confirmed report, or a mock inspection's recommendations, into the plan in one step."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.improvement.actions.plan import take_inspection, take_mock
from sightline.improvement.actions.plan_reviews import enter_review
from sightline.improvement.forms.plan import ReviewForm
from sightline.improvement.models import Source
from sightline.improvement.queries.plan_reviews import review_lines
from sightline.improvement.queries.plan_taking import of_inspection, of_mock, takable
from sightline.improvement.views.plan_saying import making, say
from sightline.inspection.models import MockInspection, RealInspection

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@allowed(Permission.PLAN_MANAGE)
def sources(request: HttpRequest) -> HttpResponse:
    """Which inspections have recommendations that are not in the plan?"""
    context = {"sources": takable(), "reviews": review_lines()}
    return render(request, "improvement/plan/sources.html", context)


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def review(request: HttpRequest) -> HttpResponse:
    """Which review or complaint, and what does it recommend?"""
    account = require(request, Permission.PLAN_MANAGE).account

    def write(form: forms.Form) -> object:
        sent = form.cleaned_data
        return enter_review(
            source=Source(sent["source"]),
            name=sent["name"],
            reference=sent["reference"],
            made_on=sent["made_on"],
            words=[line.strip() for line in sent["words"].splitlines() if line.strip()],
            by=account,
        )

    return say(
        request,
        making(ReviewForm),
        write,
        done=reverse("plan:take-in"),
        context={"heading": "Enter a review or a complaint", "button": "Put it in the plan"},
    )


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
