"""The small invented record, evaluated once for all the findings' tests."""

from __future__ import annotations

import pytest

from sightline.findings.queries import Loaded
from tests.support import site


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The record of :mod:`tests.support.site`."""
    return site.loaded()
