"""What follows an inspection, by when: the action plan, monitoring visits. Pure: no database and no today.

The steps are data (``following.toml``), each with where it is said and how sure that is. A step whose first day is not
recorded has no due day, and is never taken to be in time.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Any

from sightline.record.calendar import add_days, add_months, add_working_days
from sightline.standards.standard import Confidence

INADEQUATE = "inadequate"
OVERALL = "overall"
SAFEGUARDING_BOARD = "safeguarding-board"


class Event(StrEnum):
    """What kind of visit it was, in the words reports use."""

    INSPECTION = "inspection"
    STANDARD_INSPECTION = "standard-inspection"
    SHORT_INSPECTION = "short-inspection"
    REINSPECTION = "re-inspection"
    FOCUSED_VISIT = "focused-visit"
    MONITORING_VISIT = "monitoring-visit"
    ACTION_PLANNING_VISIT = "action-planning-visit"
    JTAI = "joint-targeted-area-inspection"

    @property
    def words(self) -> str:
        """As it reads: *Monitoring visit*."""
        return self.value.replace("re-", "re_").replace("-", " ").replace("_", "-").capitalize()

    @property
    def is_graded(self) -> bool:
        """Whether such a visit gives grades."""
        return self in GRADED


GRADED = frozenset({Event.INSPECTION, Event.STANDARD_INSPECTION, Event.SHORT_INSPECTION, Event.REINSPECTION})


class OwedBy(StrEnum):
    """Whose a step is to take."""

    COUNCIL = "council"
    OFSTED = "ofsted"


class Applies(StrEnum):
    """After which visits a step follows."""

    GRADED_OR_PRIORITY = "graded-or-priority"
    PRIORITY = "priority"
    INADEQUATE = "inadequate"


@dataclass(frozen=True, slots=True)
class Step:
    """One step that follows, as ``following.toml`` declares it. Exactly one of the lengths is given."""

    code: str
    name: str
    owed_by: OwedBy
    applies: Applies
    counts_from: str
    words: str
    document: str
    reference: str
    confidence: Confidence
    source: str
    note: str
    working_days: int | None = None
    days: int | None = None
    months: int | None = None
    is_about: bool = False
    used_from: dt.date | None = None

    def due(self, since: dt.date) -> dt.date | None:
        """The day by which it is due when it counts from ``since``; None outside the calendar."""
        if self.working_days is not None:
            return add_working_days(since, self.working_days)
        if self.days is not None:
            return add_days(since, self.days)
        return add_months(since, self.months or 0)

    @property
    def length(self) -> str:
        """How long it gives: *70 working days*."""
        if self.working_days is not None:
            return f"{self.working_days} working days"
        if self.days is not None:
            return f"{self.days} days"
        return f"{'about ' if self.is_about else ''}{self.months} months"


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What follows without a day by which it must."""

    name: str
    words: str
    confidence: Confidence
    source: str


class ClockState(StrEnum):
    """How a step stands."""

    OVERDUE = "Overdue"
    DUE = "Due"
    DONE = "Done in time"
    DONE_LATE = "Done late"
    CANNOT_TELL = "Cannot tell"
    ENDED = "No longer asked"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the clocks ask of an inspection. ``has_priority``: it found areas for priority action."""

    event: str
    started_on: dt.date | None
    published_on: dt.date | None
    received_on: dt.date | None
    grades: Mapping[str, str]
    has_priority: bool = False

    @property
    def is_graded(self) -> bool:
        """Whether the council itself was graded."""
        return any(area != SAFEGUARDING_BOARD for area in self.grades)

    @property
    def is_inadequate(self) -> bool:
        """Whether the council was judged inadequate.

        By the overall grade; under a framework without one, by any area. That any area then counts is our own reading:
        what Ofsted does from April 2026 was not seen in writing. The safeguarding board's grade is not the council's.
        """
        if OVERALL in self.grades:
            return self.grades[OVERALL] == INADEQUATE
        return any(grade == INADEQUATE for area, grade in self.grades.items() if area != SAFEGUARDING_BOARD)

    @property
    def counts_from(self) -> dt.date | None:
        """The day the law counts from: when the report was received, else when it was published."""
        return self.received_on or self.published_on


@dataclass(frozen=True, slots=True)
class Clock:
    """A step of one inspection: since when, due when, done when. ``days``: past the due day, or left until it."""

    step: Step
    since: dt.date | None
    due_on: dt.date | None
    done_on: dt.date | None
    state: ClockState
    days: int | None
    ended_by: dt.date | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether it is overdue now."""
        return self.state is ClockState.OVERDUE

    @property
    def is_the_councils(self) -> bool:
        """Whether the step is the council's to take."""
        return self.step.owed_by is OwedBy.COUNCIL


def clocks(
    inspected: Inspected,
    as_at: dt.date,
    *,
    done: Mapping[str, dt.date],
    visits: Collection[dt.date] = (),
    next_inspection: dt.date | None = None,
) -> tuple[Clock, ...]:
    """The clocks of one inspection as at a day, in the order they run.

    ``done``: when each step that somebody says was taken was. ``visits``: the days the monitoring visits that follow it
    began. ``next_inspection``: when the council was next graded, with which everything still open ends.
    """
    out: list[Clock] = []
    due: dict[str, dt.date | None] = {}
    ends = next_inspection if next_inspection is not None and next_inspection <= as_at else None
    come = sorted(each for each in visits if each <= as_at and (ends is None or each < ends))
    for step in steps():
        if not _applies(step, inspected):
            continue
        if step.code == "next-monitoring-visit":
            out += [_clock(step, first, step.due(first), then, as_at, ends) for first, then in _pairs(come)]
            continue
        since = inspected.counts_from if step.counts_from == "received" else due.get(step.counts_from)
        due[step.code] = step.due(since) if since else None
        stopped = come[0] if step.code == "first-monitoring-visit" and come else done.get(step.code)
        out.append(_clock(step, since, due[step.code], stopped, as_at, ends))
    return tuple(out)


def _pairs(visits: Sequence[dt.date]) -> list[tuple[dt.date, dt.date | None]]:
    """Each visit with the one after it; None after the last."""
    return list(zip_longest(visits, visits[1:]))


def _clock(
    step: Step,
    since: dt.date | None,
    due_on: dt.date | None,
    done_on: dt.date | None,
    as_at: dt.date,
    ends: dt.date | None,
) -> Clock:
    if due_on is None:
        state, days = (ClockState.ENDED if ends and done_on is None else ClockState.CANNOT_TELL), None
    elif done_on is not None:
        state = ClockState.DONE if done_on <= due_on else ClockState.DONE_LATE
        days = abs((done_on - due_on).days)
    elif ends is not None:
        state, days = ClockState.ENDED, None
    else:
        state = ClockState.OVERDUE if as_at > due_on else ClockState.DUE
        days = abs((as_at - due_on).days)
    return Clock(step, since, due_on, done_on, state, days, ends if state is ClockState.ENDED else None)


def _applies(step: Step, inspected: Inspected) -> bool:
    began = inspected.counts_from or inspected.started_on
    if step.used_from is not None and began is not None and began < step.used_from:
        return False
    match step.applies:
        case Applies.GRADED_OR_PRIORITY:
            return inspected.is_graded or inspected.has_priority
        case Applies.PRIORITY:
            return inspected.has_priority and not inspected.is_graded
        case Applies.INADEQUATE:
            return inspected.is_inadequate


@cache
def steps() -> tuple[Step, ...]:
    """The steps that follow an inspection; ValueError says what is wrong with the file."""
    return parse_steps(_raw())


@cache
def afterwards() -> tuple[Afterwards, ...]:
    """What follows an inadequate judgement without a day."""
    return tuple(
        Afterwards(each["name"], each["words"], Confidence(each["confidence"]), each["source"])
        for each in _raw()["afterwards"]
    )


def parse_steps(raw: Mapping[str, Any]) -> tuple[Step, ...]:
    """Steps from parsed TOML. ValueError for two of one code, two lengths or none, and a count from no such step."""
    out: list[Step] = []
    for each in raw["steps"]:
        kinds = {"owed_by": OwedBy(each["owed_by"]), "applies": Applies(each["applies"])}
        step = Step(**{**each, **kinds, "confidence": Confidence(each["confidence"])})
        if sum(length is not None for length in (step.working_days, step.days, step.months)) != 1:
            raise ValueError(f"{step.code}: give one of working_days, days and months")
        known = {earlier.code for earlier in out}
        if step.code in known:
            raise ValueError(f"two steps are called {step.code}")
        if step.counts_from != "received" and step.counts_from not in known:
            raise ValueError(f"{step.code}: counts from {step.counts_from}, which is no step before it")
        out.append(step)
    return tuple(out)


def _raw() -> Mapping[str, Any]:
    with resources.files("sightline.inspection").joinpath("following.toml").open("rb") as file:
        return tomllib.load(file)
