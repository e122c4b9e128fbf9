"""The small invented record, evaluated and in a store, and a question asked of it."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.findings.queries import Loaded
from sightline.improvement.actions.inquiries import Asked, ask
from sightline.improvement.models import Inquiry
from tests.support import site
from tests.support.persona import Persona
from tests.support.personas import make

ASKED = Asked(
    title="Children held by managers",
    why="How many had a manager's name and no worker, and who was told?",
    asked_for="The improvement board",
    line="cases-held-by-managers",
    standards=(),
    team_id="",
    service="disability-0-25",
    since=dt.date(2014, 1, 1),
    until=site.AS_AT,
)


@pytest.fixture
def inquiry(loaded: Loaded) -> Inquiry:
    """A question, asked by the director."""
    return ask(asked=ASKED, known=frozenset(loaded.standards), by=make(Persona.DIRECTOR))
