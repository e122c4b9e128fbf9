"""The rule from findings to an indicative grade, read from ``rule.toml``. It is Sightline's own and not Ofsted's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from importlib import resources

NOT_OFSTEDS = (
    "Indicative grades are Sightline's own reading of dates in a record. They are not Ofsted's, and no substitute for "
    "people who read files and talk to children."
)


class Grade(StrEnum):
    """The grades of every framework, best first, and what is said when there is too little to go on."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"
    NOT_ASSESSABLE = "not assessable"


class Status(IntEnum):
    """How a standard or a line of enquiry stands; the order is used to compare.

    ``TOO_FEW_TO_TELL``: met less often than is expected, and in so few cases that chance can explain it. Nothing is
    said of it, neither that it is a weakness nor that it holds.
    """

    NOT_ASSESSABLE = 0
    STRONG = 1
    SOUND = 2
    TOO_FEW_TO_TELL = 3
    WEAK = 4
    FAILING = 5

    @property
    def words(self) -> str:
        """In words, for a reader."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class StandardRule:
    """When a standard is strong, sound, weak or failing."""

    tolerance: float
    strong_part_of_tolerance: float
    failing_part_of_expected: float
    least_cases: int

    def expected(self, tolerance: float | None) -> float:
        """The share to be kept before a standard is a weakness."""
        return 1 - (self.tolerance if tolerance is None else tolerance)

    def strong(self, tolerance: float | None) -> float:
        """The share kept from which a standard is strong."""
        return 1 - (self.tolerance if tolerance is None else tolerance) * self.strong_part_of_tolerance

    def failing(self, tolerance: float | None) -> float:
        """The share kept below which a standard is failing."""
        return self.expected(tolerance) * self.failing_part_of_expected


@dataclass(frozen=True, slots=True)
class SeriousRule:
    """When breaches that still stand are a serious failure."""

    children: int
    share: float
    team_share: float
    team_least: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """When a line of enquiry is weak or failing."""

    weak_share: float
    failing_share: float


@dataclass(frozen=True, slots=True)
class JudgementRule:
    """When a judgement is indicated to be what."""

    weak_share: float
    widespread_lines: int
    least_assessable: float
    highest: Grade


@dataclass(frozen=True, slots=True)
class LeadersRule:
    """When leadership is indicated to be inadequate."""

    untold_days: int
    failing_share: float


@dataclass(frozen=True, slots=True)
class StoodOutRule:
    """When a line of enquiry is said to have stood out."""

    least_days: int
    lapse_days: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The whole rule."""

    version: int
    window_days: int
    interval_z: float
    standard: StandardRule
    serious: SeriousRule
    line: LineRule
    judgement: JudgementRule
    leaders: LeadersRule
    stood_out: StoodOutRule


@cache
def load_rule() -> Rule:
    """The rule as shipped."""
    with (resources.files("sightline.inspection.standing") / "rule.toml").open("rb") as file:
        raw = tomllib.load(file)
    judgement = {**raw.pop("judgement")}
    return Rule(
        standard=StandardRule(**raw.pop("standard")),
        serious=SeriousRule(**raw.pop("serious")),
        line=LineRule(**raw.pop("line")),
        judgement=JudgementRule(**{**judgement, "highest": Grade(judgement["highest"])}),
        leaders=LeadersRule(**raw.pop("leaders")),
        stood_out=StoodOutRule(**raw.pop("stood_out")),
        **raw,
    )
