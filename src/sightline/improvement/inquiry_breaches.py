"""Whom a question concerns on each day: those to whom a duty stood undone, counted from what began and ended.

Concerned on a day is whoever a duty of the standards asked about was owed to and not done by its day: for as long as
it stayed owed, or, where a missed duty is past once it is past, for the twelve months after it fell due. So a count
here is the one the standing evidence weighs, for one team where that is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sightline.findings.queries.loaded import Loaded
from sightline.findings.standing import NEVER, number
from sightline.inspection.standing.clocks import date_of
from sightline.inspection.standing.weighing import Grid
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.obligations import SubjectKind

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FAR = 4_000_000  # a day later than any of a calendar, as 32 bits hold it
FEW = 5  # a change of fewer is no turn


@dataclass(frozen=True, slots=True, eq=False)
class Breaches:
    """Stretches of days in which somebody was concerned, each subject's apart and in order.

    ``keys``: the subjects, in order; ``subject``: positions in it. ``ends`` is the first day after the stretch.
    """

    kind: SubjectKind
    keys: tuple[str, ...]
    subject: Ints
    begins: Ints
    ends: Ints

    def daily(self, first: dt.date, last: dt.date) -> npt.NDArray[np.int32]:
        """How many are concerned on each day from ``first`` to ``last``."""
        days = (last - first).days + 1
        grid = Grid(np.zeros(len(self.subject), np.int32), 1, number(first), days)
        every = np.ones(len(self.subject), bool)
        begins, ends = self.begins.astype(np.int32), self.ends.astype(np.int32)
        counted: npt.NDArray[np.int32] = grid.distinct(every, self.subject.astype(np.int32), begins, ends)[0]
        return counted

    def concerned(self, subject: Ints, day: Ints) -> Mask:
        """Whether each of ``subject`` (positions in :attr:`keys`, -1 for none) is concerned on the day beside it."""
        if not len(self.subject):
            return np.zeros(len(subject), dtype=bool)
        starts = self.subject * (2 * FAR) + self.begins + FAR
        place = np.searchsorted(starts, subject * (2 * FAR) + day + FAR, side="right") - 1
        found = np.maximum(place, 0)
        is_in: Mask = (subject >= 0) & (place >= 0) & (self.subject[found] == subject) & (day < self.ends[found])
        return is_in

    def on(self, day: dt.date) -> tuple[str, ...]:
        """The keys of those concerned on ``day``, in order."""
        at = number(day)
        return tuple(self.keys[each] for each in np.unique(self.subject[(self.begins <= at) & (at < self.ends)]))

    def between(self, first: dt.date, last: dt.date) -> tuple[str, ...]:
        """The keys of those concerned on any day from ``first`` to ``last``, in order."""
        is_in = (self.begins <= number(last)) & (self.ends > number(first))
        return tuple(self.keys[each] for each in np.unique(self.subject[is_in]))


def breaches(
    loaded: Loaded,
    codes: Sequence[str],
    *,
    kind: SubjectKind = SubjectKind.CHILD,
    teams: Collection[str] | None = None,
    left_out: Collection[str] = (),
) -> Breaches:
    """The stretches in breach of any of the standards ``codes``, of subjects of one ``kind``.

    ``teams``: of duties that one of these answered for when they fell due; None for all. ``left_out``: keys of those
    who are in no count.
    """
    window = loaded.record.rule.window_days
    found: list[tuple[Ints, Ints, Ints]] = []
    for code in codes:
        standard = loaded.standards.get(code)
        if standard is None or standard.subject_kind is not kind:
            continue
        duties = loaded.standing.duties(code)
        since, due, done, ended = duties.since, duties.due, duties.done, duties.ended
        missed = (since < NEVER) & (due < NEVER) & (done > due)
        ended_first = missed & (ended <= due)
        late_after_lapse = ended_first & (done < NEVER)
        breached = missed & (~ended_first | late_after_lapse)
        begins = np.where(late_after_lapse, done, np.maximum(due + 1, since))
        ends = np.minimum(done, ended) if outlasts_the_window(standard) else due + window
        keep = breached & (ends > begins)
        if teams is not None:
            among = [place for place, team in enumerate(duties.teams) if team in teams]
            keep &= np.isin(duties.team, among)
        rows = np.flatnonzero(keep)
        found.append((duties.subject[rows], begins[rows], np.minimum(ends[rows], FAR)))
    if not found:
        nothing = np.zeros(0, np.int64)
        return Breaches(kind, (), nothing, nothing, nothing)
    subject, begins, ends = (np.concatenate(each).astype(np.int64) for each in zip(*found, strict=True))
    return _joined(loaded, kind, subject, begins, ends, frozenset(left_out))


def _joined(
    loaded: Loaded, kind: SubjectKind, subject: Ints, begins: Ints, ends: Ints, left_out: frozenset[str]
) -> Breaches:
    """Overlapping stretches of one subject joined, subjects renumbered in the order of their keys."""
    places = np.unique(subject)
    named = [(loaded.standing.subjects[int(each)][1], int(each)) for each in places]
    kept = sorted(each for each in named if each[0] not in left_out)
    number_of = np.full(int(places.max(initial=0)) + 1, -1, dtype=np.int64)
    number_of[[place for _, place in kept]] = np.arange(len(kept))
    subject = number_of[subject]
    order = np.lexsort((begins, subject))
    order = order[subject[order] >= 0]
    owner, start, end = subject[order], begins[order], ends[order]
    keys = tuple(key for key, _ in kept)
    if not len(owner):
        return Breaches(kind, keys, owner, start, end)
    offset = owner * (4 * FAR)
    reach = np.maximum.accumulate(end + offset)
    opens = np.concatenate([[True], start[1:] + offset[1:] > reach[:-1]])
    first_of = np.flatnonzero(opens)
    return Breaches(kind, keys, owner[first_of], start[first_of], np.maximum.reduceat(end, first_of))


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a count turned: it was first above nought, had doubled or halved, was highest, or is the last."""

    on: dt.date
    count: int
    before: int
    why: str


def turns(counts: npt.NDArray[np.int32], first: dt.date) -> list[Turn]:
    """The turns of a daily count that begins on ``first``; none where it was nought throughout.

    A doubling or halving is told of since the turn before, and only where it is by at least :data:`FEW`.
    """
    if not len(counts) or not counts.max():
        return []
    start = int(np.flatnonzero(counts)[0])
    said = int(counts[start])
    why = "were there already" if start == 0 else "the first"
    found = {start: Turn(date_of(number(first) + start), said, 0, why)}
    before = said
    for day in range(start + 1, len(counts)):
        count = int(counts[day])
        if abs(count - said) < FEW:
            continue
        if count >= 2 * said or 2 * count <= said:
            word = "doubled" if count > said else "halved"
            found[day] = Turn(date_of(number(first) + day), count, said, word)
            before, said = said, count
    top = int(np.argmax(counts))
    if top not in found and counts[top] > counts[start]:
        found[top] = Turn(date_of(number(first) + top), int(counts[top]), before, "the most")
    last = len(counts) - 1
    if last not in found:
        found[last] = Turn(date_of(number(first) + last), int(counts[last]), said, "on the last day")
    return [found[day] for day in sorted(found)]
