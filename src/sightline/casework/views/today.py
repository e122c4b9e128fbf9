"""The first page of the day, by role, and the lists it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.access import actions as access
from sightline.access.allowed import allowed, require
from sightline.access.bearer import Bearer
from sightline.access.children import visible
from sightline.access.models import Doing
from sightline.access.permissions import Permission
from sightline.access.roles import Reach
from sightline.casework.queries import today as days
from sightline.casework.queries.lines import ChildLine
from sightline.improvement.queries.campaigns import to_review
from sightline.improvement.queries.worksheets import worries_first
from sightline.inspection.queries.auditing import to_do
from sightline.inspection.queries.concerns import to_show
from sightline.web import clock


@require_safe
@allowed(Permission.CHILDREN_LIST)
def today(request: HttpRequest) -> HttpResponse:
    """What is due, what is drifting, whom nobody holds: one's own children, one's team's, one's service's."""
    reader = require(request, Permission.CHILDREN_LIST)
    day = clock.today()
    seen = visible(reader, day)
    beside = _beside(reader)
    mine = days.my_day(reader, seen, day)
    teams = days.team_days(reader, seen, days.managed_teams(reader), day)
    page = {
        "day": day,
        "concerns": to_show(reader, seen, clock.now()),
        "audits": to_do(reader.account, seen) if reader.may(Permission.FILE_AUDIT) else 0,
        "worries": worries_first(reader),
        "reviews": to_review(reader.account, seen) if reader.may(Permission.CAMPAIGN_REVIEW) else 0,
        "mine": mine if mine and mine.lines else None,
        "teams": teams,
        "rows": [] if beside is not None and not beside else days.side_by_side(beside),
        "shown": days.SHOWN,
        "is_council": reader.reaches(Reach.COUNCIL, by=Permission.TEAMS_VIEW),
    }
    shown = _shown_of_mine(mine) + [line for team in teams for line in _shown_of_team(team)]
    _log(reader, "casework:today", shown)
    return render(request, "casework/today/today.html", page)


@require_safe
@allowed(Permission.TEAMS_VIEW)
def team(request: HttpRequest, team_id: str) -> HttpResponse:
    """One team's day, for those above it or beside it."""
    reader = require(request, Permission.TEAMS_VIEW)
    day = clock.today()
    found = days.team_days(reader, visible(reader, day), [team_id], day)
    if not found or (not found[0].lines and not found[0].caseloads):
        raise Http404
    _log(reader, "casework:team", _shown_of_team(found[0]))
    page = {"day": day, "team": found[0], "shown": days.SHOWN}
    return render(request, "casework/today/team.html", page)


def _beside(reader: Bearer) -> frozenset[str] | None:
    """The teams set side by side for whoever reads: of their services, all (None), or none."""
    if reader.reaches(Reach.COUNCIL, by=Permission.TEAMS_VIEW):
        return None
    of_services = reader.teams(Reach.SERVICE)
    return frozenset(days.teams_of_services(of_services)) if of_services else frozenset()


def _shown_of_mine(mine: days.MyDay | None) -> list[ChildLine]:
    return list(mine.lines) if mine else []


def _shown_of_team(team_day: days.TeamDay) -> list[ChildLine]:
    waiting = tuple(line for _, line in team_day.awaited)
    lists = (team_day.unallocated, team_day.held_by_manager, waiting, team_day.drifting)
    return [line for lines in lists for line in lines[: days.SHOWN]]


def _log(reader: Bearer, page: str, lines: Iterable[ChildLine]) -> None:
    shown = list(dict.fromkeys(line.person_id for line in lines))
    access.log(by=reader.account, doing=Doing.LISTED, page=page, shown=shown)
