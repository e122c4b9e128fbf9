"""How good a mock inspection is, as measured on invented councils: the results that ``benchmarks/mock_power.py`` keeps.

Nothing is computed here that was not measured there, but the arithmetic of a share in a sample (:func:`reading_share`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sightline.inspection.standing.weighing import wilson

PATH = Path(__file__).parent / "certainty.json"
DESIGNS: Mapping[str, str] = {
    "random": "at random, from all the groups at once",
    "by group": "as many of each group, at random",
    "half for risk": "as many of each group, half of them for risk, as suggested",
}


@dataclass(frozen=True, slots=True)
class Auditors:
    """A kind of invented team: how often a member sees a lapse that is there, and one that is not, on the mean.

    ``differ``: how far members differ from one another in the first (one standard deviation).
    """

    id: str
    sensitivity: float
    false_alarm: float
    differ: float


@dataclass(frozen=True, slots=True)
class Found:
    """One line of enquiry at one strength: of how many councils the data named it, and how often audits did.

    ``share``: of the files it applies to, how many truly held a lapse. By sample size: ``files`` read to which it
    applies, and how often audits alone, and either of the two, named it. ``in_files``: whether a child's file shows it.
    """

    line: str
    strength: float
    design: str
    auditors: str
    in_files: bool
    share: float
    data: int
    files: tuple[float, ...]
    audits: tuple[float, ...]
    both: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kappa of two auditors who read the same files: its middle and the middle 95% of draws."""

    auditors: str
    files: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Average:
    """How often a failing was found, over the lines a file can show: by the data, by audits, by either."""

    data: float
    audits: float
    both: float


@dataclass(frozen=True, slots=True)
class Results:
    """The whole measurement."""

    as_at: dt.date
    councils: int
    children: int
    years: int
    first_seed: int
    samples: int
    teams: int
    sizes: tuple[int, ...]
    kinds: tuple[Auditors, ...]
    found: tuple[Found, ...]
    agreement: tuple[Agreement, ...]

    @property
    def strengths(self) -> tuple[float, ...]:
        """The strengths planted, the weakest first; 0 is a good council."""
        return tuple(sorted({each.strength for each in self.found}))

    def lines(self, strength: float, design: str, auditors: str) -> tuple[Found, ...]:
        """Every line of enquiry at one strength, for one way to sample and one kind of team."""
        return tuple(
            each
            for each in self.found
            if each.strength == strength and each.design == design and each.auditors == auditors
        )

    def average(self, strength: float, design: str, auditors: str, size: int) -> Average:
        """Over the lines a file can show: how often each way found the failing with ``size`` files."""
        rows = [each for each in self.lines(strength, design, auditors) if each.in_files]
        place = self.sizes.index(size)
        return Average(
            sum(each.data for each in rows) / (len(rows) * self.councils),
            sum(each.audits[place] for each in rows) / len(rows),
            sum(each.both[place] for each in rows) / len(rows),
        )

    def enough(self, row: Found, often: float) -> int | None:
        """The smallest size tried at which audits alone named the line at least ``often``; None if none did."""
        return next((size for size, share in zip(self.sizes, row.audits, strict=True) if share >= often), None)

    def agreeing(self, auditors: str) -> tuple[Agreement, ...]:
        """How far two of one kind agree, by how many files both read."""
        return tuple(each for each in self.agreement if each.auditors == auditors)


def read(raw: Mapping[str, Any]) -> Results:
    """Results from their JSON; KeyError or ValueError for what is not that shape."""
    return Results(
        as_at=dt.date.fromisoformat(raw["as_at"]),
        councils=raw["councils"],
        children=raw["children"],
        years=raw["years"],
        first_seed=raw["first_seed"],
        samples=raw["samples"],
        teams=raw["teams"],
        sizes=tuple(raw["sizes"]),
        kinds=tuple(Auditors(**each) for each in raw["kinds"]),
        found=tuple(_found(each) for each in raw["found"]),
        agreement=tuple(Agreement(**each) for each in raw["agreement"]),
    )


@cache
def load() -> Results:
    """The results shipped; read once a process."""
    return read(json.loads(PATH.read_text(encoding="utf-8")))


def reading_share(files: int, share: float, z: float = 1.96) -> tuple[float, float]:
    """The 95% interval (Wilson) of a share found in ``files`` files read without error."""
    low, high = wilson(share * files, files, z)
    return float(low), float(high)


def seen_at_least_once(files: int, share: float, sensitivity: float = 1.0) -> float:
    """How often a lapse that is in ``share`` of files is seen in at least one of ``files``."""
    return 1.0 - float((1.0 - share * sensitivity) ** files)


def _found(raw: Mapping[str, Any]) -> Found:
    return Found(
        line=raw["line"],
        strength=raw["strength"],
        design=raw["design"],
        auditors=raw["auditors"],
        in_files=raw["in_files"],
        share=raw["share"],
        data=raw["data"],
        files=tuple(raw["files"]),
        audits=tuple(raw["audits"]),
        both=tuple(raw["both"]),
    )
