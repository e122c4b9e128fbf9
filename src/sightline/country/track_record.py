"""What published figures have been worth: the backtest's results, as ``benchmarks/backtest.py --write`` keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from sightline.country.files import DATA

PATH = DATA / "backtest.json"


@dataclass(frozen=True, slots=True)
class Predictor:
    """How well one thing told inspections below good apart (AUC, 95%); ``forward`` is None for what is not fitted."""

    name: str
    outcome: str
    inspections: int
    across: tuple[float, float, float]
    forward: tuple[float, float, float] | None
    within_years: float


@dataclass(frozen=True, slots=True)
class Fifth:
    """What inspections of authorities in one fifth by the score found; 1 is the fifth of least concern."""

    fifth: int
    inspections: int
    below_good: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OneYear:
    """How many inspections of one year were below good."""

    year: int
    inspections: int
    below_good: int


@dataclass(frozen=True, slots=True)
class Case:
    """Where the council of the case stood before it was found inadequate: shares of all authorities of less concern."""

    authority: int
    recorded_percentile: float
    score: float
    score_without_workforce: float
    fitted: float
    fitted_without_workforce: float
    repeat_plans_2015: float
    repeat_plans_2016: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The whole backtest."""

    inspections: int
    below_good: int
    predictors: tuple[Predictor, ...]
    fifths: tuple[Fifth, ...]
    years: tuple[OneYear, ...]
    case: Case

    @property
    def share_below_good(self) -> float:
        """Of all inspections since 2017."""
        return self.below_good / self.inspections

    def fifth(self, number: int) -> Fifth:
        """The record of one fifth."""
        return next(each for each in self.fifths if each.fifth == number)


@cache
def track_record() -> TrackRecord:
    """The backtest's results; read once a process."""
    raw = json.loads(PATH.read_text(encoding="utf-8"))
    case = {key: value for key, value in raw["case"].items() if key != "inspected_on"}
    return TrackRecord(
        inspections=raw["inspections"],
        below_good=raw["below_good"],
        predictors=tuple(
            Predictor(
                each["predictor"],
                each["outcome"],
                each["inspections"],
                (each["across"], each["across_low"], each["across_high"]),
                (each["forward"], each["forward_low"], each["forward_high"]) if "forward" in each else None,
                each["within_years"],
            )
            for each in raw["predictors"]
        ),
        fifths=tuple(Fifth(**each) for each in raw["fifths"]),
        years=tuple(OneYear(**each) for each in raw["years"]),
        case=Case(**case),
    )
