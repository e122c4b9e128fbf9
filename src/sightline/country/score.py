"""A transparent score of published figures, and the fifth of England an authority stands in by it.

The score is the mean, over fourteen measures whose better end the source states, of how far the authority lies from the
middle authority, in robust standard deviations (the quartiles' distance over 1.349), at most four either way, with the
worse end positive. Nothing is fitted. What it has been worth is measured in ``benchmarks/backtest.py`` and told by
:mod:`sightline.country.track_record`: ranks and fifths with their own record, never a probability.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sightline.country.authorities import Authority, authorities
from sightline.country.indicators import Floats, Measure, measures, values

SCORED = (
    "ReReferral",
    "PrevRegCPR",
    "CPPlans2yrs",
    "CP_conf_15days",
    "Continue_Assess_Comp",
    "LACStable_2016on",
    "LACDistance",
    "CareLeaverEET",
    "CareLeaverAcc",
    "CareLeavers_LA_NotInTouch",
    "Work_Force_TO_Rate",
    "Work_Force_Agecy_Rate",
    "Work_Force_Vac_Rate",
    "Work_Force_AvgNumCase_SW",
)
FEWEST = 7  # of the fourteen, for a score to be given
FURTHEST = 4.0
FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One measure's part in a score: positive is the worse end."""

    measure: Measure
    year: int
    z: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an authority stands by the score. ``rank`` 1 and ``fifth`` 1 are the figures of least concern."""

    score: float
    rank: int
    of: int
    fifth: int
    parts: tuple[Part, ...]


def standing(authority: Authority, on: dt.date | None = None) -> Standing | None:
    """Where the authority stands by what was published by ``on`` (None: all there is); None with too few figures."""
    scores = scores_on(on)
    mine = scores.get(authority.code)
    if mine is None:
        return None
    rank = 1 + sum(each < mine for each in scores.values())
    return Standing(mine, rank, len(scores), fifth_of(rank, len(scores)), _parts(authority, on))


def fifth_of(rank: int, of: int) -> int:
    """The fifth, from 1, of the ``rank``-th of ``of``."""
    return min(FIFTHS, 1 + FIFTHS * (rank - 1) // of)


@lru_cache(maxsize=8)
def scores_on(on: dt.date | None = None) -> Mapping[int, float]:
    """The score of every authority that was there and has figures enough, by code."""
    grid = np.array([_signed(measures()[each], on)[1] for each in SCORED])
    counted = (~np.isnan(grid)).sum(axis=0)
    total = np.nansum(grid, axis=0)
    return {
        code: float(total[place] / counted[place])
        for place, (code, each) in enumerate(authorities().items())
        if counted[place] >= FEWEST and (on is not None or each.is_current)
    }


def distances(measure: Measure, year: int) -> Floats:
    """By authority, how far its figure lies from the middle one, in robust standard deviations; nan for none."""
    held = values(measure)
    figures = held.grid[held.years.index(year)]
    low, middle, high = np.nanpercentile(figures, [25, 50, 75])
    spread = (high - low) / 1.349
    found: Floats = np.clip((figures - middle) / (spread if spread else 1.0), -FURTHEST, FURTHEST)
    return found


def year_by(measure: Measure, on: dt.date | None) -> int | None:
    """The last year of a measure that was out by ``on``."""
    out = [year for year in values(measure).years if on is None or measure.published_by(year) <= on]
    return out[-1] if out else None


def _signed(measure: Measure, on: dt.date | None) -> tuple[int | None, Floats]:
    year = year_by(measure, on)
    if year is None:
        return None, np.full(len(authorities()), np.nan)
    return year, distances(measure, year) * (1.0 if measure.wanted == "low" else -1.0)


def _parts(authority: Authority, on: dt.date | None) -> tuple[Part, ...]:
    place = list(authorities()).index(authority.code)
    found = []
    for each in SCORED:
        year, z = _signed(measures()[each], on)
        if year is not None and not np.isnan(z[place]):
            found.append(Part(measures()[each], year, float(z[place])))
    return tuple(sorted(found, key=lambda part: -part.z))
