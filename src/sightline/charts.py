"""Charts drawn by the server as small SVG: the same bytes for the same figures, readable without colour or script.

Each has a title and a description tied to it, and its text is text. A page that shows one shows the figures in a table
as well. Coordinates are in a drawing 480 wide, so that its text is still legible at 360 pixels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH = 480
BLUE, RED, GREY, PALE, INK = "#1d70b8", "#d4351c", "#505a5f", "#b1b4b6", "#0b0c0c"


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on a date."""

    on: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre and the natural limits of a process-control chart."""

    centre: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row of a timeline: from its first day on to the chart's last, or nothing if it never began."""

    label: str
    first: dt.date | None
    since: dt.date | None


def step_line(
    chart_id: str,
    title: str,
    description: str,
    marks: Sequence[Mark],
    *,
    limits: Limits | None = None,
    percentage: bool = False,
) -> str:
    """A stepped line over time, from zero; natural limits dashed, their centre plain, marks outside them ringed.

    The scale stands at both ends: on a telephone the newest end shows, and what lies before it is scrolled to.
    """
    if not marks:
        return ""
    left, right, top, bottom, height = 48, 48, 14, 34, 220
    high = max([mark.value for mark in marks] + ([limits.high] if limits else []))
    ceiling = 1.0 if percentage else _round_up(high)
    first, last = marks[0].on, marks[-1].on
    days = max(1, (last - first).days)

    def x(day: dt.date) -> float:
        return left + (WIDTH - left - right) * (day - first).days / days

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value / ceiling)

    parts = []
    for step in range(5):
        value = ceiling * step / 4
        label = f"{value:.0%}" if percentage else f"{value:,.0f}" if ceiling >= 4 else f"{value:.1f}"
        parts.append(line_of(left, y(value), WIDTH - right, y(value), PALE))
        parts.append(text_at(left - 6, y(value) + 5, label, anchor="end"))
        parts.append(text_at(WIDTH - right + 6, y(value) + 5, label))
    if limits:
        for value, dash, name, drop in (
            (limits.high, "6 4", "upper limit", -4),
            (limits.centre, "", "", 0),
            (limits.low, "6 4", "lower limit", 13),
        ):
            parts.append(line_of(left, y(value), WIDTH - right, y(value), GREY, dash))
            if name:
                above = -4 if y(value) + drop > height - bottom else drop  # not into the axis
                parts.append(text_at(left + 4, y(value) + above, name, size=12, fill=GREY))
    path = f"M{x(marks[0].on):.1f} {y(marks[0].value):.1f}"
    for mark in marks[1:]:
        path += f"H{x(mark.on):.1f}V{y(mark.value):.1f}"
    parts.append(f'<path d="{path}" fill="none" stroke="{BLUE}" stroke-width="2.5"/>')
    if limits:
        outside = [mark for mark in marks if not limits.low <= mark.value <= limits.high]
        parts += [
            f'<circle cx="{x(mark.on):.1f}" cy="{y(mark.value):.1f}" r="4.5" fill="#fff" stroke="{RED}" '
            'stroke-width="2"/>'
            for mark in outside
        ]
    began, ended = ends_of(first, last)
    parts.append(text_at(left, height - 12, began))
    parts.append(text_at(WIDTH - right, height - 12, ended, anchor="end"))
    return svg_of(chart_id, title, description, height, parts)


def timeline(
    chart_id: str, title: str, description: str, rows: Sequence[Stretch], first: dt.date, last: dt.date
) -> str:
    """One row a thing: a ring on the day it first stood out, a bar for as long as it has stood up to the last day."""
    top, each, bottom, left, right = 8, 40, 30, 10, 10
    height = top + each * len(rows) + bottom
    days = max(1, (last - first).days)

    def x(day: dt.date) -> float:
        clipped = min(max(day, first), last)
        return left + (WIDTH - left - right) * (clipped - first).days / days

    parts = []
    for year in range(first.year + 1, last.year + 1):
        at = x(dt.date(year, 1, 1))
        parts.append(line_of(at, top, at, height - bottom + 4, PALE))
        if days < 365 * 6 or year % 2 == 0:
            parts.append(text_at(at, height - 10, str(year), anchor="middle"))
    for number, row in enumerate(rows):
        base = top + each * number
        parts.append(text_at(left, base + 15, row.label))
        parts.append(line_of(left, base + 28, WIDTH - right, base + 28, PALE))
        if row.since is not None:
            wide = max(2.0, x(last) - x(row.since))
            parts.append(f'<rect x="{x(row.since):.1f}" y="{base + 22}" width="{wide:.1f}" height="12" fill="{RED}"/>')
        if row.first is not None:
            parts.append(
                f'<circle cx="{x(row.first):.1f}" cy="{base + 28}" r="6" fill="#fff" stroke="{INK}" stroke-width="2"/>'
            )
    return svg_of(chart_id, title, description, height, parts)


def share_bar(chart_id: str, title: str, share: float, low: float, high: float, expected: float) -> str:
    """A share from 0 to 1 as a bar, its interval as a line, and the share expected as a tick; a strip 20 high."""
    scale = WIDTH - 4
    parts = [
        f'<rect x="2" y="4" width="{scale}" height="12" fill="#f3f2f1" stroke="{PALE}"/>',
        f'<rect x="2" y="4" width="{scale * share:.1f}" height="12" fill="{BLUE if share >= expected else RED}"/>',
        line_of(2 + scale * low, 10, 2 + scale * high, 10, INK),
        line_of(2 + scale * expected, 0, 2 + scale * expected, 20, INK, "3 2"),
    ]
    words = f"{share:.0%} kept, between {low:.0%} and {high:.0%} allowing for chance; {expected:.0%} expected"
    return svg_of(chart_id, title, words, 20, parts)


def ends_of(first: dt.date, last: dt.date) -> tuple[str, str]:
    """What stands under either end of an axis of days: months, or days where months would not tell them apart."""
    if (last.year, last.month) == (first.year, first.month) or (last - first).days < 62:
        return f"{first.day} {first:%b %Y}", f"{last.day} {last:%b %Y}"
    return f"{first:%b %Y}", f"{last:%b %Y}"


def svg_of(
    chart_id: str,
    title: str,
    description: str,
    height: float,
    parts: Sequence[str],
    *,
    width: float = WIDTH,
    size: int = 14,
) -> str:
    """A chart of ``parts``, with its title and description for who cannot see it. ``size``: of words, in pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{chart_id}-title {chart_id}-desc" font-family="inherit" font-size="{size}">'
        f'<title id="{chart_id}-title">{escape(title)}</title><desc id="{chart_id}-desc">{escape(description)}</desc>'
        + "".join(parts)
        + "</svg>"
    )


def line_of(x1: float, y1: float, x2: float, y2: float, stroke: str, dash: str = "") -> str:
    """A line from one point to another."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"{dashed}/>'


def text_at(x: float, y: float, words: str, *, anchor: str = "start", size: int = 14, fill: str = INK) -> str:
    """Words at a point."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{escape(words)}</text>'
    )


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 5, 10, 20 … at or above ``value``, so that quarters are round figures."""
    if value <= 0:
        return 1.0
    power = 10 ** (len(str(int(value))) - 1)
    return float(next(power * each for each in (1, 2, 4, 5, 8, 10) if power * each >= value))
