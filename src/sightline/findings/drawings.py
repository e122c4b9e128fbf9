"""A subject's duties drawn as lanes: one row a standard, its clocks, what was done in time and what stood past its day.

The other charts are :mod:`sightline.charts`; this one keeps its manner: 480 wide so that its text is legible on a
telephone, a title and a description, and a table beside it. What was missed is thicker as well as red.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from sightline.findings.standing import State

WIDTH = 480
LANE = 40
TOP = 24
MISSED = (State.OVERDUE, State.NOT_MET, State.LATE, State.MISSED)
MOST_LETTERS = 66  # of a sentence at this width


@dataclass(frozen=True, slots=True)
class Bar:
    """One duty: its clock from ``since`` to ``due``, then until it was done, lapsed or the day as at."""

    since: dt.date
    due: dt.date
    until: dt.date
    state: State


@dataclass(frozen=True, slots=True)
class Lane:
    """One standard's duties."""

    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places across the drawing."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """Where a day is; one outside is at the edge."""
        clipped = min(max(day, self.first), self.last)
        return round(4 + (clipped - self.first).days * (WIDTH - 10) / max((self.last - self.first).days, 1), 1)


def lanes(found: Sequence[Lane], first: dt.date, last: dt.date, *, name: str) -> str:
    """Duties to or by ``name`` between two days, a lane a standard."""
    scale = _Scale(first, last)
    height = TOP + LANE * len(found) + 4
    missed = sum(bar.state in MISSED for lane in found for bar in lane.bars)
    kept = sum(bar.state is State.MET for lane in found for bar in lane.bars)
    title = f"Duties to {name} from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    described = f"{len(found)} standards, one a row. {kept} duties done in time; {missed} overdue, late or never done."
    parts = []
    for year in range(first.year + 1, last.year + 1):
        x = scale.x(dt.date(year, 1, 1))
        parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{height}"/>')
        parts.append(f'<text class="year" x="{x}" y="{TOP - 10}" text-anchor="middle">{year}</text>')
    for number, lane in enumerate(found):
        y = TOP + LANE * number
        parts.append(f'<text x="4" y="{y + 14}">{escape(_short(lane.words))}</text>')
        parts.extend(_bar(scale, bar, y + 26) for bar in lane.bars)
    return (
        f'<svg class="sightline-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="duties-title duties-desc"><title id="duties-title">{escape(title)}</title>'
        f'<desc id="duties-desc">{escape(described)}</desc>{"".join(parts)}</svg>'
    )


def _bar(scale: _Scale, bar: Bar, y: int) -> str:
    parts = [_line(scale.x(bar.since), scale.x(min(bar.until, bar.due)), y, "clock")]
    x = scale.x(bar.until)
    if bar.state is State.NOT_MET:
        parts.append(_cross(scale.x(bar.due), y))
    elif bar.until > bar.due:
        parts.append(_line(scale.x(bar.due), x, y, "past-due"))
        if bar.state is State.LATE:
            parts.append(f'<circle class="late" cx="{x}" cy="{y}" r="4"/>')
    elif bar.state is State.MET and bar.until >= scale.first:
        parts.append(f'<circle class="met" cx="{x}" cy="{y}" r="4"/>')
    return "".join(parts)


def _cross(x: float, y: int) -> str:
    return f'<path class="cross" d="M{x - 4} {y - 4}l8 8m0 -8l-8 8"/>'


def _line(x1: float, x2: float, y: int, css: str) -> str:
    return f'<line class="{css}" x1="{x1}" x2="{max(x2, x1 + 1.5)}" y1="{y}" y2="{y}"/>'


def _short(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1].rsplit(" ", 1)[0] + "…"
