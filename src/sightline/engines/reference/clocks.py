"""Each kind of node, as the clocks it starts and what stops them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sightline.engines.reference.reading import Event, Reading, after, satisfies_all
from sightline.engines.reference.states import SetAside, Span, held_by, merge, spans_of
from sightline.record import calendar
from sightline.record.schema import Row
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Consistent,
    Every,
    Judgement,
    Never,
    Node,
    Present,
    Sequence,
    Throughout,
    Within,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that ``row`` started. All dates None: when it started is not known."""

    row: Row
    ref: str
    since: dt.date | None = None
    due: dt.date | None = None
    done_on: dt.date | None = None
    ended_on: dt.date | None = None


def clocks_of(node: Node, subject: str, reading: Reading) -> Iterator[Clock]:
    """The clocks of a node; ``subject`` is the column that says whose they are, and rows without it start none."""
    match node:
        case Within():
            return _within(node, subject, reading)
        case Every():
            return _every(node, subject, reading)
        case Throughout():
            return _throughout(node, subject, reading)
        case Never():
            return _never(node, subject, reading)
        case AtMost():
            return _at_most(node, subject, reading)
        case AtMostAtOnce():
            return _at_most_at_once(node, subject, reading)
        case Present():
            return _present(node, subject, reading)
        case Sequence():
            return _sequence(node, subject, reading)
        case Consistent():
            return _consistent(node, subject, reading)
        case Judgement():
            return iter(())


def _within(node: Within, subject: str, reading: Reading) -> Iterator[Clock]:
    then = reading.days_by(node.then, node.by)

    def clock(start: Event, since: dt.date) -> Clock:
        counts = [day for day in then.get(getattr(start.row, node.by), []) if (since - day).days <= node.early]
        return Clock(start.row, start.ref, since, after(since, node.limit), min(counts, default=None), start.until)

    return _started(reading.happenings(node.start, having=(subject,)), clock)


def _every(node: Every, subject: str, reading: Reading) -> Iterator[Clock]:
    during, set_aside = spans_of(reading, node.during, (node.by, subject), having=(subject,))
    yield from _unknown(set_aside)
    days = reading.days_by(node.event, node.by)
    for span in during:
        of_subject = days.get(getattr(span.row, node.by), [])
        counts = sorted({day for day in of_subject if span.start <= day and (span.end is None or day <= span.end)})
        for number, since in enumerate([span.start, *counts]):
            if number < node.from_gap or (node.to_gap is not None and number > node.to_gap):
                continue
            done_on = counts[number] if number < len(counts) else None
            yield Clock(span.row, span.ref, since, after(since, node.limit), done_on, span.end)


def _throughout(node: Throughout, subject: str, reading: Reading) -> Iterator[Clock]:
    during, set_aside = spans_of(reading, node.during, (node.by, subject), having=(subject,))
    yield from _unknown(set_aside)
    held = held_by(reading, node.held, node.by)
    for span in during:
        stretches = held.get(getattr(span.row, node.by), [])
        ends = [stretch.end for stretch in stretches if stretch.end is not None]
        inside = [end for end in ends if span.start < end and (span.end is None or end < span.end)]
        for since in [span.start, *inside]:
            days = [max(since, stretch.start) for stretch in stretches if stretch.end is None or stretch.end > since]
            done_on = min((day for day in days if span.end is None or day < span.end), default=None)
            yield Clock(span.row, span.ref, since, after(since, node.gap), done_on, span.end)


def _never(node: Never, subject: str, reading: Reading) -> Iterator[Clock]:
    states, set_aside = spans_of(reading, node.state, (subject,), having=(subject,))
    yield from _unknown(set_aside)
    for span in states:
        due = after(span.start, node.limit)
        if node.limit.number == 0 and due is not None:
            due = calendar.add_days(due, -1)
        yield Clock(span.row, span.ref, span.start, due, done_on=span.end)


def _at_most(node: AtMost, subject: str, reading: Reading) -> Iterator[Clock]:
    events = reading.happenings(node.of, having=(subject, node.by))
    groups: dict[Any, list[tuple[dt.date, str]]] = defaultdict(list)
    for event in events:
        if event.on is not None:
            groups[getattr(event.row, node.by)].append((event.on, event.ref))

    def clock(event: Event, since: dt.date) -> Clock:
        earlier = sorted(each for each in groups[getattr(event.row, node.by)] if each < (since, event.ref))
        in_period = [day for day, _ in earlier if (since - day).days < node.period_days]
        if len(in_period) < node.number:
            return Clock(event.row, event.ref, since, calendar.add_days(since, 0), since)
        last = [*in_period, since][-(node.number + 1) :]
        done_on = calendar.add_days(last[0], node.period_days)
        return Clock(event.row, event.ref, since, calendar.add_days(since, -1), done_on)

    return _started(events, clock)


def _at_most_at_once(node: AtMostAtOnce, subject: str, reading: Reading) -> Iterator[Clock]:
    spans, set_aside = spans_of(reading, node.of, (node.by, subject), having=(subject, node.by, node.count))
    yield from _unknown(set_aside)
    groups: dict[Any, list[Span]] = defaultdict(list)
    for span in merge(spans, (node.by, node.count)):
        groups[getattr(span.row, node.by)].append(span)
    for group in groups.values():
        for since in sorted({span.start for span in group}):
            first = min((span for span in group if span.start == since), key=lambda span: span.ref)
            if _load(group, since) <= node.number:
                yield Clock(first.row, first.ref, since, calendar.add_days(since, 0), since)
                continue
            later = sorted(span.end for span in group if span.end is not None and span.end > since)
            done_on = next((day for day in later if _load(group, day) <= node.number), None)
            yield Clock(first.row, first.ref, since, calendar.add_days(since, -1), done_on)


def _load(spans: list[Span], day: dt.date) -> int:
    return sum(span.holds_on(day) for span in spans)


def _present(node: Present, subject: str, reading: Reading) -> Iterator[Clock]:
    def clock(event: Event, since: dt.date) -> Clock:
        done_on = since if satisfies_all(event.row, node.must) else None
        return Clock(event.row, event.ref, since, after(since, node.grace), done_on, event.until)

    return _started(reading.happenings(node.of, having=(subject,)), clock)


def _sequence(node: Sequence, subject: str, reading: Reading) -> Iterator[Clock]:
    first = reading.days_by(node.first, node.by)

    def clock(event: Event, since: dt.date) -> Clock:
        days = first.get(getattr(event.row, node.by), [])
        before = [day for day in days if day <= since and _not_too_long_before(day, since, node.lookback_days)]
        later = [day for day in days if day > since]
        done_on = max(before) if before else min(later, default=None)
        return Clock(event.row, event.ref, since, calendar.add_days(since, 0), done_on, event.until)

    return _started(reading.happenings(node.then, having=(subject,)), clock)


def _not_too_long_before(day: dt.date, since: dt.date, lookback_days: int | None) -> bool:
    return lookback_days is None or (since - day).days <= lookback_days


def _consistent(node: Consistent, subject: str, reading: Reading) -> Iterator[Clock]:
    def clock(event: Event, since: dt.date) -> Clock:
        if satisfies_all(event.row, node.never):
            return Clock(event.row, event.ref, since, calendar.add_days(since, -1))
        return Clock(event.row, event.ref, since, calendar.add_days(since, 0), since)

    return _started(reading.happenings(node.of, having=(subject,)), clock)


def _started(events: list[Event], clock: Callable[[Event, dt.date], Clock]) -> Iterator[Clock]:
    """A clock for each event with a date; an unknown one for each without."""
    for event in events:
        yield Clock(event.row, event.ref) if event.on is None else clock(event, event.on)


def _unknown(set_aside: list[SetAside]) -> Iterator[Clock]:
    for each in set_aside:
        yield Clock(each.row, each.ref, since=each.start)
