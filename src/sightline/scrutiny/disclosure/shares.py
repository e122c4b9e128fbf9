"""Shares and rates from what is told, so that they tell no more than the counts they come from."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_BELOW = 20  # of fewer a percentage is one child more or less: our own limit


@dataclass(frozen=True, slots=True)
class Share:
    """``per`` of those below, rounded to whole ones; None where either count is hidden or there are too few below."""

    value: int | None
    words: str


def share_of(part: int | None, whole: int | None, *, per: int = 100, least: int = LEAST_BELOW) -> Share:
    """The share of two counts *as told* (rounded or hidden), never of the true ones: it adds nothing to them.

    Above the whole (two counts rounded apart may be) it is the whole.
    """
    if part is None or whole is None:
        return Share(None, "a count it rests on is not shown")
    if whole < least:
        return Share(None, f"none is worked out of fewer than {least}")
    return Share(min(per, (2 * part * per + whole) // (2 * whole)), "")
