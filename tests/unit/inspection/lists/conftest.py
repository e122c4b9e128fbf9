"""A store with the small invented council, and a mock inspection of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sightline.inspection.models import MockInspection
from sightline.inspection.queries import lists
from sightline.ledger.loading import load
from tests.support import mocks, site


@pytest.fixture
def store(db: None) -> Iterator[None]:
    """The store, with who holds each child in it, and no list kept from another test."""
    load(site.extract(), by="a test", why="the small invented record")
    lists.forget()
    yield
    lists.forget()


@pytest.fixture
def mock(store: None) -> MockInspection:
    """A mock inspection with evidence."""
    begun = mocks.begin()
    mocks.freeze(begun)
    return begun
