"""The form of an inspection: what a report says, confirmed beside its pages; one typed in; one put right.

What is typed is kept as it is typed (with JavaScript) or on "Save for later", for the writer alone, until it is filed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.allowed import allowed, require
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions.real_inspections import correct_inspection, record_inspection
from sightline.inspection.actions.report_files import (
    OtherWindow,
    forget_words,
    keep_words,
    place_of_report,
    set_report_aside,
)
from sightline.inspection.forms import sheets
from sightline.inspection.forms.beginning import Source, beginning, standing_words
from sightline.inspection.forms.real_inspections import MOST_ROWS, InspectionForm
from sightline.inspection.models import RealInspection, ReportFile, Unconfirmed
from sightline.inspection.queries import real_inspections as queries
from sightline.inspection.queries.same import newest_of
from sightline.inspection.readings import KeptRecommendation, from_json
from sightline.web import clock

MORE = 3  # rows added by one press


@dataclass(frozen=True, slots=True)
class Filling:
    """A form being filled in. ``file`` records it, and gives what was recorded."""

    place: str
    account: Account
    source: Source
    address: str
    page: str
    file: Callable[[InspectionForm], RealInspection]
    first: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)

    def with_rows(self, rows: int) -> Filling:
        """The same with so many empty rows."""
        return replace(self, source=replace(self.source, rows=min(max(rows, MORE), MOST_ROWS)))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
def confirm(request: HttpRequest, report: int) -> HttpResponse:
    """Is what was read in this report what it says?"""
    account = require(request, Permission.INSPECTIONS_RECORD).account
    found = get_object_or_404(ReportFile.objects.defer("content").select_related("given_by"), pk=report)
    recorded = found.inspections.filter(superseded_by=None).values_list("pk", flat=True).first()
    if recorded is not None:
        return redirect("visits:inspection", recorded)
    if request.method == "POST" and request.POST.get("intent") == "aside":
        set_report_aside(report=found, by=account)
        return redirect("visits:new-report")
    reading = from_json(found.reading)
    source = replace(_source(), reading=reading)
    place = place_of_report(found)

    def file(form: InspectionForm) -> RealInspection:
        return record_inspection(confirmed=form.confirmed(), by=account, place=place, report=found)

    context = {"report": found, "reading": reading, "heading": "Confirm what was read"}
    address = reverse("visits:confirm", args=[found.pk])
    page = "inspection/visits/confirm.html"
    return _answer(request, Filling(place, account, source, address, page, file, beginning(source), context))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
def new_inspection(request: HttpRequest) -> HttpResponse:
    """Which inspection or visit is to be recorded, without a report to read?"""
    account = require(request, Permission.INSPECTIONS_RECORD).account
    source = _source()

    def file(form: InspectionForm) -> RealInspection:
        return record_inspection(confirmed=form.confirmed(), by=account, place="new")

    context = {"heading": "Record an inspection or visit"}
    first = {"authority": source.own}
    address, page = reverse("visits:new"), "inspection/visits/form.html"
    return _answer(request, Filling("new", account, source, address, page, file, first, context))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
def correct(request: HttpRequest, inspection: int) -> HttpResponse:
    """What is wrong in what was recorded, and why?"""
    account = require(request, Permission.INSPECTIONS_RECORD).account
    row = get_object_or_404(RealInspection.objects.filter(superseded_by=None), pk=inspection)
    before = tuple((each.pk, _kept(each)) for each in row.recommendations.order_by("body", "place"))
    base = _source()
    source = replace(
        base, before=before, is_correction=True, follows=[each for each in base.follows if each.pk != row.pk]
    )
    place = f"correct {row.pk}"

    def file(form: InspectionForm) -> RealInspection:
        why = form.cleaned_data["why"]
        return correct_inspection(inspection=row, confirmed=form.confirmed(), why=why, by=account, place=place)

    first = standing_words(row, before)
    now = {each.pk: each.pk for each in base.follows} | dict(newest_of())
    if row.follows_id is not None:
        first["follows"] = str(now.get(row.follows_id, ""))
    context = {"heading": "Put an inspection right", "row": row}
    address, page = reverse("visits:correct", args=[row.pk]), "inspection/visits/form.html"
    return _answer(request, Filling(place, account, source, address, page, file, first, context))


def _source() -> Source:
    follows = sorted(queries.standing(), key=lambda each: queries.day_of(each) or clock.today(), reverse=True)
    graded = [each for each in follows if each.judgements]
    return Source(follows=graded, own=queries.own_council(), is_own=queries.is_own)


def _kept(row: Any) -> KeptRecommendation:
    return KeptRecommendation(row.number, row.text, row.page, row.priority, row.body, row.national_framework)


def _answer(request: HttpRequest, filling: Filling) -> HttpResponse:
    if request.method != "POST":
        return _open(request, filling)
    filling = filling.with_rows(_number(request.POST.get("rows")))
    form = InspectionForm(filling.source, request.POST)
    revision = _number(request.POST.get("revision"))
    match request.POST.get("intent", "file"):
        case "keep":
            return _keep(request, filling, form, revision)
        case "more":
            more = filling.with_rows(filling.source.rows + MORE)
            return _page(request, more, _unchecked(more, form), revision)
        case "forget":
            forget_words(place=filling.place, by=filling.account)
            return redirect(filling.address)
        case "file":
            return _file(request, filling, form, revision)
        case _:
            raise BadRequest("no such button")


def _open(request: HttpRequest, filling: Filling) -> HttpResponse:
    kept = Unconfirmed.objects.filter(account=filling.account, place=filling.place).first()
    if kept is None:
        return _page(request, filling, InspectionForm(filling.source, initial=dict(filling.first)), 0)
    words = {str(name): str(text) for name, text in json.loads(kept.words).items()}
    filling = filling.with_rows(_number(words.pop("rows", "")))
    return _page(request, filling, InspectionForm(filling.source, initial=words), kept.revision, kept=kept)


def _keep(request: HttpRequest, filling: Filling, form: InspectionForm, revision: int) -> HttpResponse:
    is_quiet = request.headers.get("Accept") == "application/json"
    try:
        kept = keep_words(place=filling.place, words=form.sent_words(), revision=revision, by=filling.account)
    except OtherWindow as error:
        if is_quiet:
            return JsonResponse({"problem": str(error)}, status=409)
        form = _unchecked(filling, form)
        return _page(request, filling, form, error.standing.revision, problem=str(error), status=409)
    except UserError as error:
        if is_quiet:
            return JsonResponse({"problem": str(error)}, status=413)
        return _page(request, filling, _unchecked(filling, form), revision, problem=str(error), status=413)
    if is_quiet:
        at = f"{kept.saved_at.astimezone(clock.LONDON):%H:%M}"
        return JsonResponse({"draft": kept.pk, "revision": kept.revision, "saved": at})
    return redirect(filling.address)


def _file(request: HttpRequest, filling: Filling, form: InspectionForm, revision: int) -> HttpResponse:
    if not form.is_valid():
        return _page(request, filling, form, revision, status=422)
    try:
        made = filling.file(form)
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, filling, form, revision, status=422)
    return redirect("visits:inspection", made.pk)


def _unchecked(filling: Filling, form: InspectionForm) -> InspectionForm:
    """The form with what was sent in it, and nothing said to be wrong."""
    return InspectionForm(filling.source, initial=form.sent_words())


def _page(
    request: HttpRequest,
    filling: Filling,
    form: InspectionForm,
    revision: int,
    *,
    kept: Unconfirmed | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **filling.context,
        "form": form,
        "sheets": sheets.sheets(form) if filling.source.reading else (),
        "details": sheets.details(form),
        "grades": sheets.grades(form),
        "recommendations": sheets.recommendations(form),
        "more": sheets.more(form),
        "address": filling.address,
        "revision": revision,
        "kept": kept,
        "problem": problem,
        "own": filling.source.own,
        "may_add": filling.source.rows < MOST_ROWS,
    }
    return render(request, filling.page, context, status=status)


def _number(sent: object) -> int:
    words = str(sent or "")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0
