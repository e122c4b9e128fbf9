"""A mock inspection of the small invented council with evidence and a sample, to conclude from."""

from __future__ import annotations

import pytest

from sightline.inspection.models import MockInspection
from tests.support import mocks, site


@pytest.fixture
def mock(db: None) -> MockInspection:
    """Under the Single Inspection Framework, led by the principal social worker; the director audits."""
    site.put_in_store()
    return mocks.with_sample()
