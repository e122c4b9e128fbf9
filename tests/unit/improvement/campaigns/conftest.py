"""The small invented record in a store, for campaigns of it."""

from __future__ import annotations

import pytest

from sightline.ledger.loading import load
from tests.support import site


@pytest.fixture
def record(db: None) -> None:
    """Who holds whom in the record of :mod:`tests.support.site`, in the store."""
    site.put_in_store()


@pytest.fixture
def whole_record(db: None) -> None:
    """All of that record, loaded as an extract is, with the ledger's digests."""
    load(site.extract(), by="a test", why="The small invented record", source="a test")
