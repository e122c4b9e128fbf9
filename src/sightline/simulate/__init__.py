"""Avonmere, an invented council: seeded, calibrated to published rates, with failings that can be planted."""

from sightline.simulate.calibration import Comparison, calibration
from sightline.simulate.council import (
    DEFAULT_CHILDREN,
    DEFAULT_SEED,
    DEFAULT_UNTIL,
    DEFAULT_YEARS,
    Council,
    simulate,
)
from sightline.simulate.scenarios import Planting, Scenario, plant
from sightline.simulate.truth import Failure, Truth

__all__ = [
    "DEFAULT_CHILDREN",
    "DEFAULT_SEED",
    "DEFAULT_UNTIL",
    "DEFAULT_YEARS",
    "Comparison",
    "Council",
    "Failure",
    "Planting",
    "Scenario",
    "Truth",
    "calibration",
    "plant",
    "simulate",
]
