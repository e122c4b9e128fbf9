"""A verdict as its reasons, with the dates they rest on, in words that somebody can check against the file.

``Due 14 March 2016, 15 working days after 22 February 2016; a review conference on 21 March 2016, five working days
late.`` Nothing is said that is not in the obligation, the standard and the calendar, so no name or text of a
child's record can appear.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sightline.record import calendar
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Consistent,
    Every,
    Happening,
    Limit,
    Never,
    Present,
    Sequence,
    Throughout,
    Unit,
    Within,
)
from sightline.standards.obligations import Obligation, Verdict, verdict_on
from sightline.standards.sentences import condition_in_words, happening, limit_in_words, number_in_words, state
from sightline.standards.standard import Standard


def explain(standard: Standard, owed: Obligation, as_at: dt.date, closures: Collection[dt.date] = ()) -> str:
    """Why ``owed`` is met, breached, not yet due or unknown at the end of ``as_at``, as English sentences.

    ``closures`` are the council's further non-working days, if its due dates were reckoned with them.
    """
    words = _reasons(standard, owed, as_at, closures)
    return words[0].upper() + words[1:] + "."


def date_in_words(day: dt.date) -> str:
    """``14 March 2016``."""
    return f"{day.day} {day:%B %Y}"


def lateness(due: dt.date, then: dt.date, limit: Limit, closures: Collection[dt.date] = ()) -> str:
    """How long after ``due`` is ``then``: in working days where the limit counts them, otherwise in days.

    A due date is followed by fewer working days than days; where a day late is not a working day, days are said.
    """
    if limit.unit is Unit.WORKING_DAYS:
        days = (due + dt.timedelta(days=n) for n in range(1, (then - due).days + 1))
        worked = sum(bool(calendar.is_working_day(day, closures)) for day in days)
        if worked:
            return limit_in_words(Limit(worked, Unit.WORKING_DAYS))
    number = (then - due).days
    return f"{number_in_words(number)} day{'' if number == 1 else 's'}"


def _reasons(standard: Standard, owed: Obligation, as_at: dt.date, closures: Collection[dt.date]) -> str:
    verdict = verdict_on(owed, as_at)
    if owed.since is None:
        return "the date that would start the clock is not recorded, so it cannot be said"
    if owed.due is None:
        return (
            f"counted from {date_in_words(owed.since)}, but no due date can be given: the end is recorded before the"
            " start, or the dates lie outside the calendar"
        )
    match standard.node:
        case Never(limit=limit):
            return _never(limit, owed, as_at, closures)
        case AtMost() | AtMostAtOnce():
            return _counted(standard.node, owed, as_at)
        case Present(of=of, must=must):
            asked = " and ".join(condition_in_words(of.table, each) for each in must)
            return _asked(asked, owed, as_at, verdict)
        case Consistent(of=of, never=never):
            if owed.done_on is None:
                together = " and ".join(condition_in_words(of.table, each) for each in never)
                return f"the record of {date_in_words(owed.since)} contradicts itself: {together}"
            return f"the record of {date_in_words(owed.since)} does not contradict itself"
        case Sequence(first=first):
            return _order(happening(first), owed, as_at)
        case Within(then=then, limit=limit) | Every(event=then, limit=limit):
            return _clock(_short(then), limit, owed, as_at, closures)
        case Throughout(held=held, gap=limit):
            return _clock(f"the first day on which {state(held)}", limit, owed, as_at, closures)
        case _:
            return "a person judges it: the record cannot say"


def _short(what: Happening) -> str:
    said = happening(what)
    return said if len(said) <= 80 else "done"


def _clock(done: str, limit: Limit, owed: Obligation, as_at: dt.date, closures: Collection[dt.date]) -> str:
    assert owed.since is not None  # noqa: S101 - _reasons has answered the rest
    assert owed.due is not None  # noqa: S101
    said = f"due {date_in_words(owed.due)}, {_after(limit, owed.since)}"
    if owed.done_on is not None and owed.done_on <= as_at:
        if owed.done_on > owed.due:
            late = lateness(owed.due, owed.done_on, limit, closures)
            return f"{said}; {done} on {date_in_words(owed.done_on)}, {late} late"
        return f"{said}; {done} on {date_in_words(owed.done_on)}, in time"
    if owed.ended_on is not None and owed.ended_on <= as_at:
        if owed.ended_on <= owed.due:
            return f"{said}; the duty ended on {date_in_words(owed.ended_on)}, before it was due"
        return f"{said}; not done when the duty ended on {date_in_words(owed.ended_on)}"
    if as_at > owed.due:
        late = lateness(owed.due, as_at, limit, closures)
        return f"{said}; not done by {date_in_words(as_at)}, {late} late"
    return f"{said}; not yet due on {date_in_words(as_at)}"


def _after(limit: Limit, since: dt.date) -> str:
    if limit.number == 0:
        return "the same day"
    return f"{limit_in_words(limit)} after {date_in_words(since)}"


def _never(limit: Limit, owed: Obligation, as_at: dt.date, closures: Collection[dt.date]) -> str:
    """The dates alone: what should never be so is the standard's own sentence, which always stands beside this one."""
    assert owed.since is not None  # noqa: S101 - _reasons has answered the rest
    assert owed.due is not None  # noqa: S101
    ended = owed.done_on if owed.done_on is not None and owed.done_on <= as_at else None
    reached = ended or as_at
    until = "until" if ended else "and still on"
    said = f"so from {date_in_words(owed.since)} {until} {date_in_words(reached)}"
    if limit.number == 0:
        return f"{said}; it should never be"
    if reached > owed.due:
        return f"{said}: {lateness(owed.due, reached, limit, closures)} past the limit of {limit_in_words(limit)}"
    return f"{said}: within the limit of {limit_in_words(limit)}"


def _counted(node: AtMost | AtMostAtOnce, owed: Obligation, as_at: dt.date) -> str:
    assert owed.since is not None  # noqa: S101 - _reasons has answered the rest
    most = f"at most {number_in_words(node.number)}"
    within = f" in any {limit_in_words(Limit(node.period_days, Unit.DAYS))}" if isinstance(node, AtMost) else " at once"
    if owed.due is not None and owed.due >= owed.since:
        return f"on {date_in_words(owed.since)} there were {most}{within}"
    said = f"from {date_in_words(owed.since)} there were more than {most.removeprefix('at most ')}{within}"
    if owed.done_on is not None and owed.done_on <= as_at:
        return f"{said}, until {date_in_words(owed.done_on)}"
    return f"{said}, and still on {date_in_words(as_at)}"


def _asked(asked: str, owed: Obligation, as_at: dt.date, verdict: Verdict) -> str:
    assert owed.since is not None  # noqa: S101 - _reasons has answered the rest
    assert owed.due is not None  # noqa: S101
    on = date_in_words(owed.since)
    if owed.done_on is not None:
        return f"the record of {on} shows this: {asked}"
    if verdict is Verdict.NOT_YET_DUE:
        return f"the record of {on} does not yet show this, due by {date_in_words(owed.due)}: {asked}"
    return f"the record of {on} does not show this, due by {date_in_words(owed.due)}: {asked}"


def _order(first: str, owed: Obligation, as_at: dt.date) -> str:
    assert owed.since is not None  # noqa: S101 - _reasons has answered the rest
    on = date_in_words(owed.since)
    if owed.done_on is None or owed.done_on > as_at:
        return f"before {on} there should have been {first}, and none is recorded"
    if owed.done_on <= owed.since:
        return f"before {on} there was {first}, on {date_in_words(owed.done_on)}"
    return f"before {on} there should have been {first}; it came after, on {date_in_words(owed.done_on)}"
