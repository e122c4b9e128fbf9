"""Works out how every team stood, today and at the end of each of the last twelve months."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import transaction

from sightline.casework.models import TeamFigures
from sightline.casework.queries.caseloads import open_children
from sightline.casework.queries.lines import ChildLine, child_lines

MONTHS = 12  # obligations are kept for a year, so no further back
UNSEEN_DAYS = 42
AT_ONCE = 2_000  # children in one query
NO_TEAM = ""  # children of no team on record: never invisible


def rebuild_team_figures(day: dt.date) -> int:
    """Replace every team's figures; how many rows there are now."""
    found = [row for on in (*month_ends(day, MONTHS), day) for row in figures_on(on)]
    with transaction.atomic():
        TeamFigures.objects.all().delete()
        TeamFigures.objects.bulk_create(found, batch_size=500)
    return len(found)


def figures_on(day: dt.date) -> list[TeamFigures]:
    """Each team's figures on ``day``, and those of the children of no team."""
    people = sorted(open_children(day))
    lines: list[ChildLine] = []
    for start in range(0, len(people), AT_ONCE):
        lines += child_lines(people[start : start + AT_ONCE], day)
    by_team: dict[str, list[ChildLine]] = defaultdict(list)
    for line in lines:
        by_team[line.team or NO_TEAM].append(line)
    return [_figures(team, day, found) for team, found in sorted(by_team.items())]


def month_ends(day: dt.date, months: int) -> list[dt.date]:
    """The last days of the ``months`` whole months before ``day``, earliest first."""
    ends, first = [], day.replace(day=1)
    for _ in range(months):
        last = first - dt.timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    return ends[::-1]


def _figures(team: str, day: dt.date, lines: Sequence[ChildLine]) -> TeamFigures:
    waiting = [each.unallocated_days for each in lines if each.unallocated_days is not None]
    held = Counter(each.worker for each in lines if each.worker)
    return TeamFigures(
        team_id=team,
        on=day,
        children=len(lines),
        unallocated=len(waiting),
        longest_unallocated_days=max(waiting, default=0),
        held_by_manager=sum(each.is_held_by_manager for each in lines),
        unseen=sum((each.unseen_days or 0) > UNSEEN_DAYS for each in lines),
        overdue=sum(bool(each.overdue) for each in lines),
        safety_overdue=sum(each.safety_overdue > 0 for each in lines),
        workers=len(held),
        most_held=max(held.values(), default=0),
    )
