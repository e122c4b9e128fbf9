"""How a standard or a line of enquiry stood on each day of ten years, for the whole council or one team.

For the whole council the days are those the inspection weighed; for a team the same counting is done on the duties that
the team answered for when they fell due, so that the teams and those without one add up to the council.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sightline.findings.queries.loaded import Loaded, remembered
from sightline.findings.standing import NEVER as NO_DAY
from sightline.findings.standing import Duties
from sightline.inspection.standing.clocks import NEVER, date_of, day_number
from sightline.inspection.standing.weighing import Grid
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.standard import Standard

Counts = npt.NDArray[np.int32]
Days32 = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
MONTHS = 60  # of a chart
FEW_CASES = 20  # of fewer one case moves the share by five in a hundred: our own limit


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day. ``value`` None: nothing tells it. ``numerator`` and ``denominator``: what it is made of."""

    on: dt.date
    value: float | None
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Counts on each day from ``first`` (a day number).

    ``kept`` and ``missed``: of what fell due in the twelve months before, missed including what is still owed from
    earlier. ``open``: children (or workers) in a breach that stands. ``applies``: how many the record holds for whom
    the standard says anything; nought where it is silent, which is not the same as kept.
    """

    first: int
    kept: Counts
    missed: Counts
    open: Counts
    applies: Counts

    def place(self, day: dt.date) -> int | None:
        """Where a day is in the columns; None for one that was not weighed."""
        at = day_number(day) - self.first
        return at if 0 <= at < len(self.kept) else None

    def day(self, place: int) -> dt.date:
        """The day at a place."""
        return date_of(self.first + place)


@remembered
@lru_cache(maxsize=64)
def days_of(loaded: Loaded, code: str, team: str = "") -> Days | None:
    """The days of one standard, of the duties of ``team`` alone if one is named; None where it cannot be assessed."""
    row = _row(loaded, code)
    if row is None:
        return None
    weighed = loaded.record.weighed
    applies = weighed.running[row] + weighed.kept[row] + weighed.missed[row]
    if not team:
        return Days(weighed.first, weighed.kept[row], weighed.missed[row], weighed.open_subjects[row], applies)
    duties = loaded.standing.duties(code)
    mine = np.flatnonzero(duties.team == duties.teams.index(team)) if team in duties.teams else np.empty(0, np.int64)
    kept, missed, open_ = _count(loaded, loaded.record.standards[row], duties, mine)
    return Days(weighed.first, kept, missed, open_, applies)


@remembered
@lru_cache(maxsize=32)
def days_of_line(loaded: Loaded, line: str) -> Days | None:
    """The days of every standard of a line of enquiry together; None where none can be assessed.

    ``open`` counts a child once a standard.
    """
    codes = [each.code for each in loaded.record.standards if line in each.lines]
    found = [each for each in (days_of(loaded, code) for code in codes) if each is not None]
    if not found:
        return None
    return Days(
        found[0].first,
        *(np.sum([getattr(each, name) for each in found], axis=0) for name in ("kept", "missed", "open", "applies")),
    )


def share(days: Days, day: dt.date) -> Point:
    """The share done in time of what fell due in the twelve months before; no value when nothing did."""
    at = days.place(day)
    if at is None:
        return Point(day, None)
    kept, cases = int(days.kept[at]), int(days.kept[at] + days.missed[at])
    return Point(day, kept / cases if cases else None, kept, cases)


def standing(days: Days, day: dt.date) -> Point:
    """How many stand overdue on the day; no value where the record holds nobody the standard applies to."""
    at = days.place(day)
    if at is None or not days.applies[at]:
        return Point(day, None)
    return Point(day, float(days.open[at]), int(days.open[at]), None)


@remembered
@lru_cache(maxsize=16)
def days_of_any(loaded: Loaded, codes: tuple[str, ...]) -> Days | None:
    """The days of several standards together; ``open``: whoever is in a standing breach of any, counted once."""
    found = [each for each in (days_of(loaded, code) for code in codes) if each is not None]
    if len(found) != len(codes):
        return None
    if len(found) == 1:
        return found[0]
    together = [_breaches(loaded, code) for code in codes]
    first, days = found[0].first, len(found[0].kept)
    lasts, subject, breach, stop = (np.concatenate(columns) for columns in zip(*together, strict=True))
    grid = Grid(np.zeros(len(subject), np.int32), 1, first, days)
    kept, missed, applies = (
        np.sum([getattr(each, name) for each in found], axis=0) for name in ("kept", "missed", "applies")
    )
    return Days(first, kept, missed, grid.distinct(lasts & (stop > breach), subject, breach, stop)[0], applies)


@remembered
@lru_cache(maxsize=64)
def by_month(loaded: Loaded, codes: tuple[str, ...], team: str = "", months: int = MONTHS) -> tuple[Point, ...]:
    """Of what fell due in each whole month, the share done in time: months that share no case.

    A control chart is drawn of these and not of twelve months to each month's end, eleven of which are the same cases
    as a month before: neighbours would be alike by construction, and its limits too narrow.
    """
    ends = [each for each in month_ends(loaded.as_at, months) if each <= loaded.as_at]
    edges = np.array([day_number(month_start(each)) for each in ends] + [day_number(ends[-1]) + 1]) if ends else None
    if edges is None:
        return ()
    kept, cases = np.zeros(len(ends), np.int64), np.zeros(len(ends), np.int64)
    for code in codes:
        if _row(loaded, code) is None:
            continue
        duties = loaded.standing.duties(code)
        here = np.ones(len(duties.due), bool)
        if team:
            here = duties.team == duties.teams.index(team) if team in duties.teams else ~here
        in_time, owed = _fell_due(duties)
        kept += np.histogram(duties.due[here & in_time], edges)[0]
        cases += np.histogram(duties.due[here & owed], edges)[0]
    return tuple(
        Point(day, int(good) / int(of) if of else None, int(good), int(of))
        for day, good, of in zip(ends, kept, cases, strict=True)
    )


def by_quarter(months: Sequence[Point]) -> tuple[Point, ...]:
    """Whole quarters of the year, of months that follow one another."""
    found = []
    for place in range(2, len(months)):
        three = months[place - 2 : place + 1]
        if three[-1].on.month % 3 == 0:
            good, of = (sum(getattr(each, name) or 0 for each in three) for name in ("numerator", "denominator"))
            found.append(Point(three[-1].on, good / of if of else None, good, of))
    return tuple(found)


def are_few(months: Sequence[Point]) -> bool:
    """Whether months hold so few cases that their shares would leap about: under twenty in the middle one."""
    cases = sorted(each.denominator or 0 for each in months)
    return bool(cases) and cases[len(cases) // 2] < FEW_CASES


def month_ends(until: dt.date, months: int = MONTHS) -> list[dt.date]:
    """The last ``months`` ends of months up to and with ``until``, oldest first."""
    after = until + dt.timedelta(days=1)
    last = after.year * 12 + after.month - 1
    firsts = [last - back for back in range(months)]
    return [dt.date(each // 12, each % 12 + 1, 1) - dt.timedelta(days=1) for each in reversed(firsts)]


def month_start(day: dt.date) -> dt.date:
    """The first of a day's month."""
    return day.replace(day=1)


def trimmed(points: Sequence[Point]) -> list[Point]:
    """From the first with a value on: what was before the record began is not a gap in it."""
    begun = next((place for place, each in enumerate(points) if each.value is not None), len(points))
    return list(points[begun:])


def _row(loaded: Loaded, code: str) -> int | None:
    return next((place for place, each in enumerate(loaded.record.standards) if each.code == code), None)


def _fell_due(duties: Duties) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which were done in time, and which fell due at all: one that lapsed undone by its day was never owed."""
    known = (duties.since != NO_DAY) & (duties.due != NO_DAY)
    in_time = known & (duties.done <= duties.due)
    lapsed = known & ~in_time & (duties.ended <= duties.due) & (duties.done == NO_DAY)
    return in_time, known & ~lapsed


@dataclass(frozen=True, slots=True)
class _Clock:
    """The clocks of some duties, as the inspection's (:class:`~sightline.inspection.standing.clocks.Clocks`)."""

    due: Days32
    kept: Mask
    breached: Mask
    breach: Days32
    stop: Days32


def _clock(duties: Duties, mine: npt.NDArray[np.int64]) -> _Clock:
    since, due, done, ended = (
        np.minimum(each[mine], int(NEVER)).astype(np.int32)
        for each in (duties.since, duties.due, duties.done, duties.ended)
    )
    unknown = (since == NEVER) | (due == NEVER)
    kept = ~unknown & (done <= due)
    ended_first = ~unknown & ~kept & (ended <= due)
    late_after_lapse = ended_first & (done != NEVER)
    breached = ~unknown & ~kept & ~(ended_first & ~late_after_lapse)
    breach = np.where(late_after_lapse, done, np.maximum(due + 1, since)).astype(np.int32)
    return _Clock(due, kept, breached, breach, np.minimum(done, ended))


def _breaches(loaded: Loaded, code: str) -> tuple[Mask, Days32, Days32, Days32]:
    """Of every duty of a standard: whether its breach lasts, whose it is, and from when to when it stood."""
    duties = loaded.standing.duties(code)
    clock = _clock(duties, np.arange(len(duties.due)))
    lasts = clock.breached & outlasts_the_window(loaded.standards[code])
    return lasts, duties.subject.astype(np.int32), clock.breach, clock.stop


def _count(
    loaded: Loaded, standard: Standard, duties: Duties, mine: npt.NDArray[np.int64]
) -> tuple[Counts, Counts, Counts]:
    """Kept, missed and standing on each day, by the weighing's own counting (:func:`..standing.weighing.weigh`)."""
    weighed, window = loaded.record.weighed, loaded.record.rule.window_days
    clock = _clock(duties, mine)
    fades = np.where(clock.due == NEVER, clock.due, clock.due + np.int32(window)).astype(np.int32)
    lasts = clock.breached & outlasts_the_window(standard)
    grid = Grid(np.zeros(len(mine), np.int32), 1, weighed.first, weighed.days)
    recent_missed = grid.count(clock.breached, clock.breach, fades)[0]
    old_missed = grid.count(lasts, np.maximum(clock.breach, fades), clock.stop)[0]
    subject = duties.subject[mine].astype(np.int32)
    open_ = grid.distinct(lasts & (clock.stop > clock.breach), subject, clock.breach, clock.stop)[0]
    return grid.recent(clock.kept, clock.due, window)[0], recent_missed + old_missed, open_
