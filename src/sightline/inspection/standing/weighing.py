"""Every standard weighed on every day: shares kept, standing breaches, and what the rule makes of them.

Counts come from difference arrays: each obligation adds one on the day it enters a count and takes one away on the
day it leaves, and a running sum gives all days at once. Ten years of days cost little more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sightline.inspection.standing.clocks import HANDFUL, NEVER, THREADS, Clocks, Days, Mask
from sightline.inspection.standing.rule import Rule, Status
from sightline.standards.nodes import Every, Never, Throughout
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm

Counts = npt.NDArray[np.int32]  # standards by days
Groups = npt.NDArray[np.int16] | npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]
ONE = np.int32(1)


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
    """The spans of all whom a standard is about, in columns (:mod:`sightline.inspection.standing.bases`)."""

    starts: Days
    ends: Days
    subject: npt.NDArray[np.int32]
    team: npt.NDArray[np.int32]  # a position in ``Clocks.teams``, -1: none known


@dataclass(frozen=True, slots=True)
class Breaches:
    """The obligations that were ever in breach, in columns as those of :class:`Clocks`: few of all, and all that most
    counts are about.

    ``lasts``: still owed after the window in which it fell due. ``stands``: of those, one that was open for a day.
    ``long_from``: the day from which the rule calls the breach long.
    """

    standard: npt.NDArray[np.int16]
    subject: npt.NDArray[np.int32]
    team: npt.NDArray[np.int32]
    due: Days
    breach: Days
    stop: Days
    long_from: Days
    lasts: Mask
    stands: Mask


def _breaches(clocks: Clocks, rule: Rule) -> Breaches:
    late = np.flatnonzero(clocks.breached)
    due, breach, stop = clocks.due[late], clocks.breach[late], clocks.stop[late]
    lasts = clocks.outlasts_the_window[late]
    return Breaches(
        clocks.standard[late],
        clocks.subject[late],
        clocks.team[late],
        due,
        breach,
        stop,
        long_from=due + np.int32(rule.serious.overdue_days),
        lasts=lasts,
        stands=lasts & (stop > breach),
    )


def weigh(clocks: Clocks, first: int, last: int, rule: Rule, bases: Mapping[int, Base]) -> Weighed:
    """Weigh every standard on each day from ``first`` to ``last``; ``bases`` by position of the standard."""
    size, days, window = len(clocks.standards), last - first + 1, rule.window_days
    late = _breaches(clocks, rule)
    all_of_them, missed_ones = Grid(clocks.standard, size, first, days), Grid(late.standard, size, first, days)
    every = np.ones(len(late.standard), dtype=bool)
    fades = late.due + np.int32(window)  # the first day whose window does not hold the day it fell due
    runs = ~clocks.unknown & ~((clocks.done < clocks.since) & clocks.kept)
    with ThreadPoolExecutor(THREADS) as pool:  # numpy lets go of the interpreter while it counts
        asked = (
            pool.submit(all_of_them.recent, clocks.kept, clocks.due, window),
            pool.submit(all_of_them.count, runs, clocks.since, clocks.stop),
            pool.submit(missed_ones.count, every, late.breach, fades),
            pool.submit(missed_ones.count, late.lasts, np.maximum(late.breach, fades), late.stop),
            pool.submit(missed_ones.distinct, late.stands, late.subject, late.breach, late.stop),
            pool.submit(missed_ones.distinct, late.stands, late.subject, late.long_from, late.stop),
        )
        held = {position: pool.submit(_held, base, first, days) for position, base in bases.items()}
        recent_kept, running, recent_missed, old_missed, open_subjects, long_subjects = (
            each.result() for each in asked
        )
        for position, count in held.items():
            running[position] = count.result()
    missed = recent_missed + old_missed
    status = _status(clocks, recent_kept, missed, open_subjects, running, rule, frozenset(bases))
    in_team = _serious_in_a_team(clocks, late, first, days, rule, bases)
    serious = _serious(clocks, in_team, status, long_subjects, running, missed, rule)
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
    below = share < limits.expected(tolerance)  # and chance can explain it, or it would be weak
    least = 1 if census else limits.least_cases
    return np.select(
        [cases < least, failing, weak, strong, below],
        [Status.NOT_ASSESSABLE, Status.FAILING, Status.WEAK, Status.STRONG, Status.TOO_FEW_TO_TELL],
        default=Status.SOUND,
    )


def _serious(
    clocks: Clocks,
    in_team: Mask,
    status: npt.NDArray[np.int64],
    long_subjects: Counts,
    running: Counts,
    missed: Counts,
    rule: Rule,
) -> Mask:
    safety = np.array([each.harm is Harm.SAFETY for each in clocks.standards], dtype=bool)
    limits = rule.serious
    failing = (status == Status.FAILING) & (missed >= limits.children)
    many = long_subjects >= np.maximum(limits.children, limits.share * running)
    result: Mask = (failing | many | in_team) & safety[:, None]
    return result


def _serious_in_a_team(
    clocks: Clocks, late: Breaches, first: int, days: int, rule: Rule, bases: Mapping[int, Base]
) -> Mask:
    limits = rule.serious
    result = np.zeros((len(clocks.standards), days), dtype=bool)
    safety = np.array([each.harm is Harm.SAFETY for each in clocks.standards], dtype=bool)
    long = np.flatnonzero(late.stands & safety[late.standard] & (late.stop > late.long_from) & (late.team >= 0))
    standard = late.standard[long]
    for row in np.flatnonzero(np.bincount(standard, minlength=len(clocks.standards))):
        in_breach = long[standard == row]
        all_teams = Grid(late.team[in_breach], len(clocks.teams), first, days)
        whole = np.ones(len(in_breach), bool)
        standing = all_teams.distinct(whole, late.subject[in_breach], late.long_from[in_breach], late.stop[in_breach])
        some = np.flatnonzero(standing.max(axis=1, initial=0) >= limits.children)  # no other team can be serious
        if not len(some):
            continue
        place = np.full(len(clocks.teams) + 1, -1, dtype=np.int32)
        place[some] = np.arange(len(some), dtype=np.int32)
        if (base := bases.get(int(row))) is None:
            mine = np.flatnonzero((clocks.standard == row) & (clocks.team >= 0) & ~clocks.unknown)
            team, starts, ends = place[clocks.team[mine]], clocks.since[mine], clocks.stop[mine]
        else:
            team, starts, ends = place[base.team], base.starts, base.ends
        applies = Grid(team, len(some), first, days).count(team >= 0, starts, ends)
        least = np.maximum(limits.team_share * applies, limits.children)
        hit = (applies >= limits.team_least) & (standing[some] >= least)
        result[row] = hit.any(axis=0)
    return result


def _held(base: Base, first: int, days: int) -> npt.NDArray[np.int32]:
    """How many different subjects are in the state of ``base`` on each day."""
    one = Grid(np.zeros(len(base.starts), np.int32), 1, first, days)
    held: npt.NDArray[np.int32] = one.distinct(np.ones(len(base.starts), bool), base.subject, base.starts, base.ends)[0]
    return held


class Grid:
    """Counts by group and day."""

    def __init__(self, group: Groups, groups: int, first: int, days: int) -> None:
        self.group, self.groups, self.first, self.days = group, groups, first, days

    def count(self, which: Mask, enters: Days, leaves: Days) -> Counts:
        """How many of ``which`` are between ``enters`` (included) and ``leaves`` (excluded), by group and day."""
        moves = self._nothing(self.days + 1)
        for rows in self._handfuls():
            come, gone = enters[rows], leaves[rows]
            seen = which[rows] & (gone > come) & (gone > self.first) & (come < self.first + self.days)
            self._move(moves, self.group[rows][seen], come[seen], gone[seen])
        return self._added_up(moves)

    def recent(self, which: Mask, on: Days, window: int) -> Counts:
        """How many of ``which`` have their day ``on`` among the last ``window`` days, by group and day."""
        width = self.days + window  # the first day of a group stays empty, so that no sum starts before it
        each_day = self._nothing(width)
        before = np.int32(self.first - window)
        for rows in self._handfuls():
            offset = on[rows] - before
            seen = which[rows] & (offset > 0) & (offset < width)
            np.add.at(each_day, self.group[rows][seen].astype(np.int32) * np.int32(width) + offset[seen], ONE)
        so_far = each_day.reshape(self.groups, width)
        np.cumsum(so_far, axis=1, out=so_far)
        return so_far[:, window:] - so_far[:, : self.days]

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

    def _sum(self, group: Groups, enters: Days, leaves: Days) -> Counts:
        moves = self._nothing(self.days + 1)
        self._move(moves, group, enters, leaves)
        return self._added_up(moves)

    def _handfuls(self) -> Iterator[slice]:
        """Rows a few at a time: what is made of them on the way stays near the processor."""
        return (slice(start, start + HANDFUL) for start in range(0, len(self.group), HANDFUL))

    def _nothing(self, width: int) -> Counts:
        return np.zeros(self.groups * width, dtype=np.int32)

    def _move(self, moves: Counts, group: Groups, enters: Days, leaves: Days) -> None:
        base = group.astype(np.int32) * np.int32(self.days + 1) - np.int32(self.first)
        np.add.at(moves, base + np.clip(enters, self.first, self.first + self.days), ONE)
        np.add.at(moves, base + np.clip(leaves, self.first, self.first + self.days), -ONE)

    def _added_up(self, moves: Counts) -> Counts:
        by_day = moves.reshape(self.groups, self.days + 1)
        np.cumsum(by_day, axis=1, out=by_day)
        return by_day[:, : self.days]
