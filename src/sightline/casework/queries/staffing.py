"""Who is in post, by team, for a manager to choose among."""

from __future__ import annotations

import datetime as dt

from sightline.ledger.queries import current, holding

HOLDS_CASES = (
    "social-worker",
    "newly-qualified",
    "personal-adviser",
    "team-manager",
    "service-manager",
    "senior-social-worker",
)


def workers_by_team(day: dt.date) -> list[tuple[str, str]]:
    """(key, "name, post, team") of everybody in post on ``day`` who could hold a case, by team. Three queries."""
    posts = list(
        current("posts").filter(holding(day)).values_list("professional_id", "team_id", "post_type", "is_management")
    )
    names = dict(
        current("professionals")
        .filter(professional_id__in=[worker for worker, *_ in posts])
        .values_list("professional_id", "name")
    )
    teams = dict(teams_by_name())
    found = {
        worker: (teams.get(team or "", ""), bool(manages), names.get(worker) or worker, (kind or "").replace("-", " "))
        for worker, team, kind, manages in posts
        if worker and kind in HOLDS_CASES
    }
    in_order = sorted(found.items(), key=lambda each: each[1])
    return [
        (worker, ", ".join(part for part in (name, kind, team) if part)) for worker, (team, _, name, kind) in in_order
    ]


def teams_by_name() -> list[tuple[str, str]]:
    """(key, name) of every team, by name. One query."""
    found = current("teams").values_list("team_id", "name")
    return sorted(((team, name or team) for team, name in found), key=lambda each: each[1])
