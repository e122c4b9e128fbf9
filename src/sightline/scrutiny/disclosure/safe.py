"""What comes out: cells that may be told, and for those who publish, what was hidden and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sightline.scrutiny.disclosure.rule import Rule
from sightline.scrutiny.disclosure.tables import Table, Where

CONFIDENTIAL = "[c]"  # the Analysis Function's shorthand


class Told(StrEnum):
    """How a cell is told. Why one is not told is not told either."""

    SHOWN = "shown"
    NOT_SHOWN = "not-shown"


class Reason(StrEnum):
    """Why a cell is hidden; for those who publish and nobody else."""

    SMALL = "small", "it counts too few"
    WOULD_TELL = "would-tell", "with what else is shown it would tell of one that counts too few"

    words: str

    def __new__(cls, code: str, words: str) -> Reason:
        """A reason of this code, in words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = words
        return made


@dataclass(frozen=True, slots=True)
class SafeCell:
    """A cell as it is published: rounded, or None where it is not shown."""

    where: Where
    value: int | None

    @property
    def told(self) -> Told:
        """Whether it is shown."""
        return Told.NOT_SHOWN if self.value is None else Told.SHOWN

    def __str__(self) -> str:
        return CONFIDENTIAL if self.value is None else f"{self.value:,}"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden cell, for those who publish: its true ``count``, why, and two values that a reader cannot tell apart.

    ``least`` and ``greatest`` are proved possible by two tables that agree with everything published; the true range
    may be wider.
    """

    where: Where
    count: int
    reason: Reason
    least: int
    greatest: int


@dataclass(frozen=True, eq=False)
class Safe:
    """A table as it may be published. ``cells`` alone is public.

    ``table`` holds the true counts and ``reach`` how far each cell is proved to be open: they are for checking the
    next edition against this one. ``kept``: cells that are shown as the edition before showed them, since they changed
    by too few to be told. ``basis``: the true count when a cell was first told as it is.
    """

    table: Table
    rule: Rule
    cells: Mapping[Where, SafeCell]
    hidden: tuple[Hidden, ...]
    reach: Mapping[Where, tuple[int, int]]
    kept: frozenset[Where]
    basis: Mapping[Where, int]

    @property
    def share_kept(self) -> float:
        """The share of its cells that are shown: what is left of its use."""
        return sum(each.value is not None for each in self.cells.values()) / len(self.cells)

    def value(self, *where: str) -> int | None:
        """What is told of a cell."""
        return self.cells[where].value
