"""What a plan is made of: series of events and spans, each with a number, and the tables its questions are rows of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

import pyarrow as pa

from sightline.standards.nodes import Condition, Events, Spans, Unit

T = TypeVar("T")


class Numbered(Generic[T]):
    """Distinct things, each with the number it was first met at."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def number(self, thing: T) -> int:
        """The number of ``thing``, a new one if it is new."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def __iter__(self) -> Iterator[tuple[int, T]]:
        return iter([(number, thing) for thing, number in self._numbers.items()])


@dataclass(frozen=True, slots=True)
class Clock:
    """Events that start clocks, and the column they share with what stops them."""

    events: Events
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Events whose own row also holds what stops their clock: the date in ``answer`` where ``where`` holds.

    ``answer`` None: the event's own day, if ``where`` holds (or, ``is_contrary``, if it does not).
    """

    events: Events
    subject: str
    where: tuple[Condition, ...]
    answer: str | None = None
    is_contrary: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Events that stop clocks, by the value they share with what started them."""

    events: Events
    by: str


class Use(StrEnum):
    """What spans are for, which decides the keys a row must carry and what merges with what."""

    DUTY = "duty"  # something is owed while they hold, or they must not hold
    COVER = "cover"  # only the days they cover matter
    LOAD = "load"  # they are counted at once


NEEDED = {Use.DUTY: ("subject",), Use.COVER: ("by",), Use.LOAD: ("subject", "by", "count")}  # keys a row must carry


@dataclass(frozen=True, slots=True)
class State:
    """Spans with the columns that join, own and count them."""

    spans: Spans
    use: Use
    by: str
    subject: str | None
    count: str | None = None


class Kind(StrEnum):
    """How a question is answered."""

    TOLD = "told"  # by the row that starts the clock
    WITHIN_ONE = "within one"  # by the one row that has the key the clock names
    WITHIN = "within"  # by the earliest of many
    SEQUENCE = "sequence"
    AT_MOST = "at most"
    EVERY = "every"
    THROUGHOUT = "throughout"
    NEVER = "never"
    AT_ONCE = "at once"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that one query answers: of one kind, with limits in one unit.

    ``lapses``: duties that an event starts may end by a date in its row. ``is_numbered``: they are about some gaps.
    """

    kind: Kind
    unit: Unit
    lapses: bool = False
    is_numbered: bool = False


ASKS = pa.schema(
    [
        ("grouped", pa.int32()),  # the number of the group
        ("standard", pa.int32()),
        ("series", pa.int32()),  # the clock, telling, state or pair asked about
        ("answer", pa.int32()),  # the happening that answers it, for Within and Sequence
        ("low", pa.int32()),  # early, from_gap, number
        ("high", pa.int32()),  # to_gap, period, lookback
        ("number", pa.int32()),  # the limit
        ("less", pa.int32()),  # days taken off what the limit gives
        ("less_unmet", pa.int32()),  # days taken off besides, where the standard is not met
        ("force_from", pa.int32()),  # day numbers; from inclusive, to exclusive
        ("force_to", pa.int32()),
    ]
)
PARTS = pa.schema([("happening", pa.int32()), ("stop", pa.int32())])
PAIRS = pa.schema([("pair", pa.int32()), ("duty", pa.int32()), ("answer", pa.int32())])
BOUNDS = ("first", "beyond")  # what a span may be clipped to, by a length from its own start
CLIPS = pa.schema(
    [
        (name, pa.int32())
        for name in (
            "series",
            "is_aged",  # 1 if a birth date must be known
            "low",  # ages, in months
            "high",
            *(f"{bound}_{unit}" for bound in BOUNDS for unit in Unit),
            "only_while",  # the number of the cover
        )
    ]
)
