"""The small invented record, evaluated once for all the site's tests, and a store of its own for each."""

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
    """The same, with who holds each child in the store."""
    site.put_in_store()
    return evaluated
