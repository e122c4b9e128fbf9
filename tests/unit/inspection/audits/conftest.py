"""A mock inspection with a sample and two auditors, in a store that knows who holds each child."""

from __future__ import annotations

import pytest

from sightline.inspection.models import MockInspection
from tests.support import site
from tests.support.auditing import mock_with_auditors


@pytest.fixture
def mock(db: None) -> MockInspection:
    """A peer reviewer and a reviewing officer audit; the principal social worker leads."""
    site.put_in_store()
    return mock_with_auditors()
