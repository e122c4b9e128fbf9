"""Each standard on one day, exactly: what fell due, what was met, who is in breach, in which team, for how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sightline.inspection.standing.clocks import NEVER, Clocks, Mask
from sightline.inspection.standing.rule import Rule
from sightline.inspection.standing.weighing import Base


@dataclass(frozen=True, slots=True)
class TeamCount:
    """In one team (a position in ``Clocks.teams``): how many are in a standing breach, of how many it applies to."""

    team: int
    in_breach: int
    applies: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One standard on the day; the counts of :class:`sightline.inspection.standing.report.StandardFinding`.

    ``subjects`` are positions in ``Clocks.subjects``, standing breaches first and longest overdue first among them.
    """

    due: int
    met: int
    breached_open: int
    breached_late: int
    not_yet_due: int
    unknown: int
    subjects: tuple[int, ...]
    standing: int
    long_standing: int
    applies: int
    longest_overdue_days: int | None
    teams: tuple[TeamCount, ...]


@dataclass(frozen=True, slots=True)
class InView:
    """Which obligations count on the day ``on`` (a day number), and as what; masks over all of ``Clocks``."""

    on: int
    met: Mask
    open: Mask
    late: Mask
    waiting: Mask
    unknown: Mask

    @property
    def breached(self) -> Mask:
        """In breach in the window, whether or not put right since."""
        return self.open | self.late


def in_view(clocks: Clocks, on: int, rule: Rule) -> InView:
    """What fell due in the rule's window to the end of day ``on``, what is still owed from before it, and what runs."""
    start = on - rule.window_days
    met = clocks.kept & (clocks.due <= on) & (clocks.due > start)
    begun = clocks.breached & (clocks.breach <= on)
    recent = clocks.due > start
    open_ = begun & (clocks.stop > on) & (recent | clocks.outlasts_the_window)
    late = begun & (clocks.stop <= on) & recent
    waiting = ~clocks.unknown & (clocks.since <= on) & (clocks.stop > on) & ~begun & ~met
    unknown = clocks.unknown & (clocks.begun <= on) & ((clocks.begun > start) | (clocks.begun == -NEVER))
    return InView(on, met, open_, late, waiting, unknown)


def measure(clocks: Clocks, view: InView, rule: Rule, bases: Mapping[int, Base]) -> list[Measure]:
    """Every standard's measure, in the order of ``clocks.standards``."""
    by_standard = dict(_by_standard(clocks, view))
    nobody = np.empty(0, dtype=np.int64)
    return [
        _one(clocks, view, by_standard.get(position, nobody), rule, bases.get(position))
        for position in range(len(clocks.standards))
    ]


def _by_standard(clocks: Clocks, view: InView) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    seen = np.flatnonzero((view.met | view.open | view.late | view.waiting | view.unknown) & (clocks.standard >= 0))
    order = seen[np.argsort(clocks.standard[seen], kind="stable")]
    if not len(order):
        return
    starts = np.flatnonzero(np.concatenate([[True], np.diff(clocks.standard[order]) != 0]))
    for first, last in zip(starts, [*starts[1:], len(order)], strict=True):
        yield int(clocks.standard[order[first]]), order[first:last]


def _one(clocks: Clocks, view: InView, mine: npt.NDArray[np.int64], rule: Rule, base: Base | None) -> Measure:
    met, open_, late = int(view.met[mine].sum()), mine[view.open[mine]], mine[view.late[mine]]
    order = open_[np.lexsort((clocks.subject[open_], clocks.due[open_]))]
    standing = _first_of_each(clocks.subject[order])
    # By key, so that the order of a report never depends on the order of rows.
    since_put_right = distinct(clocks.subject[late])
    since_put_right = since_put_right[~np.isin(since_put_right, standing)]
    long = open_[view.on - clocks.due[open_] >= rule.serious.overdue_days]
    running = mine[view.open[mine] | view.waiting[mine]]
    current = running if len(running) else mine[view.met[mine] | view.open[mine] | view.late[mine]]
    applies = len(distinct(clocks.subject[current])) if base is None else _holding(base, view.on)
    return Measure(
        due=met + len(open_) + len(late),
        met=met,
        breached_open=len(open_),
        breached_late=len(late),
        not_yet_due=int(view.waiting[mine].sum()),
        unknown=int(view.unknown[mine].sum()),
        subjects=(*standing.tolist(), *since_put_right.tolist()),
        standing=len(standing),
        long_standing=len(distinct(clocks.subject[long])),
        applies=applies,
        longest_overdue_days=int(view.on - clocks.due[open_].min()) if len(open_) else None,
        teams=_teams(clocks, view.on, open_, running, base),
    )


def distinct(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Each number once, in order: :func:`numpy.unique` by sorting, where its hashing is slower."""
    ordered = np.sort(numbers)
    once: npt.NDArray[Any] = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def _first_of_each(values: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    _, first = np.unique(values, return_index=True)
    return values[np.sort(first)]


def _holding(base: Base, on: int) -> int:
    return len(distinct(base.subject[(base.starts <= on) & (base.ends > on)]))


def _teams(
    clocks: Clocks, on: int, open_: npt.NDArray[np.int64], running: npt.NDArray[np.int64], base: Base | None
) -> tuple[TeamCount, ...]:
    size = len(clocks.teams)
    if not size:
        return ()
    in_breach = _subjects_by_team(clocks, open_, size)
    if base is None or not (base.team >= 0).any():
        applies = _subjects_by_team(clocks, running, size)
    else:
        held = base.team[(base.starts <= on) & (base.ends > on)]
        applies = np.bincount(held[held >= 0], minlength=size)
    counts = [TeamCount(int(team), int(in_breach[team]), int(applies[team])) for team in np.flatnonzero(in_breach)]
    return tuple(sorted(counts, key=lambda each: (-each.in_breach, each.team)))


def _subjects_by_team(clocks: Clocks, which: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    known = which[clocks.team[which] >= 0]
    pairs = distinct(clocks.team[known].astype(np.int64) * int(NEVER) * 10 + clocks.subject[known])
    return np.bincount(pairs // (int(NEVER) * 10), minlength=size)
