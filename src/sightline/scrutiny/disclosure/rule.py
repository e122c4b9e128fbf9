"""From how many children on a count is told, how it is rounded, and how far open a hidden one must stay.

No law fixes the figures. Sure, from the pages themselves:

- NHS England (then NHS Digital) hides 1 to 7 below England and rounds the rest to the nearest 5 since September 2018;
  before that it hid 1 to 5 and looked for secondary suppression by hand, which it calls slow and prone to error
  (*Disclosure control methodology for Hospital Episode Statistics and Emergency Care Data Set*).
- The Department for Education hides small figures of a council as *c*, with secondary suppression where needed, and
  shows a nought only where it is one (methodology of *Children looked after: a focus on placement location*).
- The Analysis Function asks for *[c]* for what is confidential, in square brackets (*Using symbols and shorthand*).

Less sure: *fewer than five* is the commonest limit of councils' own publications and the one the reports of Sightline
use; it is our default and a council may set another. That a hidden count stays open over as many values as there are
hidden ones, so that nobody can say it is small, is our own design.
"""

from __future__ import annotations

from dataclasses import dataclass

WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Rule:
    """``threshold``: the least count that is told, besides 0. ``base``: counts are rounded to a multiple of it, 1 for
    none. ``protection``: how far apart the least and the greatest value of a hidden count must stay possible; at least
    ``threshold - 1``, so that the range is never that of the small counts alone."""

    threshold: int = 5
    base: int = 5
    protection: int = 4

    def __post_init__(self) -> None:
        if not 2 <= self.threshold <= 100 or not 1 <= self.base <= 2 * self.threshold:
            raise ValueError("A count is told from 2 to 100 on, and rounded to at most twice that.")
        if self.protection < self.threshold - 1:
            raise ValueError("A hidden count must stay open over more values than those that are hidden.")

    def is_small(self, count: int) -> bool:
        """Whether ``count`` children (or that many more or fewer) may not be told."""
        return 0 < abs(count) < self.threshold

    def told(self, count: int) -> int | None:
        """``count`` as it is told, None where it is not."""
        return None if self.is_small(count) else rounded(count, self.base)

    def between(self, told: int) -> tuple[int, int]:
        """The least and the greatest count that would be told as ``told``: what a reader who knows the rule knows."""
        if told == 0:
            return 0, 0
        least = told - self.base // 2
        return max(least, self.threshold), least + self.base - 1


def rounded(count: int, base: int = 5) -> int:
    """``count`` to the nearest multiple of ``base``; halfway goes up."""
    return (count + base // 2) // base * base


def small(count: int, rule: Rule | None = None) -> str:
    """A single count as it may be told: *0*, *fewer than five*, or rounded to the nearest five.

    Only for a figure that stands alone. Of two that can be subtracted, or that add up, use
    :func:`sightline.scrutiny.disclosure.suppress`.
    """
    rule = rule or Rule()
    if count < 0:
        raise ValueError("Nobody can be counted below nought.")
    told = rule.told(count)
    if told is not None:
        return f"{told:,}"
    return f"fewer than {WORDS[rule.threshold] if rule.threshold < len(WORDS) else rule.threshold}"
