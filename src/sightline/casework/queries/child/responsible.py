"""Who is responsible: the allocated worker and the others, a manager holding the case, and nobody at all said aloud."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.casework.queries.child.reading import Reading, happened, holds, meaning
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement

ALLOCATED = "ALLOCATED"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody involved on the day. ``days`` so far; ``manages``: holds a management post then."""

    name: str
    role: str
    job: str
    team: str
    managers: tuple[str, ...]
    since: dt.date | None
    days: int | None
    manages: bool
    expected_to_end_on: dt.date | None
    why: str


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for the child. ``waiting_since``: since when an open case has had nobody, None where it has."""

    allocated: tuple[Holder, ...]
    others: tuple[Holder, ...]
    team: str
    managers: tuple[str, ...]
    is_open: bool
    waiting_since: dt.date | None
    as_at: dt.date

    @property
    def is_unallocated(self) -> bool:
        """An open case that nobody is allocated to."""
        return self.is_open and not self.allocated

    @property
    def days_waiting(self) -> int | None:
        """Days without a worker; None when it cannot be said."""
        return (self.as_at - self.waiting_since).days if self.waiting_since else None

    @property
    def held_by_manager(self) -> Holder | None:
        """The manager to whom the case is allocated, if it is to one."""
        return next((each for each in self.allocated if each.manages), None)


def open_episode(reading: Reading) -> CinEpisode | None:
    """The case that is open on the day: the latest referred that was neither closed nor refused."""
    found = [
        each
        for each in reading.rows(CinEpisode)
        if holds(reading.as_at, each.referred_on, each.closed_on) and each.no_further_action is not True
    ]
    return max(found, key=lambda each: each.referred_on or dt.date.min, default=None)


def responsible_for(reading: Reading) -> Responsible:
    """Who is responsible for the child on the day."""
    day = reading.as_at
    held = [each for each in reading.rows(Involvement) if holds(day, each.started_on, each.ended_on)]
    held.sort(key=lambda each: each.started_on or dt.date.min, reverse=True)
    mine = [each for each in held if each.role == ALLOCATED]
    episode = open_episode(reading)
    team = next((each.team_id for each in (*mine, *held) if each.team_id), episode.team_id if episode else None)
    return Responsible(
        allocated=tuple(_holder(reading, each) for each in mine),
        others=tuple(_holder(reading, each) for each in held if each.role != ALLOCATED),
        team=reading.staff.team(team),
        managers=tuple(reading.staff.managers(team, day)),
        is_open=episode is not None,
        waiting_since=_waiting_since(reading, episode) if episode is not None and not mine else None,
        as_at=day,
    )


def _holder(reading: Reading, each: Involvement) -> Holder:
    staff, day = reading.staff, reading.as_at
    return Holder(
        name=staff.name(each.professional_id),
        role=meaning("involvement_role", each.role) or "Role not recorded",
        job=staff.job(each.professional_id),
        team=staff.team(each.team_id),
        managers=tuple(staff.managers(each.team_id, day)),
        since=each.started_on,
        days=(day - each.started_on).days if each.started_on else None,
        manages=staff.is_manager(each.professional_id, day),
        expected_to_end_on=each.expected_to_end_on,
        why=each.change_reason or "",
    )


def _waiting_since(reading: Reading, episode: CinEpisode) -> dt.date | None:
    """The day the last allocation of this case ended, else the day of the referral."""
    began = episode.referred_on
    ended = [
        each.ended_on
        for each in reading.rows(Involvement)
        if each.role == ALLOCATED and each.ended_on and happened(reading.as_at, each.ended_on)
    ]
    return max([day for day in (began, *ended) if day is not None], default=None)
