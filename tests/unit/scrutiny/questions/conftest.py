"""The small council's store, and those who ask, answer and keep the questions."""

from __future__ import annotations

import pytest

from sightline.access.models import Account
from tests.support import site
from tests.support.personas import Persona, make


@pytest.fixture
def store(db: None) -> None:
    """The store, with who holds each child in it."""
    site.put_in_store()


@pytest.fixture
def member(store: None) -> Account:
    """An elected member."""
    return make(Persona.ELECTED_MEMBER)


@pytest.fixture
def clerk(store: None) -> Account:
    """The scrutiny officer."""
    return make(Persona.SCRUTINY_OFFICER)


@pytest.fixture
def head(store: None) -> Account:
    """The head of service."""
    return make(Persona.HEAD_OF_SERVICE)


@pytest.fixture
def director(store: None) -> Account:
    """The director."""
    return make(Persona.DIRECTOR)
