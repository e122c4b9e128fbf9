"""Each line of enquiry on every day: from the standing of its standards to its own, and when it stood out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sightline.inspection.standing.clocks import Mask, date_of
from sightline.inspection.standing.lines import LINES, Line
from sightline.inspection.standing.rule import Rule, Status
from sightline.inspection.standing.weighing import Weighed
from sightline.standards.standard import Harm, Standard

Statuses = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WeighedLine:
    """One line of enquiry on each day of a :class:`~sightline.inspection.standing.weighing.Weighed`.

    ``positions`` are those of its standards. ``safety_failing``: a standard of safety fails.
    """

    line: Line
    positions: tuple[int, ...]
    first: int
    status: Statuses
    serious: Mask
    safety_failing: Mask

    @property
    def stands_out(self) -> Mask:
        """On which days it is a weakness."""
        return self.serious | (self.status >= Status.WEAK)

    def first_stood_out(self, rule: Rule) -> dt.date | None:
        """The first day of the first of its :func:`stretches` that is long enough for the rule; None if none is.

        A stretch that reaches the last day counts however short: nobody knows yet how long it will be. So what stands
        out :meth:`since` a day first stood out on that day or before it.
        """
        days = len(self.status)
        for start, end in stretches(self.stands_out, rule):
            if end - start >= rule.stood_out.least_days or end == days:
                return date_of(self.first + start)
        return None

    def since(self, rule: Rule) -> dt.date | None:
        """The start of the stretch that reaches the last day; None where it does not stand out on that day."""
        return since(self.stands_out, self.first, rule)


def weigh_lines(standards: Sequence[Standard], weighed: Weighed, rule: Rule) -> dict[str, WeighedLine]:
    """Every line of enquiry, by id; one that no standard of ``standards`` informs is not assessable."""
    return {line.id: _weigh_line(line, standards, weighed, rule) for line in LINES.values()}


def _weigh_line(line: Line, standards: Sequence[Standard], weighed: Weighed, rule: Rule) -> WeighedLine:
    positions = tuple(row for row, standard in enumerate(standards) if line.id in standard.lines)
    rows = list(positions)
    status = weighed.status[rows].astype(np.int64)
    harm = np.array([standards[row].harm for row in rows], dtype=object)
    weighty = np.array([each in (Harm.SAFETY, Harm.EXPERIENCE) for each in harm], dtype=bool)
    safety = np.array([each is Harm.SAFETY for each in harm], dtype=bool)
    if not rows:
        nothing = np.zeros(weighed.days, dtype=bool)
        return WeighedLine(line, positions, weighed.first, np.zeros(weighed.days, dtype=np.int64), nothing, nothing)
    assessable = (status > Status.NOT_ASSESSABLE).sum(axis=0)
    share_weak = np.divide(
        (status >= Status.WEAK).sum(axis=0), assessable, out=np.zeros(weighed.days), where=assessable > 0
    )
    failing = status == Status.FAILING
    safety_failing: Mask = np.asarray(failing[safety].any(axis=0), dtype=bool)
    line_failing = failing[weighty].any(axis=0) | ((share_weak > rule.line.failing_share) & failing.any(axis=0))
    line_weak = failing.any(axis=0) | (status[weighty] == Status.WEAK).any(axis=0) | (share_weak > rule.line.weak_share)
    strong = ((status == Status.STRONG) | (status == Status.NOT_ASSESSABLE)).all(axis=0)
    holds = ((status == Status.STRONG) | (status == Status.SOUND)).any(axis=0)
    line_status = np.select(
        [assessable == 0, line_failing, line_weak, strong, ~holds],
        [Status.NOT_ASSESSABLE, Status.FAILING, Status.WEAK, Status.STRONG, Status.TOO_FEW_TO_TELL],
        default=Status.SOUND,
    )
    serious: Mask = np.asarray(weighed.serious[rows].any(axis=0), dtype=bool)
    return WeighedLine(line, positions, weighed.first, line_status, serious, safety_failing)


def runs(flags: Mask) -> list[tuple[int, int]]:
    """The stretches of consecutive true days, as (first, last + 1)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def stretches(flags: Mask, rule: Rule) -> list[tuple[int, int]]:
    """:func:`runs`, those joined that are parted by a lapse shorter than the rule's."""
    joined: list[tuple[int, int]] = []
    for start, end in runs(flags):
        if joined and start - joined[-1][1] < rule.stood_out.lapse_days:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def since(flags: Mask, first: int, rule: Rule) -> dt.date | None:
    """When the stretch that reaches the last day began; None if none does."""
    if not len(flags) or not flags[-1]:
        return None
    return date_of(first + stretches(flags, rule)[-1][0])
