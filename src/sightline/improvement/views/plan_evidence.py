"""Evidence of the plan: attached, given back as a download, taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.improvement.actions import plan_evidence as actions
from sightline.improvement.forms.plan import WordsForm
from sightline.improvement.forms.planned_actions import EvidenceForm
from sightline.improvement.models import Evidence, PlannedAction, Recommendation
from sightline.improvement.plan_files import MOST_BYTES
from sightline.improvement.queries.plan_actions import standing
from sightline.improvement.views.plan_saying import PAGE, making, say
from sightline.inspection.uploads import is_too_large, limited_to

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
@limited_to(MOST_BYTES)
def attach(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What does it show, and where is it to be seen?"""
    account = require(request, Permission.PLAN_MANAGE).account
    row = get_object_or_404(Recommendation, pk=recommendation)
    planned = list(standing().filter(recommendation=row))
    done = reverse("plan:recommendation", args=[row.pk])
    context: dict[str, Any] = {"heading": "Attach evidence", "button": "Attach it", "row": row, "takes_file": True}

    def make(*sent: Any, **kwargs: Any) -> forms.Form:
        return EvidenceForm(*sent, actions={str(each.pk): each.words[:90] for each in planned}, **kwargs)

    if request.method == "POST":
        form = make(request.POST, request.FILES)  # reading it says whether too much was sent
        if is_too_large(request):
            form.errors.clear()
            form.add_error(
                "file", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Attach the part that shows it"
            )
            return render(request, PAGE, {**context, "form": form, "leave": done}, status=413)

    def write(form: forms.Form) -> object:
        sent = form.cleaned_data
        action = next((each for each in planned if str(each.pk) == sent["action"]), None)
        content = sent["file"].read() if sent["file"] is not None else None
        return actions.attach(
            recommendation=row, words=sent["words"], action=action, page=sent["page"], content=content, by=account
        )

    return say(request, make, write, done=done, context=context)


@require_safe
@allowed(Permission.PLAN_VIEW)
def file(request: HttpRequest, evidence: int) -> HttpResponse:
    """The file, as it was given: a download that no browser shows within the site, whatever is in it."""
    reader = require(request, Permission.PLAN_VIEW)
    found = get_object_or_404(Evidence.objects.select_related("file"), pk=evidence)
    if found.file is None:
        raise Http404
    access.log(by=reader.account, doing=Doing.EXPORTED, page="plan:evidence-file")
    response = HttpResponse(bytes(found.file.content), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="evidence-{found.pk}.{found.file.kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(METHODS)
@allowed(Permission.PLAN_MANAGE)
def take_back(request: HttpRequest, evidence: int) -> HttpResponse:
    """Why is it taken back?"""
    account = require(request, Permission.PLAN_MANAGE).account
    found = get_object_or_404(
        Evidence.objects.filter(withdrawn_at=None).select_related("recommendation", "action"), pk=evidence
    )
    row, action = found.recommendation, found.action
    context: dict[str, Any] = {
        "heading": "Take evidence back",
        "button": "Take it back",
        "row": row,
        "action": action if isinstance(action, PlannedAction) else None,
        "said": found.words,
    }
    write = lambda form: actions.withdraw_evidence(evidence=found, why=form.cleaned_data["words"], by=account)  # noqa: E731
    return say(
        request,
        making(WordsForm, label="Why is it taken back?"),
        write,
        done=reverse("plan:recommendation", args=[row.pk]),
        context=context,
    )
