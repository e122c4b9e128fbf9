"""A store that knows who holds each child of the small invented record."""

from __future__ import annotations

import pytest

from sightline.findings.queries import Loaded
from tests.support import site


@pytest.fixture(scope="session")
def evaluated() -> Loaded:
    """The record of :mod:`tests.support.site`."""
    return site.loaded()


@pytest.fixture
def store(db: None) -> None:
    """The store, with who holds each child in it."""
    site.put_in_store()


@pytest.fixture
def loaded(evaluated: Loaded, store: None) -> Loaded:
    """The store, and the record evaluated for the pages to show."""
    return evaluated
