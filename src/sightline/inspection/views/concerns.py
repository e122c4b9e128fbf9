"""Immediate concerns: raised by an auditor, read and answered by a manager, listed for those who lead."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.allowed import allowed, require
from sightline.access.children import visible
from sightline.access.listing import showing
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import names_of_children
from sightline.errors import UserError
from sightline.inspection.actions import concerns as actions
from sightline.inspection.forms.auditing import ConcernAnswerForm, ConcernForm
from sightline.inspection.queries import concerns as queries
from sightline.inspection.queries.auditing import audit_for
from sightline.inspection.queries.mocks import mock_of
from sightline.inspection.views.audits_opening import mine_trail, open_file
from sightline.web import clock

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@allowed(Permission.FILE_AUDIT)
def raise_concern(request: HttpRequest, audit: int) -> HttpResponse:
    """Why may this child be unsafe now?"""
    reader = require(request, Permission.FILE_AUDIT)
    reading = audit_for(reader, audit)
    if reading is None or not reading.is_own:
        raise Http404
    opened = open_file(request, reading.audit.child, by=Permission.FILE_AUDIT)
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.raise_concern(
                audit=reading.audit, words=given["words"], spoke_to=given["spoke_to"], by=reader.account
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("audits:concern", made.pk)
    mock = reading.audit.child.sample.mock
    context = {
        **opened.context,
        "form": form,
        "audit": reading.audit,
        "told": queries.told_of(opened.child.person_id, mock, clock.today(), but=reader.account),
        "hours": actions.ANSWERED_WITHIN.seconds // 3600,
        "trail": mine_trail((reverse("audits:audit", args=[audit]), f"File {opened.sampled.place}")),
    }
    return render(request, "inspection/audits/raise.html", context, status=422 if form.errors else 200)


@asks
@allowed(Permission.MOCK_VIEW)
def concern(request: HttpRequest, concern: int) -> HttpResponse:
    """What worries the auditor, who knows of it, and what was done?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = queries.concern_for(reader, concern)
    if found is None:
        raise Http404
    opened = open_file(request, found.audit.child, by=Permission.MOCK_VIEW)
    may_answer = queries.may_answer(found, reader)
    form = ConcernAnswerForm(request.POST or None)
    if request.method == "POST":
        by = require(request, Permission.CONCERN_ANSWER).account
        if form.is_valid():
            try:
                actions.answer(concern=found, words=form.cleaned_data["words"], by=by)
            except UserError as error:
                form.add_error(None, str(error))
            else:
                return redirect("audits:concern", concern)
    elif request.method == "GET" and may_answer:
        actions.see(concern=found, by=reader.account)
        found = queries.concern_for(reader, concern) or found
    now = clock.now()
    context = {
        **opened.context,
        "line": queries.line_of(found, now),
        "concern": found,
        "told": queries.told_now(found, now),
        "may_answer": may_answer,
        "is_own": found.raised_by_id == reader.account.pk,
        "form": form,
    }
    return render(request, "inspection/audits/concern.html", context, status=422 if form.errors else 200)


@require_safe
@allowed(Permission.MOCK_VIEW)
def concerns(request: HttpRequest, mock: int) -> HttpResponse:
    """Which children did auditors think unsafe, and what was done?"""
    reader = require(request, Permission.MOCK_VIEW)
    found = mock_of(reader, mock)
    lines = queries.concerns_of(found, reader, visible(reader, clock.today()), clock.now())
    people = [each.concern.audit.child.person_id for each in lines]
    context = {
        "mock": found,
        "lines": lines,
        "handles": showing(request, Doing.LISTED, people),
        "names": names_of_children(people),
    }
    return render(request, "inspection/audits/concerns.html", context)
