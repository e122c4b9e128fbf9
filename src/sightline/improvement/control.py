"""Process-control charts of one figure at a time (XmR): what is ordinary variation, and what is a signal, in words.

The centre is the mean; the natural limits lie 2.66 times the mean moving range either side of it (Wheeler,
*Understanding Variation*, 1993; the chart NHS England's *Making data count* asks of boards). Signals: a point outside
the limits; eight or more in a row on one side of the centre (Western Electric, 1956; *Making data count* takes seven);
six or more in a row each above, or each below, the one before (Nelson, *Journal of Quality Technology* 16, 1984).

Our own choices, which the page states: no limits from fewer than twelve points; a point on the centre ends a run;
limits are drawn anew where twelve in a row lie on one side of the median of all before them in the stretch; and where
the last eight or more lie so, limits come from what was before, so that no change hides in limits it has widened.
The practice of re-basing asks for judgement, and that the change be sustained and its cause known; the cause is for
people to say. What came before keeps its own limits, so that nothing is hidden by drawing them anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from sightline.charts import Limits, Mark

NATURAL = 2.66  # 3 / 1.128: three standard deviations, from the mean moving range of two
FEWEST = 12  # points before limits say anything
RUN, TREND = 8, 6
REBASE = 12  # in a row on one side of what came before

Say = Callable[[float], str]


class SignalKind(StrEnum):
    """What kind of signal."""

    OUTSIDE = "outside the limits"
    RUN = "a run on one side of the centre"
    TREND = "a trend"
    REBASED = "limits drawn anew"


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal from ``first`` to ``last``, of ``points`` points, neighbours outside on one side together.

    ``is_up``: towards higher figures.
    """

    kind: SignalKind
    first: dt.date
    last: dt.date
    points: int
    is_up: bool
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points from ``first`` to ``last`` held against one centre and its limits."""

    first: dt.date
    last: dt.date
    points: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class Control:
    """A chart read. ``limits``: those of the last stretch; None for too few points. ``signals``: in order of date."""

    points: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]
    signals: tuple[Signal, ...]
    words: str

    @property
    def limits(self) -> Limits | None:
        """The limits that hold for the last point."""
        return self.stretches[-1].limits if self.stretches else None


def plain(value: float) -> str:
    """A count, or a figure to one place."""
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.1f}"


def percentage(value: float) -> str:
    """A share as a percentage."""
    return f"{value:.0%}"


def xmr(
    points: Sequence[Mark],
    *,
    floor: float | None = 0.0,
    ceiling: float | None = None,
    say: Say = plain,
    higher_is_better: bool | None = None,
) -> Control:
    """The chart of ``points``, in order of date and one a period; limits are cut at ``floor`` and ``ceiling``.

    ``say`` writes a figure. ``higher_is_better`` None: signals are not said to be for the better or the worse.
    ValueError for points out of order.
    """
    marks = tuple(points)
    if any(later.on <= earlier.on for earlier, later in pairwise(marks)):
        raise ValueError("the points of a control chart go forward in time, one a day at most")
    if len(marks) < FEWEST:
        return Control(marks, (), (), _too_few(len(marks)))
    writer = _Writer(say, higher_is_better)
    starts = [*_starts(marks), len(marks)]
    stretches, signals = [], []
    for first, end in pairwise(starts):
        some = marks[first:end]
        settled = _settled([each.value for each in some])
        limits = limits_of([each.value for each in some[:settled]], floor=floor, ceiling=ceiling)
        stretches.append(Stretch(some[0].on, some[-1].on, len(some), limits))
        if first:
            signals.append(writer.rebased(some, stretches[-2].limits, limits))
        signals += _outside(some, limits, writer)
        signals += _runs(some, limits, writer)
        signals += _trends(some, writer)
    order = tuple(sorted(signals, key=lambda each: (each.last, each.first, each.kind)))
    return Control(marks, tuple(stretches), order, writer.summary(marks, stretches, order))


def limits_of(values: Sequence[float], *, floor: float | None = 0.0, ceiling: float | None = None) -> Limits:
    """The centre and natural limits of two values or more, cut at ``floor`` and ``ceiling``."""
    centre = sum(values) / len(values)
    moving = [abs(later - earlier) for earlier, later in pairwise(values)]
    reach = NATURAL * sum(moving) / len(moving)
    low, high = centre - reach, centre + reach
    return Limits(centre, low if floor is None else max(floor, low), high if ceiling is None else min(ceiling, high))


def _starts(marks: Sequence[Mark]) -> list[int]:
    """Where each stretch begins: the first, and each from which the centre of the stretch before it was left behind."""
    values = [each.value for each in marks]
    starts = [0]
    while (place := _left_behind(values[starts[-1] :])) is not None:
        starts.append(starts[-1] + place)
    return starts


def _left_behind(values: Sequence[float]) -> int | None:
    """Where enough in a row first lie on one side of the median of all before them, of which there are enough."""
    ends = range(FEWEST, len(values) - REBASE + 1)
    return next((place for place in ends if _leaves(values, place, place + REBASE)), None)


def _settled(values: Sequence[float]) -> int:
    """How many of a stretch its limits come from: those before a run that leaves their median behind and goes on."""
    ends = range(FEWEST, len(values) - RUN + 1)
    return next((place for place in ends if _leaves(values, place, len(values))), len(values))


def _leaves(values: Sequence[float], place: int, end: int) -> bool:
    """Whether all from ``place`` to ``end`` lie on one side of the median of those before, which no single figure far
    outside can move as it moves the mean."""
    middle = median(values[:place])
    return {_side(each, middle) for each in values[place:end]} in ({1}, {-1})


def _outside(marks: Sequence[Mark], limits: Limits, writer: _Writer) -> Iterator[Signal]:
    sides = [max(0, _side(mark.value, limits.high)) + min(0, _side(mark.value, limits.low)) for mark in marks]
    for some, side in _together(marks, sides):
        if side:
            yield writer.outside(some, limits.high if side > 0 else limits.low, is_up=side > 0)


def _runs(marks: Sequence[Mark], limits: Limits, writer: _Writer) -> Iterator[Signal]:
    for some, side in _together(marks, [_side(mark.value, limits.centre) for mark in marks]):
        if side and len(some) >= RUN:
            yield writer.run(some, limits.centre, is_up=side > 0)


def _trends(marks: Sequence[Mark], writer: _Writer) -> Iterator[Signal]:
    begun = 0
    for place in range(1, len(marks) + 1):
        going_on = place < len(marks) and place - begun >= 1 and _goes_on(marks, begun, place)
        if going_on:
            continue
        if place - begun >= TREND:
            yield writer.trend(marks[begun:place], is_up=marks[begun + 1].value > marks[begun].value)
        # The last point of one trend may be the first of the next.
        begun = place - 1 if place < len(marks) and marks[place].value != marks[place - 1].value else place


def _goes_on(marks: Sequence[Mark], begun: int, place: int) -> bool:
    step = _side(marks[place].value, marks[place - 1].value)
    first = step if place - begun == 1 else _side(marks[begun + 1].value, marks[begun].value)
    return step != 0 and step == first


def _side(value: float, centre: float) -> int:
    """1 above, -1 below, 0 on it: a mean of equal figures is not always their own to the last bit."""
    if abs(value - centre) <= 1e-9 * max(1.0, abs(centre)):
        return 0
    return 1 if value > centre else -1


def _together(marks: Sequence[Mark], sides: Sequence[int]) -> Iterator[tuple[Sequence[Mark], int]]:
    """Neighbours of one side together, with the side."""
    begun = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or sides[place] != sides[begun]:
            yield marks[begun:place], sides[begun]
            begun = place


def _too_few(points: int) -> str:
    have = {0: "There is no figure yet", 1: "There is one figure"}.get(points, f"There are {points} figures")
    return f"{have}: limits are drawn from {FEWEST}, since fewer cannot tell what is ordinary."


@dataclass(frozen=True, slots=True)
class _Writer:
    """Signals in words."""

    say: Say
    higher_is_better: bool | None

    def outside(self, some: Sequence[Mark], limit: float, *, is_up: bool) -> Signal:
        which = "above the upper" if is_up else "below the lower"
        furthest = (max if is_up else min)(some, key=lambda each: each.value)
        figure, end = self.say(furthest.value), self.say(limit)
        if len(some) == 1:
            just = "just " if figure == end else ""
            words = f"{month(furthest.on)}: {figure} lies {just}{which} limit of {end}"
        else:
            most = "highest" if is_up else "lowest"
            words = f"{span(some)}: {len(some)} in a row {which} limit of {end}, the {most} {figure}"
        return Signal(SignalKind.OUTSIDE, some[0].on, some[-1].on, len(some), is_up, self._ended(words, is_up))

    def run(self, some: Sequence[Mark], centre: float, *, is_up: bool) -> Signal:
        where = "above" if is_up else "below"
        words = (
            f"{span(some)}: {len(some)} in a row {where} the centre of {self.say(centre)}, "
            "which chance alone seldom does"
        )
        return Signal(SignalKind.RUN, some[0].on, some[-1].on, len(some), is_up, self._ended(words, is_up))

    def trend(self, some: Sequence[Mark], *, is_up: bool) -> Signal:
        how = "higher" if is_up else "lower"
        words = (
            f"{span(some)}: {len(some)} in a row, each {how} than the one before, "
            f"from {self.say(some[0].value)} to {self.say(some[-1].value)}"
        )
        return Signal(SignalKind.TREND, some[0].on, some[-1].on, len(some), is_up, self._ended(words, is_up))

    def rebased(self, some: Sequence[Mark], before: Limits, after: Limits) -> Signal:
        is_up = after.centre > before.centre
        words = (
            f"From {month(some[0].on)} a sustained shift: the centre went from {self.say(before.centre)} to "
            f"{self.say(after.centre)}, and limits are drawn anew from there"
        )
        return Signal(SignalKind.REBASED, some[0].on, some[0].on, len(some), is_up, self._ended(words, is_up))

    def summary(self, marks: Sequence[Mark], stretches: Sequence[Stretch], signals: Sequence[Signal]) -> str:
        """What the chart says of its last stretch."""
        now = stretches[-1]
        low, high, centre = (self.say(each) for each in (now.limits.low, now.limits.high, now.limits.centre))
        lay = f"been {centre}" if low == high else f"lain between {low} and {high}, about {centre}"
        ordinary = f"Since {month(now.first)} the figure has ordinarily {lay}"
        lately = [each for each in signals if each.last >= now.first and each.kind is not SignalKind.REBASED]
        if not lately:
            return f"{ordinary}. Nothing since then is more than ordinary variation."
        times = "one signal" if len(lately) == 1 else f"{len(lately)} signals"
        return f"{ordinary}, with {times} of something else. The last: {lately[-1].words}"

    def _ended(self, words: str, is_up: bool) -> str:
        if self.higher_is_better is None:
            return f"{words}."
        return f"{words}: {'better' if is_up is self.higher_is_better else 'worse'}."


def month(day: dt.date) -> str:
    """The month of a day, in words."""
    return f"{day:%B %Y}"


def span(some: Sequence[Mark]) -> str:
    """From the first month to the last, in words."""
    return f"{month(some[0].on)} to {month(some[-1].on)}"
