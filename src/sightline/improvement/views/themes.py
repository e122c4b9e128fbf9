"""The themes of audits: a list, one theme, and the list as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sightline.access.actions import log
from sightline.access.allowed import allowed, require
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.casework.exporting import FileKind, file_response, links
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.improvement.practice_closing import LoopState
from sightline.improvement.queries.practice_evidence import Evidence, evidence
from sightline.improvement.queries.practice_loops import loops
from sightline.improvement.queries.themes import beside, chart, on_record
from sightline.improvement.themes import FEWEST, RETURNS_WITHIN, Change, ThemeFigures
from sightline.improvement.views.practice import trail
from sightline.web import clock

COLUMNS = (
    "Theme", "Found weak", "Audits", "Share", "Interval from", "Interval to", "Year before: found weak",
    "Year before: audits", "Change", "Actions raised in two years", "Completed", "Came back after", "Of completed",
)  # fmt: skip


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def themes(request: HttpRequest) -> HttpResponse:
    """Which weaknesses do audits name, how often, is it better, and do they come back?"""
    reader = require(request, Permission.PRACTICE_VIEW)
    found = evidence()
    context = {
        "listing": _listing(request, found),
        "beside": beside(found),
        "fewest": FEWEST,
        "within": RETURNS_WITHIN,
        "team": found.team_name(_team(request, found)),
        "may_export": reader.may(Permission.FINDINGS_EXPORT),
        **links("practice:themes"),
        "trail": trail(),
    }
    return render(request, "improvement/practice/themes.html", context)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """One theme: month by month, team by team, the same on the record, what was done."""
    found = evidence()
    team = _team(request, found)
    every = found.themes_on(clock.today(), team)
    mine = next((each for each in every if each.theme.code == code), None)
    if mine is None:
        raise Http404
    every_loop = loops(found, clock.today())
    standing = [each for each in every_loop if each.stands.state is not LoopState.SET_ASIDE]
    context = {
        "figures": mine,
        "chart": chart(mine),
        "record": on_record(mine.theme),
        "teams": [(each, found.team_name(each.team) if each.team else "No team on record") for each in mine.teams],
        "loops": [each for each in every_loop if each.theme.code == code],
        "listing": _filtered(request, found),
        "team": found.team_name(team) if team else "",
        "within": RETURNS_WITHIN,
        "is_taken_up": any(each.theme.code == code and not each.loop.team_id for each in standing),
        "trail": trail((reverse("practice:themes"), "Themes of audits")),
    }
    return render(request, "improvement/practice/theme.html", context)


@require_safe
@allowed(Permission.PRACTICE_VIEW)
def themes_file(request: HttpRequest, kind: FileKind) -> HttpResponse:
    """The themes, as filtered, as a file."""
    return file_response(kind, "themes", COLUMNS, map(_cells, _exported(request)))


def _exported(request: HttpRequest) -> list[ThemeFigures]:
    reader = require(request, Permission.FINDINGS_EXPORT)
    log(by=reader.account, doing=Doing.EXPORTED, page="practice:themes")
    return list(_listing(request, evidence()).all_rows)


def _listing(request: HttpRequest, found: Evidence) -> Listing[ThemeFigures]:
    rows = found.themes_on(clock.today(), _team(request, found))
    return listing(
        rows,
        request.GET,
        filters=(
            _of_team(found),
            Filter("change", "Change", _changes(), lambda each, value: each.change.name.lower() == value),
        ),
        orders=(
            Order("weak", "Weakest first", lambda each: (-(each.now.rate or 0), each.theme.name)),
            Order("returned", "Came back most", lambda each: (-each.returned.again, each.theme.name)),
            Order("name", "Name", lambda each: each.theme.name),
        ),
    )


def _filtered(request: HttpRequest, found: Evidence) -> Listing[str]:
    """The team's filter alone, for the page of one theme."""
    return listing([""], request.GET, filters=(_of_team(found),), orders=(Order("name", "Name", str),))


def _of_team(found: Evidence) -> Filter[Any]:
    """Of which team's audits the figures are: they are worked out anew, and no row is left out."""
    return Filter("team", "Team", _teams(found), lambda _, __: True)


def _teams(found: Evidence) -> tuple[Choice, ...]:
    audited = {each.team for each in found.findings if each.team}
    return tuple(Choice(each, found.team_name(each)) for each in sorted(audited, key=found.team_name))


def _team(request: HttpRequest, found: Evidence) -> str:
    asked = request.GET.get("team", "")
    return asked if asked in {each.value for each in _teams(found)} else ""


def _changes() -> tuple[Choice, ...]:
    return tuple(Choice(each.name.lower(), each.value) for each in Change)


def _cells(row: ThemeFigures) -> list[object]:
    low, high = row.now.interval or (None, None)
    rounded = [None if each is None else round(each, 4) for each in (row.now.rate, low, high)]
    said = [row.theme.name, row.now.found, row.now.of, *rounded, row.before.found, row.before.of, row.change.value]
    return [*said, row.acted, row.done, row.returned.again, row.returned.of]
