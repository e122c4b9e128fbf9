"""One authority's figures beside its statistical neighbours', and the questions that raises.

A question is asked where the figure lies outside the range of all its neighbours'. That is common by chance alone: of
eleven councils that are truly alike, one is the highest or the lowest of a measure 2 times in 11. So the page says how
many are to be expected by chance, and marks apart those outside the *reach*: where an eleventh council like the ten
would fall 19 times in 20 (a prediction interval of Student's t), which is wider than their range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from math import sqrt
from types import MappingProxyType

import numpy as np

from sightline.country import INDICATORS_ON
from sightline.country.authorities import Authority, authorities, neighbours
from sightline.country.indicators import Measure, Role, measures, values

OLDEST = INDICATORS_ON.year - 3  # a figure of an earlier year is shown, and raises no question
FEWEST_NEIGHBOURS = 6  # with fewer values than this a range says little
Z = 1.96
# Student's t, two-sided 95%, by degrees of freedom.
T95 = {5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}


class Side(StrEnum):
    """Where a figure lies against all its neighbours'."""

    ABOVE = "above"
    WITHIN = "within"
    BELOW = "below"


class Bearing(StrEnum):
    """What the source says of a figure that lies where it does."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two have anything in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the authority beside its neighbours; the latter None with fewer than six values."""

    year: int
    value: float | None
    middle: float | None
    span: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of one authority in its last year, beside the neighbours in that year.

    ``own``: the 95% interval of the authority's own figure, where the count it is of is published. ``rank`` counts from
    the highest among all authorities with a value. ``change``: since the year before; ``change_three``: since three
    years before; None where there is no such figure.
    """

    measure: Measure
    year: int
    value: float
    own: Interval | None
    neighbours: tuple[tuple[Authority, float], ...]
    middle: float | None
    span: Interval | None
    reach: Interval | None
    side: Side
    rank: int
    of: int
    change: float | None
    change_three: float | None
    years: tuple[Year, ...]

    @property
    def counted_on(self) -> dt.date | None:
        """The day the figure is of, or its year ended."""
        return self.measure.counted_day(self.year)

    @property
    def is_compared(self) -> bool:
        """Whether it may raise a question: of the service, not too old, and with neighbours enough."""
        return self.measure.role is Role.ASK and self.year >= OLDEST and self.span is not None

    @property
    def bearing(self) -> Bearing:
        """Whether lying outside the range is better or worse, as far as the source says."""
        if self.side is Side.WITHIN or not self.measure.wanted:
            return Bearing.NEITHER
        wanted = Side.BELOW if self.measure.wanted == "low" else Side.ABOVE
        return Bearing.BETTER if self.side is wanted else Bearing.WORSE

    @property
    def is_far(self) -> bool:
        """Whether it lies beyond the reach of the neighbours, and not only beyond their range."""
        return (
            self.side is not Side.WITHIN
            and self.reach is not None
            and not self.reach.low <= self.value <= self.reach.high
        )

    @property
    def may_be_chance(self) -> bool:
        """Whether the figure's own interval reaches back into the neighbours' range: small numbers could explain it."""
        return self.own is not None and self.span is not None and self.own.meets(self.span)

    @property
    def distance(self) -> float:
        """How far outside the range, in units of the reach's half width; 0 within it."""
        if self.span is None or self.reach is None or self.side is Side.WITHIN:
            return 0.0
        beyond = self.value - self.span.high if self.side is Side.ABOVE else self.span.low - self.value
        half = (self.reach.high - self.reach.low) / 2
        return beyond / half if half else float("inf")

    @property
    def by_chance(self) -> float:
        """How often one of councils truly alike would lie outside the range of the rest."""
        return 2 / (len(self.neighbours) + 1) if self.span is not None else 0.0


def compare(authority: Authority, measure: Measure) -> Comparison | None:
    """The authority's last figure beside its neighbours'; None if it has none."""
    held = values(measure)
    year = held.latest(authority.code)
    if year is None:
        return None
    value = held.of(authority.code, year)
    assert value is not None  # noqa: S101 - its last year is one with a value
    near = [each.authority for each in neighbours(authority)]
    beside = tuple((each, found) for each in near if (found := held.of(each.code, year)) is not None)
    figures = [found for _, found in beside]
    span, reach = _span(figures), _reach(figures)
    every = held.grid[held.years.index(year)]
    before, three_before = held.of(authority.code, year - 1), held.of(authority.code, year - 3)
    return Comparison(
        measure=measure,
        year=year,
        value=value,
        own=own_interval(measure, authority, year, value),
        neighbours=beside,
        middle=float(np.median(figures)) if span else None,
        span=span,
        reach=reach,
        side=_side(value, span),
        rank=int((every > value).sum()) + 1,
        of=int((~np.isnan(every)).sum()),
        change=None if before is None else value - before,
        change_three=None if three_before is None else value - three_before,
        years=_years(authority, near, measure),
    )


@lru_cache(maxsize=32)
def compare_all(authority: Authority) -> tuple[Comparison, ...]:
    """Every measure shown, in order; those without a figure for the authority left out."""
    found = (compare(authority, each) for each in measures().values() if each.role is not Role.BASE)
    return tuple(each for each in found if each is not None)


def questions(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Those outside the range, the furthest first; measures of the place, and old figures, never raise one."""
    asked = [each for each in found if each.is_compared and each.side is not Side.WITHIN]
    return tuple(sorted(asked, key=lambda each: (not each.is_far, -each.distance, each.measure.name)))


def expected_by_chance(found: Sequence[Comparison]) -> float:
    """How many would be outside the range were the authority simply one of eleven alike."""
    return sum(each.by_chance for each in found if each.is_compared)


@cache
def outside_everywhere() -> Mapping[int, int]:
    """How many of its figures lie outside the range of all its neighbours', by current authority: one pass for all.

    The same count as of :func:`questions`. Over all authorities it comes to what chance alone gives, so that it says
    something only of a council with many more than most.
    """
    current = [each for each in authorities().values() if each.is_current]
    places = {code: place for place, code in enumerate(authorities())}
    mine = np.array([places[each.code] for each in current])
    near = np.array([[places[one.authority.code] for one in neighbours(each)] for each in current])
    outside = np.zeros(len(current), dtype=np.int64)
    for measure in measures().values():
        if measure.role is not Role.ASK:
            continue
        held = values(measure)
        settled = np.zeros(len(current), dtype=bool)
        for year in reversed(held.years):
            if year < OLDEST:
                break
            row = held.grid[held.years.index(year)]
            now = ~settled & ~np.isnan(row[mine])
            beside = row[near[now]]
            enough = (~np.isnan(beside)).sum(axis=1) >= FEWEST_NEIGHBOURS
            low = np.where(np.isnan(beside), np.inf, beside).min(axis=1)
            high = np.where(np.isnan(beside), -np.inf, beside).max(axis=1)
            outside[now] += enough & ((row[mine[now]] < low) | (row[mine[now]] > high))
            settled |= now
    return MappingProxyType({each.code: int(count) for each, count in zip(current, outside, strict=True)})


def own_interval(measure: Measure, authority: Authority, year: int, value: float) -> Interval | None:
    """The 95% interval of a figure from the count it is of: Wilson's of a share, Byar's of a rate; None without one.

    The count of the same year, or of the year before where it comes out later (the population).
    """
    if not measure.base:
        return None
    counts = values(measures()[measure.base])
    base = counts.of(authority.code, year) or counts.of(authority.code, year - 1)
    if not base:
        return None
    if measure.kind == "share":
        return _wilson(min(value / 100, 1.0), base)
    return _byar(value * base / measure.per, base, measure.per)


def _wilson(share: float, base: float) -> Interval:
    centre, spread = share + Z**2 / (2 * base), Z * sqrt(share * (1 - share) / base + Z**2 / (4 * base**2))
    return Interval(100 * max(0.0, (centre - spread) / (1 + Z**2 / base)), 100 * (centre + spread) / (1 + Z**2 / base))


def _byar(count: float, base: float, per: int) -> Interval:
    low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3 if count > 0 else 0.0
    above = count + 1
    high = above * (1 - 1 / (9 * above) + Z / (3 * sqrt(above))) ** 3
    return Interval(max(0.0, low) * per / base, high * per / base)


def _span(figures: Sequence[float]) -> Interval | None:
    return Interval(min(figures), max(figures)) if len(figures) >= FEWEST_NEIGHBOURS else None


def _reach(figures: Sequence[float]) -> Interval | None:
    """Where one more such figure would fall 19 times in 20, were they a sample of a bell curve."""
    if len(figures) < FEWEST_NEIGHBOURS:
        return None
    mean, spread = float(np.mean(figures)), float(np.std(figures, ddof=1))
    half = T95[len(figures) - 1] * spread * sqrt(1 + 1 / len(figures))
    return Interval(mean - half, mean + half)


def _side(value: float, span: Interval | None) -> Side:
    if span is None or span.low <= value <= span.high:
        return Side.WITHIN
    return Side.ABOVE if value > span.high else Side.BELOW


def _years(authority: Authority, near: Sequence[Authority], measure: Measure) -> tuple[Year, ...]:
    held = values(measure)
    found = []
    for year in held.years:
        figures = [value for each in near if (value := held.of(each.code, year)) is not None]
        span = _span(figures)
        middle = float(np.median(figures)) if span else None
        found.append(Year(year, held.of(authority.code, year), middle, span))
    return tuple(each for each in found if each.value is not None or each.span is not None)
