"""How well Avonmere does each thing, and what changes when a failing is planted.

A *lapse* is one thing not done as the standard of that code asks. ``GOOD`` gives its chance in a good council; a
:class:`Failing` gives the chances that replace it once it has begun. Nothing else differs between councils: the same
lives are drawn, and a failing changes only what the service does about them, from a date, with a strength.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sightline.simulate import days
from sightline.simulate.failings import FAILINGS, GOOD


class Scenario(StrEnum):
    """Which council is drawn."""

    HEALTHY = "healthy"
    CASE_2016 = "case-2016"


@dataclass(frozen=True, slots=True)
class Planting:
    """One failing, from a day, with a strength: 0 leaves the council as it was, 1 is the case's own figure."""

    line: str
    from_date: dt.date
    strength: float = 1.0


def plant(line: str, from_date: dt.date, strength: float = 1.0) -> Planting:
    """A failing of ``line`` beginning on ``from_date``; ValueError if the line or the strength is unknown."""
    if line not in FAILINGS:
        raise ValueError(f"no failing can be planted on {line!r}; choose one of {', '.join(FAILINGS)}")
    if not 0.0 <= strength <= 1.0:
        raise ValueError(f"the strength of a failing lies between 0 and 1, got {strength}")
    return Planting(line, from_date, strength)


def plantings(scenario: Scenario, also: Sequence[Planting] = ()) -> tuple[Planting, ...]:
    """The failings of a scenario, then those planted besides; a line planted again replaces the scenario's."""
    chosen = {each.line: each for each in (_CASE if scenario is Scenario.CASE_2016 else ())}
    chosen.update({each.line: each for each in also})
    return tuple(chosen.values())


_CASE = tuple(Planting(line, failing.began) for line, failing in FAILINGS.items())

Chances = Mapping[str, tuple[float, int, float]]


def chances(planted: Sequence[Planting]) -> Chances:
    """By lapse: its chance in a good council, the day the failing begins, and its chance from then on."""
    table = {code: (chance, days.FOREVER, chance) for code, chance in GOOD.items()}
    for each in planted:
        for code, chance in FAILINGS[each.line].lapses.items():
            good = GOOD[code]
            table[code] = (good, days.number(each.from_date), good + (chance - good) * each.strength)
    return MappingProxyType(table)
