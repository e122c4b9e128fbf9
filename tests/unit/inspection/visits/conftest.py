"""The small invented record in a store, for what is recorded of real inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.inspection.actions.real_inspections import Confirmed, Recommended, record_inspection
from sightline.inspection.following import Event
from sightline.inspection.models import RealInspection
from tests.support.personas import Persona, make

SAMPLES = Path(__file__).parents[3] / "samples" / "ofsted"
CASE = SAMPLES / "2017-02-13-south-gloucestershire.pdf"
Record = Callable[..., RealInspection]


@pytest.fixture
def lead(loaded: Loaded) -> Account:
    """The principal social worker, who records inspections."""
    return make(Persona.AUDITOR)


def confirmed(**said: Any) -> Confirmed:
    """An inspection as somebody might confirm it, with what is said otherwise."""
    given: dict[str, Any] = {
        "authority": "Avonmere",
        "framework": "sif-2013-2017",
        "event": Event.INSPECTION,
        "started_on": dt.date(2016, 6, 6),
        "ended_on": dt.date(2016, 6, 30),
        "published_on": dt.date(2016, 7, 25),
        "judgements": {"overall": "inadequate", "leadership": "inadequate", "adoption": "good"},
        "recommendations": (
            Recommended("See every child.", "1", 7, "Recommendations"),
            Recommended("Hear every child.", "2", 7, "Recommendations"),
        ),
    }
    return Confirmed(**{**given, **said})


@pytest.fixture
def record(lead: Account) -> Record:
    """Record an inspection, with what is said otherwise."""

    def recording(**said: Any) -> RealInspection:
        return record_inspection(confirmed=confirmed(**said), by=lead)

    return recording
