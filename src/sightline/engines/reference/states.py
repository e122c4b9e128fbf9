"""Spans: merged, clipped, and kept only while another state holds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sightline.engines.reference.reading import Reading, after, ref_of
from sightline.record.schema import Row
from sightline.standards.nodes import OnlyWhile, Spans, months


@dataclass(frozen=True, slots=True)
class Span:
    """A state from ``start`` (included) to ``end`` (excluded; None: open), with the row it takes its ref from."""

    row: Row
    ref: str
    start: dt.date
    end: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the state holds on ``day``."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row whose start is missing, or whose end precedes its start."""

    row: Row
    ref: str
    start: dt.date | None


def spans_of(
    reading: Reading, spans: Spans, together: Sequence[str], having: Sequence[str] = ()
) -> tuple[list[Span], list[SetAside]]:
    """The spans, and the rows set aside. ``together`` are the columns (``by``, subject) within which spans merge."""
    kept: list[Span] = []
    set_aside: list[SetAside] = []
    for row in reading.matching(spans.table, spans.where, spans.linked, having):
        ref = ref_of(row, spans.table)
        start: dt.date | None = getattr(row, spans.starts)
        end: dt.date | None = None if spans.ends is None else getattr(row, spans.ends)
        if start is None or (end is not None and end < start):
            set_aside.append(SetAside(row, ref, start))
        elif end is None or start < end:
            kept.append(Span(row, ref, start, end))
    if spans.merged:
        kept = merge(kept, together)
    clipped = [part for span in kept for part in _clipped(reading, span, spans)]
    if spans.only_while is not None:
        clipped = _only_while(reading, clipped, spans.only_while)
    return clipped, set_aside


def held_by(reading: Reading, spans: Spans, by: str) -> dict[Any, list[Span]]:
    """For each value of ``by``, the stretches during which ``spans`` hold, in order and apart."""
    held, _ = spans_of(reading, spans, (by,), having=(by,))
    stretches: dict[Any, list[Span]] = defaultdict(list)
    for span in merge(held, (by,)):
        stretches[getattr(span.row, by)].append(span)
    return {value: sorted(each, key=lambda span: span.start) for value, each in stretches.items()}


def merge(spans: Iterable[Span], together: Sequence[str]) -> list[Span]:
    """Overlapping or touching spans as one, if they agree in every column of ``together``; None agrees with nothing."""
    groups: dict[tuple[Any, ...], list[Span]] = defaultdict(list)
    alone: list[Span] = []
    for span in spans:
        values = tuple(getattr(span.row, column) for column in together)
        if None in values:
            alone.append(span)
        else:
            groups[values].append(span)
    return alone + [span for group in groups.values() for span in _joined(group)]


def _joined(group: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(group, key=lambda each: (each.start, each.ref)):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and span.start > last.end):
            joined.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            joined[-1] = replace(last, end=span.end)
    return joined


def _clipped(reading: Reading, span: Span, spans: Spans) -> list[Span]:
    parts = [span]
    if spans.aged is not None:
        born_on = reading.born_on(span.row)
        if born_on is None:
            return []
        low, high = spans.aged
        if low is not None:
            parts = _from(parts, after(born_on, months(12 * low)))
        if high is not None:
            parts = _up_to(parts, after(born_on, months(12 * high)))
    if spans.first is not None:
        parts = _up_to(parts, after(span.start, spans.first))
    if spans.beyond is not None:
        parts = _from(parts, after(span.start, spans.beyond))
    return parts


def _from(spans: list[Span], day: dt.date | None) -> list[Span]:
    """What of the spans lies on or after ``day``; nothing if that day cannot be said."""
    if day is None:
        return []
    parts = [replace(span, start=max(span.start, day)) for span in spans]
    return [part for part in parts if part.end is None or part.start < part.end]


def _up_to(spans: list[Span], day: dt.date | None) -> list[Span]:
    """What of the spans lies before ``day``; nothing if that day cannot be said."""
    if day is None:
        return []
    parts = [replace(span, end=day if span.end is None else min(span.end, day)) for span in spans]
    return [part for part in parts if part.end is not None and part.start < part.end]


def _only_while(reading: Reading, spans: list[Span], only_while: OnlyWhile) -> list[Span]:
    others = held_by(reading, only_while.spans, only_while.by)
    parts: list[Span] = []
    for span in spans:
        for other in others.get(getattr(span.row, only_while.by), []):
            part = _from([span], other.start)
            parts += part if other.end is None else _up_to(part, other.end)
    return parts
