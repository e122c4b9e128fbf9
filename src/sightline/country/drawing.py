"""Drawings of published figures, in the manner of :mod:`sightline.charts`: 480 wide, text that is text, told in words.

Nothing is said by colour alone: lines differ in their dashes and carry their names, a bar that is marked says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.charts import BLUE, GREY, INK, PALE, WIDTH, line_of, svg_of, text_at
from sightline.country.comparing import Year

BAND = "#dbe7f3"
DASHES = ("", "8 4", "3 4", "12 4 3 4")
ITS = "this authority"


@dataclass(frozen=True, slots=True)
class Series:
    """A named line: y from 0 to 1 at each of the drawing's places."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval; ``is_marked``: the one the page is about."""

    name: str
    share: float
    low: float
    high: float
    is_marked: bool


def beside_neighbours(chart_id: str, title: str, description: str, years: Sequence[Year]) -> str:
    """An authority's line over the band of its neighbours' lowest to highest; the middle neighbour dashed.

    Nothing for fewer than two years: a figure alone is told better in words.
    """
    shown = [each for each in years if each.value is not None]
    if len(shown) < 2:
        return ""
    years = [each for each in years if each.year >= shown[0].year]
    left, right, top, bottom, height = 56, 14, 12, 30, 170
    ends = [each.value for each in shown if each.value is not None]
    ends += [end for each in years if each.span for end in (each.span.low, each.span.high)]
    floor, ceiling = _around(min(ends), max(ends))
    first, last = years[0].year, years[-1].year

    def x(year: int) -> float:
        return left + (WIDTH - left - right) * (year - first) / max(1, last - first)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - (value - floor) / (ceiling - floor))

    parts = []
    for step in range(3):
        value = floor + (ceiling - floor) * step / 2
        parts.append(line_of(left, y(value), WIDTH - right, y(value), PALE))
        parts.append(text_at(left - 6, y(value) + 5, _figure(value), anchor="end"))
    for run in _runs([each for each in years if each.span is not None]):
        tops = [f"{x(each.year):.1f} {y(each.span.high):.1f}" for each in run if each.span]
        lows = [f"{x(each.year):.1f} {y(each.span.low):.1f}" for each in reversed(run) if each.span]
        if len(run) > 1:
            parts.append(f'<path d="M{"L".join([*tops, *lows])}Z" fill="{BAND}"/>')
        else:
            at = x(run[0].year)
            parts.append(f'<path d="M{at - 3:.1f} {tops[0].split()[1]}h6V{lows[0].split()[1]}h-6Z" fill="{BAND}"/>')
        middles = "L".join(f"{x(each.year):.1f} {y(each.middle):.1f}" for each in run if each.middle is not None)
        parts.append(f'<path d="M{middles}" fill="none" stroke="{GREY}" stroke-width="1.5" stroke-dasharray="5 4"/>')
    for run in _runs(shown):
        points = [(x(each.year), y(each.value)) for each in run if each.value is not None]
        path = "L".join(f"{across:.1f} {down:.1f}" for across, down in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{BLUE}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{across:.1f}" cy="{down:.1f}" r="3" fill="{BLUE}"/>' for across, down in points]
    parts.append(text_at(left, height - 8, str(first)))
    parts.append(text_at(WIDTH - right, height - 8, str(last), anchor="end"))
    return svg_of(chart_id, title, description, height, parts)


def curves(chart_id: str, title: str, description: str, places: Sequence[int], series: Sequence[Series]) -> str:
    """Shares against a count, a line a series, each named at its right end."""
    left, right, top, bottom, height = 46, 118, 14, 46, 260
    highest = max(places)

    def x(place: float) -> float:
        return left + (WIDTH - left - right) * place / highest

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value)

    parts = []
    for step in range(5):
        parts.append(line_of(left, y(step / 4), WIDTH - right, y(step / 4), PALE))
        parts.append(text_at(left - 6, y(step / 4) + 5, f"{step / 4:.0%}", anchor="end"))
    for place in places:
        if place == places[0] or place >= 24:
            parts.append(text_at(x(place), height - 28, str(place), anchor="middle"))
    parts.append(text_at((left + WIDTH - right) / 2, height - 8, "children's files audited", anchor="middle"))
    labels = _apart([y(each.values[-1]) + 5 for each in series])
    for number, (each, label) in enumerate(zip(series, labels, strict=True)):
        path = "L".join(f"{x(place):.1f} {y(value):.1f}" for place, value in zip(places, each.values, strict=True))
        dash = DASHES[number % len(DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        colour = (BLUE, INK, GREY, "#54319f")[number % 4]
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>')
        parts.append(text_at(WIDTH - right + 6, label, each.name, fill=colour))
    return svg_of(chart_id, title, description, height, parts)


def fifths(chart_id: str, title: str, description: str, bars: Sequence[Bar], every: float) -> str:
    """Shares as columns with their intervals, and the share of all as a dashed line; the one marked is said to be."""
    left, right, top, bottom, height = 46, 10, 22, 46, 230
    wide = (WIDTH - left - right) / len(bars)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value)

    parts = []
    for step in range(5):
        parts.append(line_of(left, y(step / 4), WIDTH - right, y(step / 4), PALE))
        parts.append(text_at(left - 6, y(step / 4) + 5, f"{step / 4:.0%}", anchor="end"))
    for number, bar in enumerate(bars):
        at = left + wide * (number + 0.5)
        parts.append(
            f'<rect x="{at - wide * 0.3:.1f}" y="{y(bar.share):.1f}" width="{wide * 0.6:.1f}" '
            f'height="{y(0) - y(bar.share):.1f}" fill="{BLUE if bar.is_marked else PALE}"/>'
        )
        parts.append(line_of(at, y(bar.low), at, y(bar.high), INK))
        parts.append(text_at(at + 8, y(bar.share) - 5, f"{bar.share:.0%}"))
        parts.append(text_at(at, height - 26, bar.name, anchor="middle"))
        if bar.is_marked:
            parts.append(text_at(at, height - 8, ITS, anchor="middle", fill=BLUE))
    parts.append(line_of(left, y(every), WIDTH - right, y(every), GREY, "6 4"))
    parts.append(text_at(left + 2, y(every) - 5, f"all: {every:.0%}", size=12, fill=GREY))
    return svg_of(chart_id, title, description, height, parts)


def _runs(years: Sequence[Year]) -> list[list[Year]]:
    """Years in stretches without a gap, so that no line is drawn across a year there is no figure for."""
    found: list[list[Year]] = []
    for each in years:
        if found and each.year == found[-1][-1].year + 1:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _around(low: float, high: float) -> tuple[float, float]:
    """A floor and a ceiling with room about the figures; never below nought."""
    room = (high - low) * 0.12 or max(1.0, abs(high) * 0.1)
    return max(0.0, low - room), high + room


def _apart(places: Sequence[float], least: float = 16.0) -> list[float]:
    """Places for labels, moved down until each is clear of the one above."""
    found = [0.0] * len(places)
    above = float("-inf")
    for number in sorted(range(len(places)), key=lambda each: places[each]):
        above = max(places[number], above + least)
        found[number] = above
    return found


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"
