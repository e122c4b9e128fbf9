"""Numbers of a few children told so that no row of a timeline is about one of them. Needs no Django.

A timeline is taken away and read by people who may open no child, and a question may be of one small team. So a number
of one to four is "fewer than five" wherever it stands, also where it would be found by taking the rest from the whole.
"""

from __future__ import annotations

from collections import Counter

from sightline.scrutiny.disclosure import Rule, small

RULE = Rule(base=1)  # what is told is not rounded: only a few are not counted out
FEW = RULE.threshold  # children, or rows of theirs
FEWER = small(1, RULE)
DRAWN_AT = 2  # where a chart has a number of one to four: its figure is not given away by its height


def told(number: int) -> str:
    """A number of children, or of rows of theirs."""
    return small(number, RULE)


def tally(counts: Counter[str], least: str = "times each") -> str:
    """Each with its number, where none is under five; else the names of those that are not, with no numbers."""
    common = [(name, count) for name, count in counts.most_common() if count >= FEW]
    if len(common) == len(counts):
        return ", ".join(f"{name} {count:,}" for name, count in common)
    return ", ".join([name for name, _ in common] + [f"others {FEWER} {least}"])
