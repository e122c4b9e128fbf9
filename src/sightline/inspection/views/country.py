"""Published figures of every council, and how good a mock inspection is: nothing here is of this council's record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.country import INDICATORS_ON, INSPECTIONS_TO, LICENCE, NEIGHBOURS_MODEL
from sightline.country.comparing import compare_all
from sightline.inspection.queries import country, country_inspections, country_words, how_good
from sightline.web import clock

EDITION = {
    "licence": LICENCE,
    "indicators_on": INDICATORS_ON,
    "inspections_to": INSPECTIONS_TO,
    "neighbours_model": NEIGHBOURS_MODEL,
}


@require_safe
@allowed(Permission.COUNTRY_VIEW)
def council(request: HttpRequest) -> HttpResponse:
    """What do published figures ask of this council, beside the ten most like it?"""
    page = country.council_page(country.chosen(request.GET.get("authority", "")), clock.today())
    return render(request, "inspection/country/council.html", {"page": page, **EDITION})


@require_safe
@allowed(Permission.COUNTRY_VIEW)
def indicators_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """Every indicator of one authority beside its neighbours', as a file."""
    shown = country.chosen(request.GET.get("authority", "")).authority
    _log_export(request, f"country:indicators-{kind}")
    rows = [
        *map(country_words.indicator_cells, compare_all(shown)),
        (LICENCE, *[None] * (len(country_words.INDICATOR_COLUMNS) - 1)),
    ]
    return file_response(kind, f"indicators-{shown.code}", country_words.INDICATOR_COLUMNS, rows)


@require_safe
@allowed(Permission.COUNTRY_VIEW)
def inspections(request: HttpRequest) -> HttpResponse:
    """What has Ofsted found, of every council since 2009?"""
    context = {"listing": country_inspections.inspection_list(request.GET), **EDITION}
    return render(request, "inspection/country/inspections.html", context)


@require_safe
@allowed(Permission.COUNTRY_VIEW)
def inspections_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The list of inspections, as filtered, as a file."""
    _log_export(request, f"country:inspections-{kind}")
    rows = [
        *map(country_inspections.inspection_cells, country_inspections.inspection_list(request.GET).all_rows),
        (LICENCE, *[None] * (len(country_inspections.INSPECTION_COLUMNS) - 1)),
    ]
    return file_response(kind, "inspections", country_inspections.INSPECTION_COLUMNS, rows)


@require_safe
@allowed(Permission.COUNTRY_VIEW)
def how_good_is_it(request: HttpRequest) -> HttpResponse:
    """How often would a mock inspection find a failing, and how many audits buy how much certainty?"""
    context = {"page": how_good.how_good_page(request.GET), **EDITION}
    return render(request, "inspection/country/how_good.html", context)


def _log_export(request: HttpRequest, page: str) -> None:
    reader = require(request, Permission.COUNTRY_VIEW)
    actions.log(by=reader.account, doing=Doing.EXPORTED, page=page)
