"""Who holds a child on a day, as the record has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sightline.ledger.queries import current, holding


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who hold a child: the professionals involved, and the teams of the involvements and open episodes."""

    professionals: frozenset[str]
    teams: frozenset[str]


def held_by(person_id: str, day: dt.date) -> Holders:
    """Who holds a child on ``day``: two queries. An involvement holds until the day before it ended."""
    involvements = current("involvements").filter(holding(day), person_id=person_id)
    episodes = current("cin_episodes").filter(holding(day, "referred_on", "closed_on"), person_id=person_id)
    involved = list(involvements.values_list("professional_id", "team_id"))
    teams = {team for _, team in involved} | set(episodes.values_list("team_id", flat=True))
    return Holders(frozenset(each for each, _ in involved if each), frozenset(team for team in teams if team))


def services_of(teams: Iterable[str]) -> dict[str, str]:
    """The service each team belongs to, by its code; a team of none is not there. One query."""
    found = current("teams").filter(team_id__in=list(teams)).values_list("team_id", "service")
    return {team: service for team, service in found if service}
