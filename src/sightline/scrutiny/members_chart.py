"""A figure's trend as members see it: drawn so narrow that on a telephone its scale is in sight with its newest end.

In the manner of :mod:`sightline.charts`, whose drawings are wider and have to be moved sideways there. Needs no Django.
"""

from __future__ import annotations

from collections.abc import Callable

from sightline.charts import BLUE, GREY, PALE, RED, Mark, line_of, svg_of, text_at
from sightline.improvement.control import Control, SignalKind, Stretch

WIDE, HIGH = 330, 146
LEFT, RIGHT, TOP, BOTTOM = 42, 46, 12, 26
STEPS = 2  # of the scale: nought, half and the top
FEWEST = 2  # points that make a line

Say = Callable[[float], str]


def draw(
    chart_id: str, title: str, description: str, control: Control, *, say: Say, ceiling: float | None = None
) -> str:
    """Points joined by a line with each stretch's centre and limits, and the newest figure beside it (SVG).

    "" for fewer than two points.
    """
    marks = control.points
    if len(marks) < FEWEST:
        return ""
    top = _top(control, ceiling)
    days = (marks[-1].on - marks[0].on).days

    def x(mark: Mark) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (mark.on - marks[0].on).days / days

    def y(value: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (1 - value / top)

    parts = []
    for step in range(STEPS + 1):
        value = top * step / STEPS
        parts.append(line_of(LEFT, y(value), WIDE - RIGHT, y(value), PALE))
        parts.append(text_at(LEFT - 5, y(value) + 5, say(value), anchor="end", size=13))
    for stretch in control.stretches:
        parts += _limits(stretch, x, y)
    points = "L".join(f"{x(each):.1f} {y(each.value):.1f}" for each in marks)
    parts.append(f'<path d="M{points}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    outside = [each for each in control.signals if each.kind is SignalKind.OUTSIDE]
    for mark in marks:
        if any(each.first <= mark.on <= each.last for each in outside):
            parts.append(
                f'<circle cx="{x(mark):.1f}" cy="{y(mark.value):.1f}" r="4" fill="#fff" stroke="{RED}" '
                'stroke-width="2"/>'
            )
    newest = marks[-1]
    parts.append(text_at(x(newest) + 7, y(newest.value) + 5, say(newest.value), size=14, fill=BLUE))
    parts.append(text_at(LEFT, HIGH - 7, f"{marks[0].on:%b %Y}", size=13))
    parts.append(text_at(WIDE - RIGHT, HIGH - 7, f"{newest.on:%b %Y}", anchor="end", size=13))
    return svg_of(chart_id, title, description, HIGH, parts, width=WIDE, size=13)


def _limits(stretch: Stretch, x: Callable[[Mark], float], y: Callable[[float], float]) -> list[str]:
    """The centre plain, the limits dashed, as far as the stretch goes."""
    first, last = x(Mark(stretch.first, 0)), x(Mark(stretch.last, 0))
    ends = ((stretch.limits.high, "5 4"), (stretch.limits.centre, ""), (stretch.limits.low, "5 4"))
    return [line_of(first, y(value), max(last, first + 4), y(value), GREY, dash) for value, dash in ends]


def _top(control: Control, ceiling: float | None) -> float:
    """A round figure at or above every value: the most there can be where the figures come near it."""
    values = [each.value for each in control.points]
    values += [end for each in control.stretches for end in (each.limits.low, each.limits.high)]
    highest = max(values)
    if ceiling is not None and highest > ceiling / 2:
        return ceiling
    power = 10.0 ** (len(str(int(highest))) - 1)
    rounded = next((power * each for each in (1, 2, 4, 6, 8, 10) if power * each >= highest), 10.0)
    return max(rounded, 10.0)
