"""The small invented record, evaluated and in a store, with a member and an officer."""

from __future__ import annotations

import pytest

from sightline.access.models import Account
from sightline.findings.queries import Loaded, hold
from tests.support import site
from tests.support.personas import Persona, make


@pytest.fixture(scope="session")
def evaluated() -> Loaded:
    """The record of :mod:`tests.support.site`."""
    return site.loaded()


@pytest.fixture
def loaded(evaluated: Loaded, db: None) -> Loaded:
    """The record in the store, and evaluated for the pages to show."""
    site.put_in_store()
    hold(evaluated)
    return evaluated


@pytest.fixture
def member(loaded: Loaded) -> Account:
    """An elected member."""
    return make(Persona.ELECTED_MEMBER)


@pytest.fixture
def director(loaded: Loaded) -> Account:
    """The director."""
    return make(Persona.DIRECTOR)
