"""What of its measures stands in the way of closing a recommendation: the rule, in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sightline.findings.queries.loaded import Loaded
from sightline.improvement.models import Measure, Recommendation, StatusChange
from sightline.improvement.queries.measures import Stands, meets_target, name_of, series, stands, team_name


class ByMeasure(StrEnum):
    """How a recommendation stands by its measures, as the record says."""

    NONE = "No measure"
    FAILING = "Failing"
    CANNOT_TELL = "Cannot be told"
    NOT_LONG_ENOUGH = "Met, not yet for long enough"
    HELD = "Met and held"


WORST = (ByMeasure.FAILING, ByMeasure.CANNOT_TELL, ByMeasure.NOT_LONG_ENOUGH, ByMeasure.HELD)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one measure stands."""

    measure: Measure
    stands: Stands
    name: str

    @property
    def by_measure(self) -> ByMeasure:
        """The same in one of a few words."""
        if self.stands.meets is None:
            return ByMeasure.CANNOT_TELL
        if not self.stands.meets:
            return ByMeasure.FAILING
        return ByMeasure.HELD if self.stands.has_held(self.measure.months_to_hold) else ByMeasure.NOT_LONG_ENOUGH

    @property
    def words(self) -> str:
        """What stands in the way of closing, in a sentence."""
        ended = " It was taken away, and nothing as demanding took its place." if self.measure.ended_at else ""
        return f"{self.name}. {self.stands.words}{ended}"


def standing_of(measure: Measure, on: dt.date, loaded: Loaded | None = None) -> Standing:
    """How a measure stands on a day."""
    return Standing(measure, stands(measure, on, loaded), _named(measure, loaded))


def _named(measure: Measure, loaded: Loaded | None) -> str:
    name = name_of(measure, loaded).rstrip(".")
    return f"{name} ({team_name(measure, loaded)})" if measure.team_id else name


def worst(standings: Iterable[Standing]) -> ByMeasure:
    """How a recommendation stands by all its measures: as by the worst of them."""
    found = {each.by_measure for each in standings}
    return next((each for each in WORST if each in found), ByMeasure.NONE)


def counting(measures: Iterable[Measure]) -> list[Measure]:
    """The measures that count: those not ended, and those ended for which none as demanding was put in their place.

    Otherwise a failing measure could be got rid of by ending it, and nobody would have signed.
    """
    every = list(measures)
    live = [each for each in every if each.ended_at is None]
    ended = [each for each in every if each.ended_at is not None]
    return live + [each for each in ended if not any(_is_as_demanding(one, each) for one in live)]


def in_the_way(recommendation: Recommendation, on: dt.date, loaded: Loaded | None = None) -> list[Standing]:
    """What stands in the way of closing it: each measure that fails, cannot be told, or has not held long enough."""
    found = [standing_of(each, on, loaded) for each in counting(recommendation.measures.all())]
    return [each for each in found if each.by_measure is not ByMeasure.HELD]


def failed_since(closed: StatusChange, on: dt.date, loaded: Loaded | None = None) -> list[Standing]:
    """The measures that now fail of a recommendation closed by ``closed``, ended ones that still count among them.

    Of one closed over its measures, those that failed then count only once they had been met since: what was signed for
    is not undone overnight. One that was met then, or could not be told, was not. What cannot be told reopens nothing.
    """
    found = []
    for measure in counting(closed.recommendation.measures.all()):
        now = standing_of(measure, on, loaded)
        if now.by_measure is not ByMeasure.FAILING:
            continue
        is_signed_for = (
            closed.over_measure
            and measure.at <= closed.at
            and stands(measure, closed.on, loaded).meets is False
            and not _met_since(measure, closed.on, on, loaded)
        )
        if not is_signed_for:
            found.append(now)
    return found


def _met_since(measure: Measure, since: dt.date, until: dt.date, loaded: Loaded | None) -> bool:
    points = series(measure, until, loaded)
    return any(each.on > since and each.value is not None and meets_target(measure, each.value) for each in points)


def _is_as_demanding(one: Measure, other: Measure) -> bool:
    fields = ("kind", "key", "counted", "team_id", "higher_is_better")
    if any(getattr(one, each) != getattr(other, each) for each in fields):
        return False
    is_as_far = one.target >= other.target if other.higher_is_better else one.target <= other.target
    return is_as_far and one.months_to_hold >= other.months_to_hold
