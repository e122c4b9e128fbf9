"""The small invented record, evaluated."""

from __future__ import annotations

import pytest

from sightline.findings.queries import Loaded
from tests.support import site


@pytest.fixture(scope="session")
def evaluated() -> Loaded:
    """The record of :mod:`tests.support.site`."""
    return site.loaded()


@pytest.fixture
def loaded(evaluated: Loaded, db: None) -> Loaded:
    """The store, and the record evaluated for the pages to show."""
    site.put_in_store()
    return evaluated
