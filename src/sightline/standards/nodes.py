"""The language standards are written in: events, spans, and about ten kinds of requirement over them.

Nothing here computes. A node is frozen data that :mod:`sightline.engines` evaluates, each engine in its own way, and
that :mod:`sightline.standards.sentences` reads aloud. There are no callbacks: what no node can say is a
:class:`Judgement`, put to a person.

Every node but ``Judgement`` reduces to one shape: something *starts a clock* for a subject, something else *stops* it.
The rules each engine must follow are written in each node's docstring, in terms of ``since``, ``due``, ``done_on``
and ``ended_on`` (:mod:`sightline.standards.obligations`). Rules that hold for every node:

* A clock-starting row whose subject is missing yields nothing and counts for nothing. A clock whose start date is
  missing yields one obligation with all four dates None: its verdict is *unknown*.
* A missing value in ``by`` equals nothing, not even another missing one: such a clock is never stopped, such a span
  merges with none. ``AtMost`` and ``AtMostAtOnce`` leave out a row that lacks ``by`` (or ``count``) altogether.
* A span whose end date is missing is open. A span that ends before it starts yields one obligation with ``since`` the
  start date and ``due``, ``done_on``, ``ended_on`` None (*unknown*), and never counts as holding, covering or being
  concurrent. A span that ends on the day it starts holds on no day: it is left out, before merging and clipping.
* A stopping event whose date is missing stops nothing. Nothing done after the duty lapsed counts: a ``done_on`` later
  than ``ended_on`` is None.
* ``due`` is None whenever the calendar cannot say (:class:`Limit`), so whenever ``since``, or the due date itself, lies
  outside 1970-01-01..2060-12-31, even where ``due`` is ``since``.
* ``ended_on`` is the day the duty lapsed: the end of the span it runs in, or the date in ``until``; None while it
  runs. A duty that lapses on or before the day it started (``ended_on <= since``) and was not done is no obligation.
* Spans include their first day and exclude their last: at its end date a state no longer holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a limit counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time, added to a date.

    Days: plain addition. Months: same day of the later month, or its last day if there is none (31 January + 1
    month = 28 or 29 February). Working days: the ``number``-th working day in England after the date (after, even
    if the date is itself not a working day); 0 working days is the date itself. Dates outside
    1970-01-01..2060-12-31, and working days outside 2000-01-01..2040-12-31, cannot be said: the result is None.
    ``number`` may be 0, never negative.
    """

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(f"a limit is never negative, got {self.number}")


def days(number: int) -> Limit:
    """``number`` calendar days."""
    return Limit(number, Unit.DAYS)


def weeks(number: int) -> Limit:
    """``number`` weeks of seven calendar days."""
    return Limit(7 * number, Unit.DAYS)


def working_days(number: int) -> Limit:
    """``number`` working days in England."""
    return Limit(number, Unit.WORKING_DAYS)


def months(number: int) -> Limit:
    """``number`` calendar months."""
    return Limit(number, Unit.MONTHS)


def years(number: int) -> Limit:
    """``number`` years of twelve calendar months."""
    return Limit(12 * number, Unit.MONTHS)


class Test(StrEnum):
    """What a condition asks of one column of one row."""

    __test__ = False  # not a pytest class

    IS = "is"  # the value is one of ``values``
    IS_NOT = "is_not"  # the value is recorded and is none of ``values``
    KNOWN = "known"  # a value is recorded
    MISSING = "missing"  # no value is recorded
    NOT_BEFORE = "not_before"  # this date is on or after the date in column ``values[0]``; both recorded
    BEFORE = "before"  # this date is before the date in column ``values[0]``; both recorded


Value = str | bool | int


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on a column of the same row. A missing value satisfies no test but ``MISSING``."""

    column: str
    test: Test
    values: tuple[Value, ...] = ()


def is_(column: str, *values: Value) -> Condition:
    """The column holds one of ``values``."""
    return Condition(column, Test.IS, values)


def is_not(column: str, *values: Value) -> Condition:
    """The column holds a value, and none of ``values``."""
    return Condition(column, Test.IS_NOT, values)


def known(column: str) -> Condition:
    """The column holds a value."""
    return Condition(column, Test.KNOWN)


def missing(column: str) -> Condition:
    """The column holds nothing."""
    return Condition(column, Test.MISSING)


def not_before(column: str, other: str) -> Condition:
    """The date in ``column`` is on or after the date in ``other``; both recorded."""
    return Condition(column, Test.NOT_BEFORE, (other,))


def before(column: str, other: str) -> Condition:
    """The date in ``column`` is before the date in ``other``; both recorded."""
    return Condition(column, Test.BEFORE, (other,))


@dataclass(frozen=True, slots=True)
class Linked:
    """Keep rows for which a row of ``table`` with the same value in ``by`` satisfies every condition.

    ``by`` names the column in both tables. With ``absent`` true, keep rows for which there is none. It joins on
    equality only; dates play no part. Example: visits of children recorded as disabled.
    """

    table: str
    by: str
    where: tuple[Condition, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Events:
    """Dated things: the rows of ``table`` that satisfy ``where`` (all conditions) and ``linked``, each at date
    ``on``.

    ``later`` moves each event later by a limit (a sixteenth birthday is ``born_on`` later by 16 years); an event
    whose moved date cannot be said has no date. ``until`` names the column holding the day the duty this event
    starts lapses. ``subject`` and the node's ``by`` name columns of the table. A row's ``ref`` is the table's key.
    """

    table: str
    on: str
    where: tuple[Condition, ...] = ()
    linked: tuple[Linked, ...] = ()
    later: Limit | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Spans:
    """States with a beginning and an end: rows of ``table`` from ``starts`` to ``ends`` (None: open).

    ``ends`` None as a column name means the state never ends. Clipping, applied in this order, each dropping a span
    that it empties (end on or before start): ``aged`` (low, high) keeps the part while the person is at least
    ``low`` and under ``high`` years old by ``people.born_on`` (joined on the table's ``person_id``; an unknown
    birth date keeps nothing; either bound may be None; birthdays by ``Limit`` months); ``first`` keeps only that
    length from the span's own start; ``beyond`` keeps only what lies after that length from the span's own start.
    ``merged`` joins overlapping or touching spans of the same ``by`` and subject into one, whose ref is that of the
    earliest (then smallest ref) before it is clipped; merging happens first, and the other columns (``person_id``,
    the subject, ``only_while.by``) are those of that row. Where there is no ``by`` (``Never``) or no subject (``held``,
    ``OnlyWhile``), the other alone decides. "Own start" is the start after merging, before any clipping. A birthday or
    a length that cannot be said keeps nothing. Rows whose start is missing or whose end precedes the start are set
    aside before merging and clipping, and reported unknown where the span starts a clock. Last, ``only_while`` keeps
    the parts during which another state holds as well.
    """

    table: str
    starts: str
    ends: str | None
    where: tuple[Condition, ...] = ()
    linked: tuple[Linked, ...] = ()
    aged: tuple[int | None, int | None] | None = None
    first: Limit | None = None
    beyond: Limit | None = None
    merged: bool = False
    only_while: OnlyWhile | None = None


@dataclass(frozen=True, slots=True)
class OnlyWhile:
    """Keep the parts of a span during which ``spans`` also hold, for the same value of the column ``by`` in both
    tables.

    ``spans`` that overlap or touch for the same ``by`` are one first (as if ``merged``), after their own clipping.
    A span that meets several yields a part for each; every part keeps the span's ref. Example: allocations, while
    the worker allocated holds a management post. Set-aside rows of ``spans`` hold nothing and are not reported.
    """

    spans: Spans
    by: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Events of any of several kinds, pooled. Each keeps its own ref."""

    events: tuple[Events, ...]


Happening = Events | AnyOf


@dataclass(frozen=True, slots=True)
class Within:
    """``then`` happens within ``limit`` of ``start``, for the same ``by``.

    One obligation a start event: since its date; due since + limit; done_on the earliest ``then`` dated on or after
    since (``early``: or up to that many calendar days before it, in which case done_on is still that earlier date);
    ended_on the start row's ``until``.
    """

    start: Happening
    then: Happening
    limit: Limit
    by: str = "person_id"
    early: int = 0


@dataclass(frozen=True, slots=True)
class Every:
    """``event`` happens again and again while ``during`` holds, never more than ``limit`` apart, for the same ``by``.

    The gaps of a span run from its start to its first event, then from each event to the next, then from the last
    onward. Events count when start <= date and (span open or date < end, or date = end); several on one day are
    one. One obligation a gap: since the gap's start; due since + limit; done_on the next event; ended_on the span's
    end. Gaps are numbered from 0; ``from_gap`` and ``to_gap`` (inclusive, None: no bound) say which this standard
    is about. The gap after an event dated on the span's last day is not an obligation (``ended_on <= since``).
    """

    event: Happening
    during: Spans
    limit: Limit
    by: str = "person_id"
    from_gap: int = 0
    to_gap: int | None = None


@dataclass(frozen=True, slots=True)
class Throughout:
    """``held`` holds all through ``during``, with no gap longer than ``gap``, for the same ``by``.

    Spans of ``held`` that overlap or touch for the same ``by`` are one (whatever their refs). For each ``during``
    span: one obligation at its start, and one at each end of ``held`` that falls inside it (start < end of held <
    end of during, or during open); since that day; due since + gap; done_on the first day on or after since when
    ``held`` holds (before the end of ``during``); ended_on the end of ``during``.
    """

    held: Spans
    during: Spans
    gap: Limit
    by: str = "person_id"


@dataclass(frozen=True, slots=True)
class Never:
    """``state`` does not hold, or not for longer than ``limit``.

    One obligation a span: since its start; due since + limit, less one day when the limit is 0 of any unit (the state
    is a breach from its first day); done_on its end; ended_on None.
    """

    state: Spans
    limit: Limit = Limit(0, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than ``number`` of ``of`` in any period of ``period``, for the same ``by``.

    Events: the i-th event of a ``by`` (in order of date, then ref) is breached if ``number`` or more earlier ones
    in that order are dated later than its date less ``period_days`` calendar days. One obligation an event: since
    its date; when within the number, due and done_on both since. When over it, due since less one day, done_on the
    day the earliest of the last ``number`` + 1 events (this one included) leaves the period: that event's date +
    period_days (None outside the calendar). ended_on None. Events without a date are unknown and count for nothing.
    """

    number: int
    of: Events
    period_days: int
    by: str = "person_id"


@dataclass(frozen=True, slots=True)
class AtMostAtOnce:
    """No more than ``number`` of ``of`` hold at once for the same ``by``: a worker's caseload.

    Several spans of one ``by`` and ``count`` value that overlap or touch count once (a child held under two referrals
    is one child): after their own clipping they are merged, with the ref and subject of the earliest (then smallest
    ref). One obligation a start of a (merged) span, at that day, ``starts``: since that day. The load on a day is the
    number of (merged) spans of the ``by`` that hold on it. When the load on since is at most ``number``: due and
    done_on both since. When it is over: due since less one day, done_on the first later day on which the load is at
    most ``number`` (None if never). ended_on None. Ref: the merged span's ref. Starts on the same day for the same
    ``by`` are one obligation, with the smallest ref and that ref's subject.
    """

    number: int
    of: Spans
    count: str = "person_id"
    by: str = "professional_id"


@dataclass(frozen=True, slots=True)
class Present:
    """Each event carries what the record must say: every condition in ``must`` holds.

    One obligation an event: since its date; due since + ``grace``; done_on since if the conditions hold, else None;
    ended_on the row's ``until``. ``must`` uses KNOWN for "is recorded", IS for "is recorded as".
    """

    of: Events
    must: tuple[Condition, ...]
    grace: Limit = Limit(0, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class Sequence:
    """``then`` is preceded by ``first``, for the same ``by``.

    One obligation a ``then`` event: since and due its date; done_on the latest ``first`` dated on or before since and
    not more than ``lookback_days`` before it (None: any time); failing that the earliest ``first`` after since;
    failing that None. ended_on the row's ``until``.
    """

    first: Happening
    then: Events
    by: str = "person_id"
    lookback_days: int | None = None


@dataclass(frozen=True, slots=True)
class Consistent:
    """A row does not contradict itself: no condition in ``never`` holds together.

    One obligation a row of ``of``: since and due its date; done_on since unless every condition in ``never`` holds,
    in which case None and due since less one day. ended_on None. A missing value satisfies no condition, so it
    contradicts nothing.
    """

    of: Events
    never: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What no record can decide: a question put to a person, with evidence. Engines skip it."""

    prompt: str


Node = (
    Within | Every | Throughout | Never | AtMost | AtMostAtOnce | Present | Sequence | Consistent | Judgement
)  # fmt: skip
