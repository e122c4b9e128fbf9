"""The small invented record, evaluated and in a store, with a member and an officer."""

from __future__ import annotations

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from tests.support.personas import Persona, make


@pytest.fixture
def member(loaded: Loaded) -> Account:
    """An elected member."""
    return make(Persona.ELECTED_MEMBER)


@pytest.fixture
def director(loaded: Loaded) -> Account:
    """The director."""
    return make(Persona.DIRECTOR)
