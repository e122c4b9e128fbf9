"""Invented auditors: what they say of each file they are given, and what their team then names.

The error model is our own and simple. Of a file on which a line of enquiry truly lapsed an auditor says so with their
*sensitivity*; of one on which it did not they say so all the same with their *false alarm*. Auditors differ: each of a
team of four has a sensitivity and a false alarm of their own, drawn about the team's mean. Misses are independent from
file to file and from auditor to auditor, which real ones are not: what one does not look for, another may not either.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

TEAM = 4
CHANCE = 0.05  # how often a team may name, by chance, a line that is as in a good council
FEWEST = 2  # one file is never a pattern


@dataclass(frozen=True, slots=True)
class Auditors:
    """A kind of team: the means of its members' sensitivity and false alarm, and how far members differ (one SD)."""

    id: str
    sensitivity: float
    false_alarm: float
    differ: float


KINDS = (
    Auditors("careful", 0.90, 0.04, 0.05),
    Auditors("usual", 0.80, 0.08, 0.10),
    Auditors("hasty", 0.65, 0.15, 0.15),
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one council, one row a child: by line of enquiry whether it applies, and whether it truly lapsed.

    The last row is of nobody: nothing applies to it, and it fills a sample that ran out of children.
    """

    applies: Bools
    lapsed: Bools

    @property
    def nobody(self) -> int:
        """The row of nobody."""
        return len(self.applies) - 1


def said(files: Files, rows: Ints, kind: Auditors, chance: np.random.Generator) -> Bools:
    """What the auditors say of each file drawn, by line: draws by files by lines. Files are dealt round the team."""
    draws, size = rows.shape
    member = np.arange(size) % TEAM
    sensitivity = _about(kind.sensitivity, kind.differ, (draws, TEAM), chance)[:, member, None]
    false_alarm = _about(kind.false_alarm, kind.differ / 3, (draws, TEAM), chance)[:, member, None]
    lapsed = files.lapsed[rows]
    says: Bools = chance.random(lapsed.shape) < np.where(lapsed, sensitivity, false_alarm)
    return says & files.applies[rows]


def threshold(files: int, good: float) -> int:
    """How many of ``files`` must be said to have lapsed before a line is named, if in a good council a share ``good``
    is said to: the fewest that chance reaches no oftener than :data:`CHANCE`, and never under :data:`FEWEST`."""
    below = 0.0
    for count in range(files + 1):
        if 1.0 - below <= CHANCE and count >= FEWEST:
            return count
        below += comb(files, count) * good**count * (1.0 - good) ** (files - count)
    return files + 1


def named(says: Bools, applies: Bools, good: Floats) -> Bools:
    """Whether the team names each line: draws by lines. ``applies`` is of the files drawn, ``good`` by line."""
    counts, bases = says.sum(axis=1), applies.sum(axis=1)
    table = np.array([[threshold(files, float(share)) for files in range(says.shape[1] + 1)] for share in good])
    out: Bools = counts >= table[np.arange(says.shape[2])[None, :], bases]
    return out


def kappa(first: Bools, second: Bools) -> float:
    """Cohen's kappa of two auditors' answers; nan where chance alone would have them always agree."""
    agree = float((first == second).mean())
    one, two = float(first.mean()), float(second.mean())
    by_chance = one * two + (1 - one) * (1 - two)
    return (agree - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def _about(mean: float, differ: float, shape: tuple[int, ...], chance: np.random.Generator) -> Floats:
    """Draws about ``mean`` with standard deviation ``differ``, between 0 and 1 (a beta distribution)."""
    together = mean * (1 - mean) / differ**2 - 1
    return chance.beta(mean * together, (1 - mean) * together, shape)
