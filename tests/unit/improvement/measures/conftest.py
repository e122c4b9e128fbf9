"""The small invented record, evaluated and in a store, and whoever makes measures of it."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.actions.measures import Wanted
from sightline.improvement.models import Counted, MeasureKind
from tests.support.personas import Persona, make

TARGET_ON = dt.date(2017, 5, 31)


def wanted(**told: object) -> Wanted:
    """A measure of children not seen, but for what is ``told``."""
    usual: dict[str, object] = {
        "kind": MeasureKind.STANDARD,
        "key": "child-seen-6m",
        "counted": Counted.OPEN,
        "target": 0.0,
        "target_on": TARGET_ON,
        "months_to_hold": 3,
        "higher_is_better": False,
        "words": "A child whom nobody sees cannot say.",
    }
    return Wanted(**{**usual, **told})  # type: ignore[arg-type]


@pytest.fixture
def analyst(loaded: Loaded) -> Account:
    """Who makes measures."""
    return make(Persona.ANALYST)
