"""A child given to a worker, or passed to a team: the record, the responsibility and the log in one transaction."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sightline.access import actions as access
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.queries.allocation_checks import Safety, safety_of
from sightline.casework.queries.lines import ALLOCATED
from sightline.casework.signing import signed
from sightline.errors import UserError
from sightline.ledger.actions import Conflict, record
from sightline.ledger.models import Transaction, Version
from sightline.ledger.queries import current, holding
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement

LONGEST_WITH_A_MANAGER = 28  # days; ours: no law or guidance sets one, and the case of 2016 shows what none leads to
SHORTEST_REASON = 10  # characters
PAGE = "casework:allocate"


@transaction.atomic
def allocate(
    child: Child,
    *,
    by: Account,
    to: str,
    on: dt.date,
    why: str,
    until: dt.date | None = None,
    seen: int | None = None,
) -> Safety:
    """Give ``child`` to the professional ``to`` from ``on``; returns what was checked.

    ``seen``: the version of the allocation that the manager saw, None when there was none; a
    :class:`~sightline.ledger.actions.Conflict` if another stands now. ``until``: the day by which it ends, which a
    worker in a management post must have. :class:`~sightline.errors.UserError` for what a check stops.
    """
    safety = safety_of(child.person_id, to, on)
    if safety.stops:
        raise UserError(" ".join(each.words for each in safety.stops))
    _reason(why)
    _until(safety, on, until)
    standing = standing_allocation(child, on)
    if (standing.version if standing else None) != seen:
        raise Conflict(("involvements", ""))
    if standing is not None and _field(standing, "professional_id") == to:
        raise UserError("They hold this child already.")
    rows: list[Row] = [
        Involvement(
            involvement_id=f"SL-{secrets.token_hex(12)}",
            person_id=child.person_id,
            professional_id=to,
            role=ALLOCATED,
            team_id=safety.team,
            started_on=on,
            change_reason=why,
            expected_to_end_on=until,
        )
    ]
    if standing is not None:
        rows.append(_ended(standing, on, why))
    rows += _moved(child, safety.team, on)
    _write(child, rows, by=by, why=f"Allocated: {why}")
    return safety


@transaction.atomic
def transfer(child: Child, *, by: Account, team: str, on: dt.date, why: str, seen: int | None = None) -> None:
    """Pass ``child`` to ``team``, which must allocate a worker: until then the child waits there in sight."""
    _reason(why)
    if not current("teams").filter(team_id=team).exists():
        raise UserError("There is no such team.")
    standing = standing_allocation(child, on)
    if (standing.version if standing else None) != seen:
        raise Conflict(("involvements", ""))
    moved = _moved(child, team, on)
    if not moved:
        raise UserError("The child has no open case, or that team has it already.")
    rows = [*moved, *([_ended(standing, on, why)] if standing is not None else [])]
    _write(child, rows, by=by, why=f"Transferred: {why}")


def standing_allocation(child: Child, day: dt.date) -> Version | None:
    """The allocation that stands on ``day``; the last begun, should there be two."""
    rows = current("involvements").filter(holding(day), person_id=child.person_id, role=ALLOCATED)
    return rows.order_by("-started_on", "-version").first()


def _write(child: Child, rows: list[Row], *, by: Account, why: str) -> Transaction | None:
    written = record(rows, by=signed(by), why=why)
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, person_id=child.person_id, why=why[:200])
    return written


def _reason(why: str) -> None:
    if len(why.strip()) < SHORTEST_REASON:
        raise UserError("Say why, in a few words that somebody else will understand.")


def _until(safety: Safety, on: dt.date, until: dt.date | None) -> None:
    if safety.is_manager and until is None:
        raise UserError("Their post manages others: say by which day the child will have a worker instead.")
    if until is None:
        return
    if until <= on:
        raise UserError("The day it is to end must come after the day it begins.")
    if safety.is_manager and (until - on).days > LONGEST_WITH_A_MANAGER:
        raise UserError(f"A manager may hold a case for {LONGEST_WITH_A_MANAGER} days at most; give an earlier day.")


def _ended(standing: Version, on: dt.date, why: str) -> Row:
    values = _values("involvements", standing)
    return Involvement(**{**values, "ended_on": on, "change_reason": values["change_reason"] or why})


def _moved(child: Child, team: str | None, on: dt.date) -> list[Row]:
    """The child's open episodes under the team, where another has them: responsibility follows the child."""
    if team is None:
        return []
    episodes = current("cin_episodes").filter(person_id=child.person_id, referred_on__lte=on, closed_on=None)
    return [
        CinEpisode(**{**_values("cin_episodes", each), "team_id": team})
        for each in episodes.exclude(no_further_action=True)
        if _field(each, "team_id") != team
    ]


def _values(table: str, version: Version) -> Mapping[str, Any]:
    return {column.name: getattr(version, column.name) for column in TABLES[table].columns}


def _field(version: Version, name: str) -> Any:
    return getattr(version, name)
