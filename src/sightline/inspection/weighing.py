"""Every standard weighed on every day: shares kept, standing breaches, and what the rule makes of them.

Counts come from difference arrays: each obligation adds one on the day it enters a count and takes one away on the
day it leaves, and a running sum gives all days at once. Ten years of days cost little more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sightline.inspection.clocks import NEVER, Clocks, Days, Mask, still_owed
from sightline.inspection.rule import Rule, Status
from sightline.standards.nodes import Every, Never, Throughout
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm

Counts = npt.NDArray[np.int32]  # standards by days
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stood on each day from ``first`` (a day number), by standard (rows) and day (columns).

    ``kept`` and ``missed``: fell due in the twelve months to the end of that day, missed including what fell due before
    and is still owed. ``open_subjects``: distinct children (or workers) in a breach that stands; ``long_subjects``: and
    has stood as long as the rule calls long. ``running``: duties that run, whether in breach or not.
    """

    first: int
    days: int
    kept: Counts
    missed: Counts
    open_subjects: Counts
    long_subjects: Counts
    running: Counts
    status: npt.NDArray[np.int8]
    serious: Mask


@dataclass(frozen=True, slots=True)
class Base:
    """The spans of all whom a standard is about, in columns (:mod:`sightline.inspection.bases`)."""

    starts: Days
    ends: Days
    subject: npt.NDArray[np.int32]
    team: npt.NDArray[np.int32]  # a position in ``Clocks.teams``, -1: none known


def weigh(clocks: Clocks, first: int, last: int, rule: Rule, bases: Mapping[int, Base]) -> Weighed:
    """Weigh every standard on each day from ``first`` to ``last``; ``bases`` by position of the standard."""
    size, days = len(clocks.standards), last - first + 1
    grid = Grid(clocks.standard.astype(np.int32), size, first, days)
    owed_for_ever = np.array([still_owed(each) for each in clocks.standards], dtype=bool)
    owed = owed_for_ever[clocks.standard]
    kept, late = clocks.kept, clocks.breached
    window = rule.window_days
    recent_kept = grid.recent(kept, clocks.due, window)
    recent_missed = grid.recent(late, clocks.breach, window)
    old_missed = grid.count(late & owed, clocks.breach + window, clocks.stop)
    running = grid.count(~clocks.unknown & ~((clocks.done < clocks.since) & kept), clocks.since, clocks.stop)
    still = late & owed & (clocks.stop > clocks.breach)
    open_subjects = grid.distinct(still, clocks.subject, clocks.breach, clocks.stop)
    long_from = clocks.due + rule.serious.overdue_days
    long_subjects = grid.distinct(still & (clocks.stop > long_from), clocks.subject, long_from, clocks.stop)
    for position, base in bases.items():
        everyone = np.ones(len(base.starts), dtype=bool)
        one = Grid(np.zeros(len(base.starts), np.int32), 1, first, days)
        running[position] = one.distinct(everyone, base.subject, base.starts, base.ends)[0]
    missed = recent_missed + old_missed
    status = _status(clocks, recent_kept, missed, open_subjects, running, rule, frozenset(bases))
    serious = _serious(clocks, grid, still, long_from, status, long_subjects, running, missed, rule, bases)
    return Weighed(
        first, days, recent_kept, missed, open_subjects, long_subjects, running, status.astype(np.int8), serious
    )


def wilson(kept: npt.ArrayLike, cases: npt.ArrayLike, z: float) -> tuple[Shares, Shares]:
    """The Wilson score interval of a share; 0 to 1 where there are no cases."""
    n = np.asarray(cases, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(kept, dtype=np.float64) / n
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return np.where(n > 0, np.clip(middle - half, 0, 1), 0.0), np.where(n > 0, np.clip(middle + half, 0, 1), 1.0)


def _status(
    clocks: Clocks, kept: Counts, missed: Counts, open_: Counts, running: Counts, rule: Rule, based: frozenset[int]
) -> npt.NDArray[np.int64]:
    status = np.zeros(kept.shape, dtype=np.int64)
    for row, standard in enumerate(clocks.standards):
        census = standard.subject_kind is SubjectKind.COUNCIL
        over_year = (kept[row], kept[row] + missed[row])
        today = (running[row] - np.minimum(open_[row], running[row]), running[row])
        if isinstance(standard.node, Never) and row in based:
            measures = [today]
        elif isinstance(standard.node, Every | Throughout):
            measures = [over_year, today]
        else:
            measures = [over_year]
        status[row] = np.max(
            [_one_status(good, cases, standard.tolerance, rule, census) for good, cases in measures], axis=0
        )
    return status


def _one_status(
    good: Counts, cases: Counts, tolerance: float | None, rule: Rule, census: bool
) -> npt.NDArray[np.int64]:
    share = np.divide(good, cases, out=np.zeros(len(cases)), where=cases > 0)
    _, high = wilson(good, cases, rule.interval_z)
    limits = rule.standard
    if census:  # what the council as a whole owes is no sample: a policy that does not exist does not exist
        high = np.where(cases < limits.least_cases, share, high)
    failing = high < limits.failing(tolerance)
    weak = high < limits.expected(tolerance)
    strong = share >= limits.strong(tolerance)
    least = 1 if census else limits.least_cases
    return np.select(
        [cases < least, failing, weak, strong],
        [Status.NOT_ASSESSABLE, Status.FAILING, Status.WEAK, Status.STRONG],
        default=Status.SOUND,
    )


def _serious(
    clocks: Clocks,
    grid: Grid,
    still: Mask,
    long_from: Days,
    status: npt.NDArray[np.int64],
    long_subjects: Counts,
    running: Counts,
    missed: Counts,
    rule: Rule,
    bases: Mapping[int, Base],
) -> Mask:
    safety = np.array([each.harm is Harm.SAFETY for each in clocks.standards], dtype=bool)
    limits = rule.serious
    failing = (status == Status.FAILING) & (missed >= limits.children)
    many = long_subjects >= np.maximum(limits.children, limits.share * running)
    in_team = _serious_in_a_team(clocks, grid, still & safety[clocks.standard], long_from, rule, bases)
    result: Mask = (failing | many | in_team) & safety[:, None]
    return result


def _serious_in_a_team(
    clocks: Clocks, grid: Grid, still: Mask, long_from: Days, rule: Rule, bases: Mapping[int, Base]
) -> Mask:
    limits = rule.serious
    result = np.zeros((len(clocks.standards), grid.days), dtype=bool)
    long = still & (clocks.stop > long_from) & (clocks.team >= 0)
    for row in np.unique(clocks.standard[long]):
        mine = np.flatnonzero((clocks.standard == row) & (clocks.team >= 0) & ~clocks.unknown)
        teams = Grid(clocks.team[mine], len(clocks.teams), grid.first, grid.days)
        if (base := bases.get(int(row))) is None:
            applies = teams.count(np.ones(len(mine), bool), clocks.since[mine], clocks.stop[mine])
        else:
            theirs = Grid(base.team, len(clocks.teams), grid.first, grid.days)
            applies = theirs.count(base.team >= 0, base.starts, base.ends)
        standing = teams.distinct(long[mine], clocks.subject[mine], long_from[mine], clocks.stop[mine])
        hit = (applies >= limits.team_least) & (standing >= limits.team_share * applies) & (standing >= limits.children)
        result[row] = hit.any(axis=0)
    return result


class Grid:
    """Counts by group and day."""

    def __init__(self, group: npt.NDArray[np.int32], groups: int, first: int, days: int) -> None:
        self.group, self.groups, self.first, self.days = group, groups, first, days

    def count(self, which: Mask, enters: Days, leaves: Days) -> Counts:
        """How many of ``which`` are between ``enters`` (included) and ``leaves`` (excluded), by group and day."""
        chosen = np.flatnonzero(which & (leaves > enters) & (leaves > self.first) & (enters < self.first + self.days))
        return self._sum(self.group[chosen], enters[chosen], leaves[chosen])

    def recent(self, which: Mask, on: Days, window: int) -> Counts:
        """How many of ``which`` have their day ``on`` among the last ``window`` days, by group and day."""
        first, width = self.first - window + 1, self.days + window - 1
        chosen = np.flatnonzero(which & (on >= first) & (on < first + width))
        places = self.group[chosen] * np.int64(width) + (on[chosen] - first)
        each_day = np.bincount(places, minlength=self.groups * width).reshape(self.groups, width)
        so_far = np.zeros((self.groups, width + 1), dtype=np.int32)
        np.cumsum(each_day, axis=1, out=so_far[:, 1:])
        return so_far[:, window:] - so_far[:, :-window]

    def distinct(self, which: Mask, subject: npt.NDArray[np.int32], enters: Days, leaves: Days) -> Counts:
        """How many different subjects, by group and day: overlapping intervals of one are joined first."""
        chosen = np.flatnonzero(which & (leaves > enters) & (leaves > self.first) & (enters < self.first + self.days))
        if not len(chosen):
            return np.zeros((self.groups, self.days), dtype=np.int32)
        owner = self.group[chosen].astype(np.int64) * (int(subject.max()) + 1) + subject[chosen]
        order = np.lexsort((enters[chosen], owner))
        owner, start, end = owner[order], enters[chosen][order].astype(np.int64), leaves[chosen][order].astype(np.int64)
        place = np.cumsum(np.concatenate([[0], (owner[1:] != owner[:-1]).astype(np.int64)]))
        offset = place * (4 * int(NEVER))
        reach = np.maximum.accumulate(end + offset)
        opens = np.concatenate([[True], start[1:] + offset[1:] > reach[:-1]])
        first_of = np.flatnonzero(opens)
        last_reach = np.maximum.reduceat(end, first_of)
        return self._sum(
            self.group[chosen][order][first_of], start[first_of].astype(np.int32), last_reach.astype(np.int32)
        )

    def _sum(self, group: npt.NDArray[np.int32], enters: Days, leaves: Days) -> Counts:
        width = self.days + 1
        base = group.astype(np.int64) * width
        come = np.bincount(base + np.clip(enters - self.first, 0, self.days), minlength=self.groups * width)
        gone = np.bincount(base + np.clip(leaves - self.first, 0, self.days), minlength=self.groups * width)
        moves = (come - gone).reshape(self.groups, width)[:, : self.days]
        return np.cumsum(moves, axis=1, dtype=np.int32)
