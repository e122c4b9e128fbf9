"""Episodes of the SSDA903 put together into periods of care, placements and legal statuses.

The rules, each from the return's guide:

* A **period of care** goes on while each episode begins no later than the day the last one ended and is not itself a
  start (RNE S). It is named ``<child>|care|<first day>``, and began on that day only if its first episode is a start.
* A **placement** goes on through episodes that changed the legal status alone (RNE L).
* A **legal status** goes on through episodes that keep it, whatever moves the child makes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

STARTS_CARE = "S"
CHANGES_LEGAL_STATUS_ONLY = "L"


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the Episodes file."""

    child: str
    file: str
    line: int
    began_on: dt.date | None
    ended_on: dt.date | None
    why_began: str | None
    why_ended: str | None
    legal_status: str | None
    need: str | None
    placement: str | None
    provider: str | None
    postcode: str | None
    urn: str | None
    why_moved: str | None

    @property
    def key(self) -> str:
        """Of the episode, and of the day it began for what begins with it."""
        return f"{self.child}|episode|{self.began_on or ''}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Episodes on end that share a period of care, a placement or a legal status."""

    episodes: tuple[Episode, ...]

    @property
    def first(self) -> Episode:
        """The episode it began with."""
        return self.episodes[0]

    @property
    def last(self) -> Episode:
        """The latest episode of it."""
        return self.episodes[-1]

    def key(self, kind: str) -> str:
        """The stable key of a stretch of this kind."""
        return f"{self.first.child}|{kind}|{self.first.began_on or ''}"

    def holds(self, day: dt.date | None) -> bool:
        """Whether ``day`` lies in it, its first and last days included."""
        if day is None or self.first.began_on is None or day < self.first.began_on:
            return False
        return self.last.ended_on is None or day <= self.last.ended_on


def periods_of_care(episodes: Sequence[Episode]) -> list[Stretch]:
    """One child's periods of care in order; an episode without a start date is a period by itself."""
    dated = sorted(
        (each for each in episodes if each.began_on is not None),
        key=lambda each: (each.began_on or dt.date.min, each.ended_on or dt.date.max, each.line),
    )
    undated = [Stretch((each,)) for each in episodes if each.began_on is None]
    return [*_stretches(dated, _same_period), *undated]


def placements(period: Stretch) -> list[Stretch]:
    """The placements of a period of care."""
    return _stretches(period.episodes, lambda before, after: after.why_began == CHANGES_LEGAL_STATUS_ONLY)


def legal_statuses(period: Stretch) -> list[Stretch]:
    """The legal statuses of a period of care."""
    return _stretches(period.episodes, lambda before, after: after.legal_status == before.legal_status)


def _same_period(before: Episode, after: Episode) -> bool:
    if after.why_began == STARTS_CARE or before.began_on is None or after.began_on is None:
        return False
    return before.ended_on is None or after.began_on <= before.ended_on


def _stretches(episodes: Sequence[Episode], goes_on: Callable[[Episode, Episode], bool]) -> list[Stretch]:
    found: list[list[Episode]] = []
    for episode in episodes:
        if found and goes_on(found[-1][-1], episode):
            found[-1].append(episode)
        else:
            found.append([episode])
    return [Stretch(tuple(each)) for each in found]
