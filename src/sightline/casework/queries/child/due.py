"""What is due to the child: overdue, soon, and what was overdue in the last year even though it is done now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from sightline.casework.queries.child.answers import what_would_answer
from sightline.engines.base import OBLIGATIONS
from sightline.engines.reference import ReferenceEngine
from sightline.findings.queries.loaded import gravity
from sightline.findings.standing import Standing, State, Stood, is_of_the_record
from sightline.ledger import owed
from sightline.ledger.children import child_extract
from sightline.ledger.models import Owed
from sightline.standards.explain import explain
from sightline.standards.lasting import WINDOW_DAYS, outlasts_the_window
from sightline.standards.obligations import Obligation, SubjectKind
from sightline.standards.standard import Standard

SOON_DAYS = 14
EXPLAINED = 3  # of one standard's duties; the rest are counted


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation, how it stands, and for how many days it has been (or was) past its day."""

    standard: Standard
    obligation: Obligation
    state: State
    days: int | None
    as_at: dt.date

    @property
    def why(self) -> str:
        """The verdict explained, with the dates it rests on; asked only of what is shown."""
        return explain(self.standard, self.obligation, self.as_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one standard asks for the child, and the duties under it that stand alike, longest first."""

    standard: Standard
    duties: tuple[Duty, ...]
    answer: str

    @property
    def longest(self) -> Duty:
        """The one longest past its day, or soonest due."""
        return self.duties[0]

    @property
    def explained(self) -> tuple[Duty, ...]:
        """Those explained on the page."""
        return self.duties[:EXPLAINED]

    @property
    def unexplained(self) -> int:
        """How many more there are."""
        return max(len(self.duties) - EXPLAINED, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed to a child. ``later``: duties that fall due after the next fortnight. ``is_current``: worked out
    by the standards as they now are."""

    overdue: tuple[Asked, ...]
    soon: tuple[Asked, ...]
    not_met: tuple[Asked, ...]
    was_late: tuple[Asked, ...]
    unknown: tuple[Asked, ...]
    later: int
    is_current: bool

    @property
    def overdue_count(self) -> int:
        """Duties overdue, of every standard."""
        return sum(len(each.duties) for each in self.overdue)


def kept_obligations(person_id: str) -> list[Obligation]:
    """What is kept as owed to a child, as the record is known now: one query."""
    found = Owed.objects.filter(subject_kind=SubjectKind.CHILD, subject=person_id).values_list(*OBLIGATIONS.names)
    return [Obligation(code, SubjectKind(kind), *rest) for code, kind, *rest in found]


def past_obligations(person_id: str, known_at: dt.datetime | None) -> list[Obligation]:
    """What was owed to a child on any day, from what was known at ``known_at``: worked out afresh."""
    standards = [each for each in owed.standards() if each.subject_kind is SubjectKind.CHILD]
    found = ReferenceEngine().obligations(child_extract(person_id, known_at), standards)
    rows = found.select(OBLIGATIONS.names).to_pylist()
    return [Obligation(**{**row, "subject_kind": SubjectKind(row["subject_kind"])}) for row in rows]


def due_to(
    person_id: str,
    obligations: Sequence[Obligation],
    as_at: dt.date,
    *,
    standards: Iterable[Standard],
    is_current: bool = True,
) -> Due:
    """How ``obligations`` stand on ``as_at``, the gravest and longest first."""
    by_code = {each.code: each for each in standards}
    mine = [each for each in obligations if each.standard in by_code]
    of: dict[State, list[Duty]] = {state: [] for state in State}
    for stood in _standing(mine, as_at, by_code.values()).of_subject(SubjectKind.CHILD, person_id) if mine else ():
        standard = by_code[stood.obligation.standard]
        of[stood.state].append(_duty(standard, stood, as_at))
    coming = [each for each in of[State.NOT_YET_DUE] if _still_runs(each.obligation, as_at)]
    fortnight = as_at + dt.timedelta(days=SOON_DAYS)
    soon = [each for each in coming if each.obligation.due and each.obligation.due <= fortnight]
    since = as_at - dt.timedelta(days=WINDOW_DAYS)
    late = [each for each in (*of[State.LATE], *of[State.MISSED]) if _put_right(each.obligation) > since]
    return Due(
        overdue=_gravest(of[State.OVERDUE]),
        soon=tuple(sorted(_by_standard(soon), key=lambda each: (each.longest.obligation.due, each.standard.code))),
        not_met=_gravest(of[State.NOT_MET]),
        was_late=_gravest(late),
        unknown=_gravest(of[State.UNKNOWN]),
        later=len(coming) - len(soon),
        is_current=is_current,
    )


def _standing(obligations: Sequence[Obligation], as_at: dt.date, standards: Iterable[Standard]) -> Standing:
    names = OBLIGATIONS.names
    columns = {name: [getattr(each, name) for each in obligations] for name in names}
    table = pa.table({**columns, "team": pa.nulls(len(obligations), pa.string())}, schema=_WITH_TEAM)
    asked = {each.standard for each in obligations}
    used = [each for each in standards if each.code in asked]
    return Standing(
        table,
        as_at,
        fading=[each.code for each in used if not outlasts_the_window(each)],
        of_the_record=[each.code for each in used if is_of_the_record(each)],
        window_days=WINDOW_DAYS,
    )


_WITH_TEAM = pa.schema([*OBLIGATIONS, pa.field("team", pa.string())])


def _duty(standard: Standard, stood: Stood, as_at: dt.date) -> Duty:
    owed_ = stood.obligation
    until = {State.OVERDUE: as_at, State.LATE: owed_.done_on, State.MISSED: owed_.ended_on}.get(stood.state)
    days = (until - owed_.due).days if until and owed_.due else None
    return Duty(standard, owed_, stood.state, days, as_at)


def _still_runs(obligation: Obligation, as_at: dt.date) -> bool:
    return obligation.ended_on is None or obligation.ended_on > as_at


def _put_right(obligation: Obligation) -> dt.date:
    """The last day on which it was still overdue, as far as the record says."""
    return obligation.done_on or obligation.ended_on or obligation.due or dt.date.min


def _by_standard(found: Sequence[Duty]) -> list[Asked]:
    grouped: dict[str, list[Duty]] = {}
    for each in found:
        grouped.setdefault(each.standard.code, []).append(each)
    return [
        Asked(duties[0].standard, tuple(sorted(duties, key=_longest_first)), what_would_answer(duties[0].standard))
        for duties in grouped.values()
    ]


def _longest_first(duty: Duty) -> tuple[int, dt.date]:
    return -(duty.days or 0), duty.obligation.due or dt.date.max


def _gravest(found: Sequence[Duty]) -> tuple[Asked, ...]:
    return tuple(
        sorted(_by_standard(found), key=lambda each: (gravity(each.standard)[0], *_longest_first(each.longest)))
    )
