"""Everyone who has been involved with the child: for how long, and how often the worker changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from sightline.casework.queries.child.reading import Reading, meaning
from sightline.casework.queries.child.responsible import ALLOCATED
from sightline.record.tables.involvements import Involvement

YEAR = 365  # days


@dataclass(frozen=True, slots=True)
class Involved:
    """One stretch of involvement. ``days`` so far; None when it has no beginning. ``managed``: by a manager then."""

    name: str
    role: str
    team: str
    started_on: dt.date | None
    ended_on: dt.date | None
    days: int | None
    why: str
    managed: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Involvements:
    """The history, latest first. ``changes``: how often the allocated worker was another; ``lately``: in the last
    year."""

    rows: tuple[Involved, ...]
    workers: int
    changes: int
    lately: int


def involvements_of(reading: Reading) -> Involvements:
    """Every involvement begun by the day."""
    day = reading.as_at
    begun = [each for each in reading.rows(Involvement) if each.started_on is None or each.started_on <= day]
    begun.sort(key=lambda each: each.started_on or dt.date.min)
    mine = [each for each in begun if each.role == ALLOCATED and each.professional_id]
    changes = [now.started_on for was, now in pairwise(mine) if was.professional_id != now.professional_id]
    return Involvements(
        rows=tuple(_involved(reading, each) for each in reversed(begun)),
        workers=len({each.professional_id for each in mine}),
        changes=len(changes),
        lately=sum(on is not None and (day - on).days <= YEAR for on in changes),
    )


def _involved(reading: Reading, each: Involvement) -> Involved:
    ended = each.ended_on if each.ended_on is not None and each.ended_on <= reading.as_at else None
    days = ((ended or reading.as_at) - each.started_on).days if each.started_on else None
    return Involved(
        name=reading.staff.name(each.professional_id),
        role=meaning("involvement_role", each.role) or "Not recorded",
        team=reading.staff.team(each.team_id),
        started_on=each.started_on,
        ended_on=ended,
        days=days if days is None or days >= 0 else None,
        why=each.change_reason or "",
        managed=each.role == ALLOCATED
        and reading.staff.is_manager(each.professional_id, each.started_on or reading.as_at),
        is_now=ended is None,
    )
