"""A store with the small invented council, in which mock inspections are held."""

from __future__ import annotations

import pytest

from sightline.inspection.models import MockInspection
from tests.support import mocks, site


@pytest.fixture
def store(db: None) -> None:
    """The store, with who holds each child in it."""
    site.put_in_store()


@pytest.fixture
def mock(store: None) -> MockInspection:
    """A mock inspection with evidence and a sample."""
    return mocks.with_sample()


@pytest.fixture
def begun(store: None) -> MockInspection:
    """One that was only begun."""
    return mocks.begin()
