"""How every obligation stands on one day, held in memory so that any page is a lookup and not a query.

The engine's answer is a million rows with four dates each. Here they are sorted once by standard and once by subject,
and each is given its :class:`State` for the day the site is *as at*. Nothing else in the site compares dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sightline.engines.base import OBLIGATIONS
from sightline.standards.mending import can_be_put_right
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.standard import Standard

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER = 1 << 40  # a day that does not come: no such date is recorded
EPOCH = dt.date(1970, 1, 1)


class State(IntEnum):
    """The verdict on a day, with *breached* told apart by what somebody can still do about it."""

    OVERDUE = 0  # breached, not done, still owed
    NOT_MET = 1  # breached for good in the last year: what was recorded then is not as it should be
    LATE = 2  # breached, done after its day
    MISSED = 3  # breached, never done, and either the duty has lapsed or it is too long ago to be still owed
    UNKNOWN = 4
    NOT_YET_DUE = 5
    MET = 6
    NOT_BEGUN = 7  # the clock starts after the day asked about


def is_of_the_record(standard: Standard) -> bool:
    """Whether a standard asks how a thing was done or written, which nobody can put right in time afterwards."""
    return not can_be_put_right(standard)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many obligations stand in each state, and for how many subjects one is in breach now."""

    overdue: int
    not_met: int
    late: int
    missed: int
    unknown: int
    not_yet_due: int
    met: int
    subjects_in_breach: int

    @property
    def in_breach(self) -> int:
        """Those in breach and neither put right nor past: the same that an inspection counts as open."""
        return self.overdue + self.not_met

    @property
    def fell_due(self) -> int:
        """Those whose day has come: met or breached."""
        return self.met + self.in_breach + self.late + self.missed

    @property
    def rate(self) -> float | None:
        """Share of those whose day has come that were met; None when there are none."""
        return self.met / self.fell_due if self.fell_due else None


@dataclass(frozen=True, slots=True)
class Stood:
    """An obligation, how it stands, and the key of the team that answered for it when it fell due (None: not known)."""

    obligation: Obligation
    state: State
    team: str | None


@dataclass(frozen=True, slots=True)
class Duties:
    """The obligations of one standard in columns, for counting; days since 1 January 1970, :data:`NEVER` for none.

    ``team``: positions in ``teams``, -1 where none is known.
    """

    subject: Ints
    team: Ints
    teams: tuple[str, ...]
    since: Ints
    due: Ints
    done: Ints
    ended: Ints


class Standing:
    """Obligations of every standard as at one day, found by standard or by subject.

    The duty that an event starts (a referral to decide, an interview to offer) has no end in the record; missed eight
    years ago it would be overdue for ever. Such standards are named in ``fading``: what they ask counts as overdue
    while its day is among the last ``window_days``, and never done from then on (:mod:`sightline.standards.lasting`).
    Standards in ``of_the_record`` ask how something was done or written, not when: their breaches are not met rather
    than overdue, since nobody can now do them in time.
    """

    def __init__(
        self,
        obligations: pa.Table,
        as_at: dt.date,
        *,
        fading: Collection[str] = (),
        of_the_record: Collection[str] = (),
        window_days: int = 365,
    ) -> None:
        wanted = [*OBLIGATIONS.names, "team"]
        if not set(wanted) <= set(obligations.schema.names):
            raise ValueError(f"obligations have columns {obligations.schema.names}, not {wanted}")
        self.as_at = as_at
        self._today = number(as_at)
        self._codes, standard = _coded(obligations["standard"])
        kinds, kind = _coded(obligations["subject_kind"])
        self._kinds = [SubjectKind(each) for each in kinds]
        names, name = _coded(obligations["subject"])
        pairs, subject = np.unique(kind * (len(names) + 1) + name, return_inverse=True)
        self.subjects: list[tuple[SubjectKind, str]] = [
            (self._kinds[int(pair) // (len(names) + 1)], names[int(pair) % (len(names) + 1)]) for pair in pairs
        ]
        self._subject_number = {each: i for i, each in enumerate(self.subjects)}
        self._standard_number = {code: i for i, code in enumerate(self._codes)}
        order = np.lexsort((subject, standard))
        self._ref = _whole(obligations["ref"].cast(pa.string())).take(pa.array(order))
        self._teams, team = _coded(obligations["team"])
        self._team = team[order]
        self._standard, self._subject = standard[order], subject[order]
        self._since, self._due, self._done, self._ended = (
            _days(obligations[column])[order] for column in ("since", "due", "done_on", "ended_on")
        )
        self._lapses = np.where(self._among(fading), np.minimum(self._ended, self._due + window_days), self._ended)
        self._state = self._states(self._today)
        self._state[self._among(of_the_record) & (self._state == State.OVERDUE)] = State.NOT_MET
        self._of_standard = np.searchsorted(self._standard, np.arange(len(self._codes) + 1))
        self._by_subject = np.argsort(self._subject, kind="stable")
        self._of_subject = np.searchsorted(self._subject[self._by_subject], np.arange(len(self.subjects) + 1))

    def _states(self, day: int) -> npt.NDArray[np.int8]:
        """:func:`~sightline.standards.obligations.verdict_on`, for every row at once."""
        since, due, done, ended = self._since, self._due, self._done, self._ended
        unknown = (since == NEVER) | (due == NEVER)
        is_done = done <= day
        lapsed = self._lapses <= day
        state = np.full(len(since), State.NOT_YET_DUE, dtype=np.int8)
        late = is_done & (done > due)
        past = ~is_done & ~((ended <= day) & (ended <= due)) & (day > due)
        state[is_done & (done <= due)] = State.MET
        state[late] = State.LATE
        state[past & ~lapsed] = State.OVERDUE
        state[past & lapsed] = State.MISSED
        state[unknown] = State.UNKNOWN
        state[(since != NEVER) & (since > day)] = State.NOT_BEGUN
        return state

    def __len__(self) -> int:
        return len(self._since)

    @property
    def standards(self) -> list[str]:
        """Codes of the standards that have an obligation."""
        return list(self._codes)

    def counts(self, code: str) -> Counts:
        """How a standard stands; all noughts when nothing is owed under it."""
        rows = self._slice(code)
        state = self._state[rows]
        tally = np.bincount(state, minlength=len(State))
        in_breach = len(np.unique(self._subject[rows][(state == State.OVERDUE) | (state == State.NOT_MET)]))
        return Counts(
            overdue=int(tally[State.OVERDUE]),
            not_met=int(tally[State.NOT_MET]),
            late=int(tally[State.LATE]),
            missed=int(tally[State.MISSED]),
            unknown=int(tally[State.UNKNOWN]),
            not_yet_due=int(tally[State.NOT_YET_DUE]),
            met=int(tally[State.MET]),
            subjects_in_breach=in_breach,
        )

    def of_standard(self, code: str, *states: State) -> Iterator[Stood]:
        """The obligations of a standard that stand in any of ``states`` (all that have begun when none is given)."""
        rows = self._slice(code)
        yield from self._rows(np.arange(rows.start, rows.stop), states)

    def of_subject(self, kind: SubjectKind, subject: str) -> Iterator[Stood]:
        """Every obligation owed to or by one subject that has begun."""
        found = self._subject_number.get((kind, subject))
        if found is not None:
            yield from self._rows(self._by_subject[self._of_subject[found] : self._of_subject[found + 1]], ())

    def duties(self, code: str) -> Duties:
        """Every obligation of a standard, in columns; none when nothing is owed under it."""
        rows = self._slice(code)
        return Duties(
            subject=self._subject[rows],
            team=self._team[rows],
            teams=tuple(each or "" for each in self._teams),
            since=self._since[rows],
            due=self._due[rows],
            done=self._done[rows],
            ended=self._ended[rows],
        )

    def overdue_pairs(self, kind: SubjectKind) -> Iterator[tuple[str, str, int, int]]:
        """Each (subject, standard) with something overdue: how many, and the longest in days."""
        mask = np.flatnonzero(self._state == State.OVERDUE)
        key = self._subject[mask] * (len(self._codes) + 1) + self._standard[mask]
        pairs, where, times = np.unique(key, return_inverse=True, return_counts=True)
        longest = np.zeros(len(pairs), dtype=np.int64)
        np.maximum.at(longest, where, self._today - self._due[mask])
        for pair, n, over in zip(pairs, times, longest, strict=True):
            of, subject = self.subjects[int(pair) // (len(self._codes) + 1)]
            if of is kind:
                yield subject, self._codes[int(pair) % (len(self._codes) + 1)], int(n), int(over)

    def _among(self, codes: Collection[str]) -> Flags:
        """Which rows are of one of these standards."""
        return np.isin(self._standard, [self._standard_number[code] for code in codes if code in self._standard_number])

    def _slice(self, code: str) -> slice:
        found = self._standard_number.get(code)
        return slice(0, 0) if found is None else slice(int(self._of_standard[found]), int(self._of_standard[found + 1]))

    def _rows(self, rows: Ints, states: tuple[State, ...]) -> Iterator[Stood]:
        wanted = states or tuple(state for state in State if state is not State.NOT_BEGUN)
        rows = rows[np.isin(self._state[rows], wanted)]
        columns = zip(
            self._standard[rows].tolist(),
            self._subject[rows].tolist(),
            self._ref.take(pa.array(rows)).to_pylist(),
            self._since[rows].tolist(),
            self._due[rows].tolist(),
            self._done[rows].tolist(),
            self._ended[rows].tolist(),
            self._state[rows].tolist(),
            self._team[rows].tolist(),
            strict=True,
        )
        for standard, subject, ref, since, due, done, ended, state, team in columns:
            kind, key = self.subjects[subject]
            code = self._codes[standard]
            owed = Obligation(code, kind, key, ref, date_of(since), date_of(due), date_of(done), date_of(ended))
            yield Stood(owed, State(state), (self._teams[team] or None) if team >= 0 else None)


def number(day: dt.date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


@cache
def date_of(days: int) -> dt.date | None:
    """The date that many days after 1 January 1970; None for a day that does not come."""
    return None if days >= NEVER else EPOCH + dt.timedelta(days=days)


def _coded(column: pa.ChunkedArray) -> tuple[list[str], Ints]:
    """The distinct values, and each row's place among them; -1 where there is none."""
    encoded = _whole(column.cast(pa.string())).dictionary_encode()
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return encoded.dictionary.to_pylist(), places


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _days(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.cast(pa.int32()).cast(pa.int64()).fill_null(NEVER).to_numpy(), dtype=np.int64)
