"""Who holds a child on a day, as the record has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from sightline.ledger.queries import current


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who hold a child: the professionals involved, and the teams of the involvements and open episodes."""

    professionals: frozenset[str]
    teams: frozenset[str]


_HELD = """
SELECT v.professional_id, v.team_id FROM ledger_involvements v
WHERE v.person_id = %s AND v.started_on <= %s AND (v.ended_on IS NULL OR v.ended_on > %s)
AND NOT EXISTS (SELECT 1 FROM ledger_closure c WHERE c.version = v.version)
UNION ALL
SELECT NULL, v.team_id FROM ledger_cin_episodes v
WHERE v.person_id = %s AND v.referred_on <= %s AND (v.closed_on IS NULL OR v.closed_on > %s)
AND NOT EXISTS (SELECT 1 FROM ledger_closure c WHERE c.version = v.version)
"""


def held_by(person_id: str, day: dt.date) -> Holders:
    """Who holds a child on ``day``: one query. An involvement holds until the day before it ended."""
    on = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [person_id, on, on] * 2)
        found = cursor.fetchall()
    return Holders(frozenset(each for each, _ in found if each), frozenset(team for _, team in found if team))


def services_of(teams: Iterable[str]) -> dict[str, str]:
    """The service each team belongs to, by its code; a team of none is not there. One query."""
    found = current("teams").filter(team_id__in=list(teams)).values_list("team_id", "service")
    return {team: service for team, service in found if service}
