"""The small invented record of :mod:`tests.support.site`, evaluated, and a store that knows who holds each child."""

from __future__ import annotations

import pytest

from sightline.findings.queries import Loaded
from tests.support import site


@pytest.fixture
def evaluated() -> Loaded:
    """The record, evaluated once in a process and held again for each test."""
    return site.loaded()


@pytest.fixture
def store(db: None) -> None:
    """The store, with who holds each child in it."""
    site.put_in_store()


@pytest.fixture
def loaded(evaluated: Loaded, store: None) -> Loaded:
    """The store, and the record evaluated for the pages to show."""
    return evaluated
