"""Who holds a child on a day, as the record has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sightline.ledger.queries import current


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who hold a child: the professionals involved, and the teams of the involvements and open episodes."""

    professionals: frozenset[str]
    teams: frozenset[str]


def known(table: str) -> QuerySet[Any]:
    """The current versions of a table of the record, whose columns no type checker knows: its model is derived."""
    return current(table)


def held_by(person_id: str, day: dt.date) -> Holders:
    """Who holds a child on ``day``: two queries. An involvement holds until the day before it ended."""
    involvements = known("involvements").filter(
        Q(ended_on=None) | Q(ended_on__gt=day), person_id=person_id, started_on__lte=day
    )
    episodes = known("cin_episodes").filter(
        Q(closed_on=None) | Q(closed_on__gt=day), person_id=person_id, referred_on__lte=day
    )
    involved = list(involvements.values_list("professional_id", "team_id"))
    teams = {team for _, team in involved} | set(episodes.values_list("team_id", flat=True))
    return Holders(frozenset(each for each, _ in involved if each), frozenset(team for team in teams if team))


def services_of(teams: Iterable[str]) -> dict[str, str]:
    """The service each team belongs to, by its code; a team of none is not there. One query."""
    found = known("teams").filter(team_id__in=list(teams)).values_list("team_id", "service")
    return {team: service for team, service in found if service}
