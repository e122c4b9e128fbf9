"""Measures: whether what was to improve has improved, by the record's own account."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.country.indicators import measures as published
from sightline.errors import UserError
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.actions import measures as actions
from sightline.improvement.control import FEWEST
from sightline.improvement.forms.measures import EndForm, MeasureForm
from sightline.improvement.models import Counted, Measure, MeasureKind, Recommendation
from sightline.improvement.queries import measure_pages as pages
from sightline.improvement.queries import measures as queries
from sightline.improvement.queries.measure_pages import MeasureRow, MeasureState
from sightline.web import clock

COLUMNS = (
    "Measure", "Counted", "Of", "Now", "Target", "To be reached by", "Months to hold", "Months held", "How it stands",
    "Baseline", "Baseline on", "For", "Ended", "Why ended",
)  # fmt: skip
FIGURES = ("On", "Figure", "In time, well or overdue", "Of")
STATES = tuple(Choice(each.name.lower(), each.value) for each in MeasureState)
KINDS = tuple(Choice(each.value, each.label) for each in MeasureKind)


@require_safe
@allowed(Permission.PLAN_VIEW)
def measures(request: HttpRequest) -> HttpResponse:
    """Which measures are met, which are not, and since when?"""
    reader = require(request, Permission.PLAN_VIEW)
    context = {"listing": _listing(request), "may_manage": reader.may(Permission.PLAN_MANAGE)}
    return render(request, "improvement/measures/measures.html", context)


@require_safe
@allowed(Permission.PLAN_VIEW)
def measures_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list, as filtered, as a file."""
    reader = require(request, Permission.PLAN_VIEW)
    log(by=reader.account, doing=Doing.EXPORTED, page=f"measures:measures-{kind}")
    return file_response(kind, "measures", COLUMNS, map(_cells, _listing(request).all_rows))


@require_safe
@allowed(Permission.PLAN_VIEW)
def measure(request: HttpRequest, number: int) -> HttpResponse:
    """Has it improved, is that more than chance, and has it held?"""
    reader = require(request, Permission.PLAN_VIEW)
    context = {
        "page": pages.measure_page(_measure(number), clock.today()),
        "may_manage": reader.may(Permission.PLAN_MANAGE),
        "fewest": FEWEST,
    }
    return render(request, "improvement/measures/measure.html", context)


@require_safe
@allowed(Permission.PLAN_VIEW)
def measure_file(request: HttpRequest, number: int, kind: FileKind) -> HttpResponse:
    """A measure's figures as a file."""
    reader = require(request, Permission.PLAN_VIEW)
    found = _measure(number)
    log(by=reader.account, doing=Doing.EXPORTED, page=f"measures:measure-{kind}")
    rows = [(each.on, each.value, each.numerator, each.denominator) for each in queries.series(found, clock.today())]
    return file_response(kind, f"measure-{found.pk}", FIGURES, rows)


@require_safe
@allowed(Permission.PLAN_MANAGE)
def choose(request: HttpRequest) -> HttpResponse:
    """What is to be measured?"""
    found = listing(
        pages.choices(),
        request.GET,
        filters=(Filter("kind", "Taken from", KINDS, lambda each, value: each.kind == value),),
        orders=(
            Order("as-listed", "As listed", lambda each: 0),
            Order("name", "Name", lambda each: each.name.casefold()),
        ),
        search=lambda each: f"{each.name} {each.about} {each.key}",
    )
    asked = request.GET.get("recommendation", "")
    waiting = asked if asked.isascii() and asked.isdigit() else ""
    keeping = [("recommendation", waiting)] if waiting else []
    context = {"listing": found, "recommendation": waiting, "keeping": keeping}
    return render(request, "improvement/measures/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PLAN_MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Where is it to get to, by when, and for how long must it hold?"""
    reader = require(request, Permission.PLAN_MANAGE)
    chosen = pages.choice_of(request.GET.get("kind", ""), request.GET.get("key", ""))
    if chosen is None:
        return redirect("measures:choose")
    form = _form(request, chosen)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(form, chosen, reader.account)
            return redirect("measures:measure", made.pk)
        except UserError as error:
            problem = str(error)
    context = {"form": form, "chosen": chosen, "problem": problem, "address": request.get_full_path()}
    return render(request, "improvement/measures/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.PLAN_MANAGE)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Why is it not to be measured any longer?"""
    reader = require(request, Permission.PLAN_MANAGE)
    found = _measure(number)
    form = EndForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_measure(
                measure=found,
                why=form.cleaned_data["why"],
                by=reader.account,
                may_override=reader.may(Permission.PLAN_OVERRIDE),
            )
            return redirect("measures:measure", found.pk)
        except UserError as error:
            problem = str(error)
    row = pages.measure_row(found, clock.today(), held_or_none())
    return render(request, "improvement/measures/end.html", {"form": form, "row": row, "problem": problem})


def _measure(number: int) -> Measure:
    return get_object_or_404(Measure.objects.select_related("recommendation", "by"), pk=number)


def _listing(request: HttpRequest) -> Listing[MeasureRow]:
    return listing(
        pages.measure_rows(clock.today()),
        request.GET,
        filters=(
            Filter("state", "How it stands", STATES, lambda each, value: each.state.name.lower() == value),
            Filter("kind", "Taken from", KINDS, lambda each, value: each.measure.kind == value),
        ),
        orders=(
            Order("state", "Not met first", _gravest),
            Order("due", "First to be reached", lambda each: (each.measure.target_on, each.measure.pk)),
            Order("name", "Name", lambda each: each.name.casefold()),
        ),
        search=lambda each: f"{each.name} {each.team} {each.measure.words}",
    )


def _gravest(row: MeasureRow) -> tuple[int, int, int]:
    order = (MeasureState.NOT_MET, MeasureState.UNKNOWN, MeasureState.MET, MeasureState.HELD, MeasureState.ENDED)
    return order.index(row.state), -row.is_late, row.measure.pk


def _cells(row: MeasureRow) -> list[object]:
    measure = row.measure
    return [
        row.name, row.counted, row.team, row.now, row.target, measure.target_on, measure.months_to_hold,
        row.stands.months_held, row.state.value, row.baseline, measure.baseline_on,
        measure.recommendation.words if measure.recommendation else "",
        measure.ended_at.date() if measure.ended_at else None, measure.ended_why,
    ]  # fmt: skip


def _form(request: HttpRequest, chosen: pages.Choice) -> MeasureForm:
    loaded = held_or_none()
    if loaded is None:
        raise Http404
    waiting = request.GET.get("recommendation", "")
    standing = {str(each.pk): _short(each) for each in Recommendation.objects.all()}
    named = {key: each.name for key, each in sorted(loaded.people.teams.items(), key=lambda pair: pair[1].name)}
    return MeasureForm(
        request.POST if request.method == "POST" else None,
        initial={"recommendation": waiting if waiting in standing else ""},
        recommendations=standing,
        teams=named,
        is_of_a_standard=chosen.kind is MeasureKind.STANDARD,
        asks_which_is_better=_wanted(chosen) == "",
        unit=_unit(chosen),
    )


def _make(form: MeasureForm, chosen: pages.Choice, by: Account) -> Measure:
    sent: dict[str, Any] = form.cleaned_data
    counted = Counted(sent.get("counted") or Counted.OWN)
    measure = Measure(kind=chosen.kind, key=chosen.key, counted=counted)
    better = sent.get("better") or _wanted(chosen)
    target = float(sent["target"]) / (100 if queries.is_share(measure) else 1)
    wanted = actions.Wanted(
        kind=chosen.kind,
        key=chosen.key,
        counted=counted,
        target=target,
        target_on=sent["target_on"],
        months_to_hold=sent["months_to_hold"],
        higher_is_better=better in ("higher", "high") if counted is Counted.OWN else counted is Counted.KEPT,
        team_id=sent.get("team") or "",
        words=sent["words"],
    )
    waiting = sent["recommendation"]
    recommendation = Recommendation.objects.get(pk=int(waiting)) if waiting else None
    return actions.add_measure(wanted=wanted, recommendation=recommendation, by=by)


def _wanted(chosen: pages.Choice) -> str:
    """*high* or *low*, "" where the source of a published figure does not say."""
    if chosen.kind is MeasureKind.INDICATOR and chosen.key.startswith(queries.COUNTRY):
        return published()[chosen.key.removeprefix(queries.COUNTRY)].wanted
    return "high"


def _unit(chosen: pages.Choice) -> str:
    if chosen.kind is MeasureKind.STANDARD:
        return "A percentage from 0 to 100 for a share; a number for how many stand overdue."
    if chosen.key.startswith(queries.COUNTRY):
        return "In the unit the figure is published in."
    return "A percentage from 0 to 100."


def _short(recommendation: Recommendation) -> str:
    words = recommendation.words if len(recommendation.words) <= 90 else f"{recommendation.words[:87]}…"
    return f"{recommendation.number}. {words}" if recommendation.number else words


def address_of(measure: Measure) -> str:
    """A measure's address, for the pages of the plan and the board."""
    return reverse("measures:measure", args=[measure.pk])
