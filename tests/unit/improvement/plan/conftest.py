"""The small invented record in a store, people to keep the plan, and a measure that says what a test has it say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.plan import add_recommendation
from sightline.improvement.models import Counted, Measure, MeasureKind, Recommendation, Source
from sightline.improvement.queries import plan_closing
from sightline.improvement.queries.measures import Stands
from sightline.improvement.series import Point
from sightline.web import clock
from tests.support.personas import Persona, make

Measured = Callable[..., Measure]


@pytest.fixture
def lead(loaded: Loaded) -> Account:
    """The principal social worker, who keeps the plan and may sign over nothing."""
    return make(Persona.AUDITOR)


@pytest.fixture
def director(loaded: Loaded) -> Account:
    """The director, who may close over a measure."""
    return make(Persona.DIRECTOR)


@pytest.fixture
def row(lead: Account) -> Recommendation:
    """A recommendation of the plan."""
    return recommended(lead)


def recommended(by: Account, **said: Any) -> Recommendation:
    """A recommendation in the plan, with what is said otherwise."""
    given: dict[str, Any] = {
        "source": Source.OTHER,
        "words": "See every child who is in need, alone.",
        "made_on": dt.date(2016, 2, 1),
    }
    return add_recommendation(by=by, **{**given, **said})


@dataclass
class Figures:
    """What each measure is to say, by its key: whether it meets its target, and for how many months it has."""

    meets: dict[int, bool | None] = field(default_factory=dict)
    months: dict[int, int] = field(default_factory=dict)
    points: dict[int, list[Point]] = field(default_factory=dict)
    before: dict[tuple[int, dt.date], bool | None] = field(default_factory=dict)  # on a day, where it was otherwise

    def stands(self, measure: Measure, on: dt.date, loaded: Loaded | None = None) -> Stands:
        """In place of what is read from the record."""
        meets = self.before.get((measure.pk, on), self.meets.get(measure.pk))
        return Stands(None, meets, None, self.months.get(measure.pk, 0) if meets else 0, "So it stands.")

    def series(self, measure: Measure, until: dt.date, loaded: Loaded | None = None) -> list[Point]:
        """In place of what is read from the record."""
        return self.points.get(measure.pk, [])


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """What the measures say, in a test's own hands."""
    found = Figures()
    monkeypatch.setattr(plan_closing, "stands", found.stands)
    monkeypatch.setattr(plan_closing, "series", found.series)
    return found


@pytest.fixture
def measured(lead: Account, figures: Figures) -> Measured:
    """Put a measure to a recommendation that says what is given."""

    def measuring(
        row: Recommendation, meets: bool | None = False, months: int = 0, *, target: float = 0.9, hold: int = 6
    ) -> Measure:
        made = Measure.objects.create(
            recommendation=row,
            kind=MeasureKind.STANDARD,
            key="child-seen-6m",
            counted=Counted.KEPT,
            higher_is_better=True,
            target=target,
            target_on=dt.date(2017, 3, 31),
            months_to_hold=hold,
            by=lead,
            at=clock.now(),
        )
        figures.meets[made.pk], figures.months[made.pk] = meets, months
        return made

    return measuring
