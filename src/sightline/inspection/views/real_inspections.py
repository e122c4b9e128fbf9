"""Inspections and visits by Ofsted: their history, and one of them with its clocks and recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.inspection.actions import following_up
from sightline.inspection.areas import AREAS, COLUMNS, GRADES
from sightline.inspection.following import Event, afterwards, steps
from sightline.inspection.forms.following_up import BackForm, MetForm, StepForm
from sightline.inspection.models import FindingKind, InspectorScope, PublishedRecommendation
from sightline.inspection.queries import real_inspections as queries
from sightline.inspection.queries.inspectors import scope_of
from sightline.inspection.queries.real_inspections import Recorded
from sightline.inspection.queries.same import newest_of, recommendations_before, same_inspection
from sightline.web import clock

HEADINGS = ("Authority", "Visit", "First day", "Last day", "Published", "Framework")
TO_SAY = {each.code: each for each in steps() if each.code not in following_up.BY_VISIT}


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def history(request: HttpRequest) -> HttpResponse:
    """What did each inspection find, and what is still open after it?"""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    rows = queries.history(clock.today())
    found = _listing(request, rows)
    late = [(each, late) for each in rows for late in each.overdue]
    may_record = reader.may(Permission.INSPECTIONS_RECORD)
    columns = [each for each in COLUMNS if any(each.of(row.row.judgements) for row in rows)]
    context = {
        "listing": found,
        "columns": columns,
        "shown": [(each, each.grades(columns)) for each in found.rows],
        "late": sorted(late, key=lambda each: -(each[1].days or 0)),
        "waiting": queries.waiting() if may_record else [],
        "own": queries.own_council(),
        "scope": scope_of(reader.account, clock.today()),
        "may_export": True,
    }
    return render(request, "inspection/visits/history.html", context)


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def history_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The same, as filtered, as a file."""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    rows = _listing(request, queries.history(clock.today())).all_rows
    access.log(by=reader.account, doing=Doing.EXPORTED, page=f"visits:list-{kind}")
    head = (*HEADINGS, *(each.heading for each in COLUMNS), "Recommendations", "Open", "Clocks overdue")
    return file_response(kind, "inspections", head, map(_cells, rows))


def _listing(request: HttpRequest, rows: list[Recorded]) -> Listing[Recorded]:
    authorities = sorted({each.row.authority for each in rows}, key=str.casefold)
    return listing(
        rows,
        request.GET,
        filters=(
            Filter("event", "Kind of visit", tuple(Choice(each.value, each.words) for each in Event), _is_event),
            Filter("authority", "Authority", tuple(Choice(each, each) for each in authorities), _is_of),
            Filter("open", "Still open", (Choice("yes", "Recommendations or clocks open"),), _is_open),
        ),
        orders=(
            Order("latest", "Latest first", lambda each: -(each.began.toordinal() if each.began else 0)),
            Order("oldest", "Oldest first", lambda each: each.began.toordinal() if each.began else 0),
            Order("open", "Most open recommendations", lambda each: -each.open_count),
        ),
    )


def _is_event(row: Recorded, value: str) -> bool:
    return row.row.event == value


def _is_of(row: Recorded, value: str) -> bool:
    return row.row.authority == value


def _is_open(row: Recorded, value: str) -> bool:
    return bool(row.open_count or row.overdue)


def _cells(each: Recorded) -> list[object]:
    row = each.row
    first = [row.authority, each.event_words, row.started_on, row.ended_on, row.published_on, each.framework_words]
    grades = [GRADES.get(grade, grade) for _, grade in each.grades()]
    return [*first, *grades, len(each.recommendations), each.open_count, len(each.overdue)]


@require_safe
@allowed(Permission.INSPECTIONS_VIEW)
def inspection(request: HttpRequest, inspection: int) -> HttpResponse:
    """What did it find, what follows from it by when, and which recommendations are open?"""
    reader = require(request, Permission.INSPECTIONS_VIEW)
    newest = newest_of().get(inspection)
    if newest is None:
        raise Http404
    if newest != inspection:
        return redirect("visits:inspection", newest)
    found = queries.recorded(inspection, clock.today())
    may_record = reader.may(Permission.INSPECTIONS_RECORD)
    rows = found.row.findings.order_by("place")
    scopes = InspectorScope.objects.filter(inspection__in=same_inspection(inspection)).select_related("account")
    earlier = queries.before(inspection)
    context = {
        "found": found,
        "grades": _graded(found.row.judgements),
        "bodies": [(words, found.of_body(body)) for body, words in (("council", ""), ("board", "Of the board"))],
        "findings": [(kind.label, [each for each in rows if each.kind == kind]) for kind in FindingKind],
        "before": [(each, _graded(each.judgements)) for each in earlier],
        "tells_priority": len({each.row.priority for each in found.recommendations}) > 1,
        "corrections": [each for each in (found.row, *earlier) if each.why],
        "visits": [queries.recorded(each.pk, clock.today()) for each in found.visits],
        "steps_shown": list({each.step.code: each.step for each in found.clocks}.values()),
        "follows": queries.recorded(now, clock.today()) if (now := _followed(found)) else None,
        "afterwards": afterwards() if _is_followed_up(found) else (),
        "to_say": TO_SAY,
        "is_other": bool(queries.own_council()) and not queries.is_own(found.row.authority),
        "scopes": list(scopes) if may_record else [],
    }
    return render(request, "inspection/visits/inspection.html", context)


def _graded(judgements: Mapping[str, str]) -> list[tuple[str, str]]:
    """The grades by the names of their areas, in the order frameworks give them."""
    known = [(name, judgements[area]) for area, name in AREAS.items() if area in judgements]
    return known + [(area, grade) for area, grade in judgements.items() if area not in AREAS]


def _followed(found: Recorded) -> int | None:
    return newest_of().get(found.row.follows_id) if found.row.follows_id else None


def _is_followed_up(found: Recorded) -> bool:
    return any(each.step.applies.value == "inadequate" for each in found.clocks) and found.next_inspection is None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
def step(request: HttpRequest, inspection: int, step: str) -> HttpResponse:
    """When was this step taken? Or why is that taken back?"""
    account = require(request, Permission.INSPECTIONS_RECORD).account
    if step not in TO_SAY:
        raise Http404
    found = queries.recorded(inspection, clock.today())
    taken = found.steps.get(step)

    def say(form: forms.Form) -> None:
        sent = form.cleaned_data
        if taken is not None:
            following_up.take_step_back(taken=taken, why=sent["why"], by=account)
        else:
            following_up.take_step(
                inspection=found.row, step=step, done_on=sent["done_on"], words=sent["words"], by=account
            )

    kind: Any = BackForm if taken is not None else StepForm
    context = {
        "heading": TO_SAY[step].name,
        "found": found,
        "taken": taken,
        "step": TO_SAY[step],
        "button": "Take it back" if taken is not None else "Say that it is done",
    }
    return _say(request, kind, say, context, found.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INSPECTIONS_RECORD)
def recommendation(request: HttpRequest, recommendation: int) -> HttpResponse:
    """What shows that this recommendation is met, since when? Or why is it open again?"""
    account = require(request, Permission.INSPECTIONS_RECORD).account
    row = get_object_or_404(
        PublishedRecommendation.objects.filter(inspection__superseded_by=None).select_related("inspection"),
        pk=recommendation,
    )
    found = queries.recorded(row.inspection_id, clock.today())
    met = next((each.met for each in found.recommendations if each.row.pk == row.pk), None)

    def say(form: forms.Form) -> None:
        sent = form.cleaned_data
        if met is not None:
            following_up.open_recommendation_again(met=met, why=sent["why"], by=account)
        else:
            following_up.meet_recommendation(recommendation=row, met_on=sent["met_on"], words=sent["words"], by=account)

    kind: Any = BackForm if met is not None else MetForm
    context = {
        "heading": "Open it again" if met is not None else "Say that it is met",
        "found": found,
        "recommendation": row,
        "met": met,
        "earlier": [
            each
            for part in PublishedRecommendation.objects.filter(pk__in=recommendations_before(row))
            for each in part.met.exclude(opened_again_at=None).select_related("by", "opened_again_by")
        ],
        "button": "Open it again" if met is not None else "Say that it is met",
    }
    return _say(request, kind, say, context, row.inspection_id)


def _say(request: HttpRequest, kind: Any, say: Any, context: dict[str, Any], inspection: int) -> HttpResponse:
    status = 200
    form = kind(request.POST) if request.method == "POST" else kind(initial=kind.first())
    if form.is_bound:
        if form.is_valid():
            try:
                say(form)
                return redirect("visits:inspection", inspection)
            except UserError as error:
                form.add_error(None, str(error))
        status = 422
    return render(request, "inspection/visits/say.html", {**context, "form": form}, status=status)
