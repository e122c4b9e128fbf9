"""A measure drawn: its control chart, and its way from baseline to target. In the manner of :mod:`sightline.charts`.

Nothing is said by colour alone: the centre is a plain line and the limits dashed, each stretch has its own, points
outside are ringed, and whatever signals there are stand in words beside the drawing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sightline.charts import BLUE, GREY, INK, PALE, RED, WIDTH, Mark, ends_of, line_of, svg_of, text_at
from sightline.improvement.control import Control, SignalKind, Stretch

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 52, 52, 16, 34, 230
Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Way:
    """From the baseline to the target, each on its day."""

    start: Mark | None
    goal: Mark


@dataclass(frozen=True, slots=True)
class _Plane:
    first: dt.date
    last: dt.date
    floor: float
    ceiling: float

    def x(self, day: dt.date) -> float:
        days = max(1, (self.last - self.first).days)
        return LEFT + (WIDTH - LEFT - RIGHT) * (min(max(day, self.first), self.last) - self.first).days / days

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - self.floor) / (self.ceiling - self.floor))


def control_chart(
    chart_id: str, title: str, description: str, control: Control, *, say: Say, ceiling: float | None
) -> str:
    """Points joined by a line, with each stretch's centre and limits; nothing for fewer than two points."""
    marks = control.points
    if len(marks) < 2:
        return ""
    values = [each.value for each in marks]
    values += [end for each in control.stretches for end in (each.limits.low, each.limits.high)]
    plane = _Plane(marks[0].on, marks[-1].on, 0.0, _top(values, ceiling))
    parts = _grid(plane, say)
    for number, each in enumerate(control.stretches):
        parts += _limits(plane, each, is_named=number == len(control.stretches) - 1)
    parts += _line(plane, marks)
    outside = [each for each in control.signals if each.kind is SignalKind.OUTSIDE]
    for mark in marks:
        x, y = plane.x(mark.on), plane.y(mark.value)
        if any(each.first <= mark.on <= each.last for each in outside):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{RED}" stroke-width="2.5"/>')
        else:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{BLUE}"/>')
    return svg_of(chart_id, title, description, HEIGHT, [*parts, *_ends(plane)])


def trajectory(
    chart_id: str, title: str, description: str, marks: Sequence[Mark], way: Way, *, say: Say, ceiling: float | None
) -> str:
    """The figures, and the dashed way from the baseline to the target; nothing where there is no figure at all."""
    days = [*(each.on for each in marks), way.goal.on, *([way.start.on] if way.start else [])]
    if not marks and way.start is None:
        return ""
    values = [*(each.value for each in marks), way.goal.value, *([way.start.value] if way.start else [])]
    plane = _Plane(min(days), max(days), 0.0, _top(values, ceiling))
    parts = _grid(plane, say)
    goal = (plane.x(way.goal.on), plane.y(way.goal.value))
    if way.start:
        start = (plane.x(way.start.on), plane.y(way.start.value))
        parts.append(line_of(*start, *goal, INK, "7 4"))
        parts.append(
            f'<circle cx="{start[0]:.1f}" cy="{start[1]:.1f}" r="4" fill="#fff" stroke="{INK}" stroke-width="2"/>'
        )
    parts.append(_diamond(*goal))
    parts.append(text_at(goal[0] - 14, goal[1] + 5, f"target {say(way.goal.value)}", anchor="end"))
    parts += _line(plane, marks)
    return svg_of(chart_id, title, description, HEIGHT, [*parts, *_ends(plane)])


def _grid(plane: _Plane, say: Say) -> list[str]:
    parts = []
    for step in range(5):
        value = plane.floor + (plane.ceiling - plane.floor) * step / 4
        parts.append(line_of(LEFT, plane.y(value), WIDTH - RIGHT, plane.y(value), PALE))
        parts.append(text_at(LEFT - 6, plane.y(value) + 5, say(value), anchor="end"))
        parts.append(text_at(WIDTH - RIGHT + 10, plane.y(value) + 5, say(value)))  # the end a telephone shows
    return parts


def _limits(plane: _Plane, stretch: Stretch, *, is_named: bool) -> list[str]:
    first, last = plane.x(stretch.first), plane.x(stretch.last)
    parts = []
    for value, dash in ((stretch.limits.high, "6 4"), (stretch.limits.centre, ""), (stretch.limits.low, "6 4")):
        parts.append(line_of(first, plane.y(value), max(last, first + 4), plane.y(value), GREY, dash))
    if is_named and plane.y(stretch.limits.low) - plane.y(stretch.limits.high) > 34:
        parts.append(text_at(last, plane.y(stretch.limits.high) - 4, "upper limit", anchor="end", size=12, fill=GREY))
        low = plane.y(stretch.limits.low)
        low += -4 if low > HEIGHT - BOTTOM - 14 else 13  # not into the axis
        parts.append(text_at(last, low, "lower limit", anchor="end", size=12, fill=GREY))
    return parts


def _line(plane: _Plane, marks: Sequence[Mark]) -> list[str]:
    if len(marks) < 2:
        return [
            f'<circle cx="{plane.x(each.on):.1f}" cy="{plane.y(each.value):.1f}" r="4" fill="{BLUE}"/>'
            for each in marks
        ]
    points = "L".join(f"{plane.x(each.on):.1f} {plane.y(each.value):.1f}" for each in marks)
    return [f'<path d="M{points}" fill="none" stroke="{BLUE}" stroke-width="2"/>']


def _ends(plane: _Plane) -> list[str]:
    began, ended = ends_of(plane.first, plane.last)
    return [text_at(LEFT, HEIGHT - 12, began), text_at(WIDTH - RIGHT, HEIGHT - 12, ended, anchor="end")]


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6Z" fill="{INK}"/>'


def _top(values: Sequence[float], ceiling: float | None) -> float:
    """A round figure at or above every value: the most there can be where the figures come near it."""
    highest = max([*values, 0.0])
    if ceiling is not None and highest > ceiling / 2:
        return ceiling
    if highest <= 0:
        return 1.0 if ceiling is None or ceiling > 1 else ceiling
    power = 10.0 ** (len(str(int(highest))) - 1) if highest >= 1 else 0.1
    rounded = next(power * each for each in (1, 2, 4, 8, 10, 20) if power * each >= highest)
    return min(rounded, ceiling) if ceiling is not None else max(rounded, 4.0)
