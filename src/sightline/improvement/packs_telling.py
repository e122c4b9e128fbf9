"""How a pack tells a figure: every count inside the council; by the rule of disclosure control to a board's partners.

To partners a count of children is told to the nearest five, and one of one to four as *fewer than five*; a share is
worked out of the counts so told, and of fewer than twenty not at all. A control chart for them is drawn of figures so
told and of no others, or its centre and limits would give away what was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.charts import Mark
from sightline.improvement.models import PackFor
from sightline.improvement.series import Point
from sightline.scrutiny.disclosure import Rule, share_of, small

RULE = Rule()
NOT_SHOWN = "not shown: too few children"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is told: in words, and as a number to draw, None where it is not told."""

    words: str
    value: float | None


def count(number: int, audience: PackFor) -> str:
    """A count of children."""
    return f"{number:,}" if audience is PackFor.INSIDE else small(number, RULE)


def share(part: int, whole: int, audience: PackFor) -> Told:
    """A part of some children, as a percentage; nothing is told of none."""
    if not whole:
        return Told("nothing fell due", None)
    if audience is PackFor.INSIDE:
        return Told(f"{_percent(part, whole)} ({part:,} of {whole:,})", part / whole)
    if RULE.is_small(whole):
        return Told(NOT_SHOWN, None)
    found = share_of(RULE.told(part), RULE.told(whole))
    if found.value is None:
        return Told(NOT_SHOWN, None)
    if RULE.is_small(whole - part):
        return Told("all but fewer than five", found.value / 100)
    if part == whole:
        return Told("100%", 1.0)
    return Told(f"about {found.value}%" if found.value < 100 else "over 99%", found.value / 100)


def told(point: Point, audience: PackFor, *, is_share: bool) -> Told | None:
    """A measure's figure; None for one that rests on no count, such as a published one, which is told as it is."""
    if is_share:
        if point.numerator is None or point.denominator is None:
            return None
        return share(point.numerator, point.denominator, audience)
    if point.numerator is None:
        return None
    if audience is PackFor.INSIDE:
        return Told(f"{point.numerator:,}", float(point.numerator))
    rounded = RULE.told(point.numerator)
    return Told(small(point.numerator, RULE), None if rounded is None else float(rounded))


def marks(points: Sequence[Point], audience: PackFor, *, is_share: bool) -> tuple[list[Mark], int]:
    """The points to draw, and how many are left out because too few children are behind them."""
    out, left_out = [], 0
    for each in points:
        if each.value is None:
            continue
        found = told(each, audience, is_share=is_share)
        value = each.value if found is None else found.value
        if value is None:
            left_out += 1
        else:
            out.append(Mark(each.on, value))
    return out, left_out


def _percent(part: int, whole: int) -> str:
    value = 100 * part / whole
    if 0 < part < whole and round(value) in (0, 100):
        return f"{value:.1f}%"
    return f"{value:.0f}%"
