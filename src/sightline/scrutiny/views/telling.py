"""The telling gap: one page, one chart, one table and its download. No count of children is on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response
from sightline.findings.queries import held
from sightline.scrutiny.queries.telling import telling_gap
from sightline.scrutiny.telling import (
    COUNTS_AS,
    NAMES,
    TIERS,
    by_weight,
    cells,
    columns,
    in_rows,
    in_short,
    short_sentence,
    words_of,
)
from sightline.scrutiny.telling_chart import draw


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def telling(request: HttpRequest) -> HttpResponse:
    """When did the record show each failing, when was each tier told, and who asked?"""
    loaded = held()
    gaps = by_weight(telling_gap(loaded))
    rows = [(gap, [(NAMES[told.tier], told, words_of(told, gap.until)) for told in gap.told]) for gap in gaps]
    context = {
        "gaps": gaps,
        "rows": rows,
        "drawing": draw(gaps),
        "until": loaded.as_at,
        "tiers": [(NAMES[tier], COUNTS_AS[tier]) for tier in TIERS],
        "in_short": in_short(gaps),
        "asked": sum(bool(gap.asked) for gap in gaps),
        "firsts": in_rows(gaps),
        "untold": [words for gap in gaps if (words := short_sentence(gap))],
        "rule": loaded.record.rule.stood_out,
    }
    return render(request, "scrutiny/telling/telling.html", context)


@require_safe
@allowed(Permission.SCRUTINY_VIEW)
def telling_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The telling gap as a file, a row a failing and tier."""
    reader = require(request, Permission.SCRUTINY_VIEW)
    actions.log(by=reader.account, doing=Doing.EXPORTED, page=f"telling:{kind}")
    return file_response(kind, "telling-gap", columns(), cells(telling_gap(held())))
