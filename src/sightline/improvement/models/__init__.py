"""The plan, its measures, boards, campaigns, practice and inquiries."""

from __future__ import annotations

from sightline.improvement.models.measures import Counted, Measure, MeasureKind, Reading
from sightline.improvement.models.planned_actions import PlannedAction
from sightline.improvement.models.recommendations import Recommendation, Source, Status, StatusChange

__all__ = [
    "Counted",
    "Measure",
    "MeasureKind",
    "PlannedAction",
    "Reading",
    "Recommendation",
    "Source",
    "Status",
    "StatusChange",
]
