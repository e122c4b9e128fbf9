"""The small invented record in a ledger of its own, with what is owed worked out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa
import pytest

from sightline.engines.reference import ReferenceEngine
from sightline.ledger import owed
from sightline.ledger.loading import load
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard
from tests.support import site


class Once:
    """The reference engine's answer for that record, worked out once for all tests."""

    name = "once"

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of the small record, which ``extract`` is."""
        del extract, standards
        return _obligations()


@cache
def _obligations() -> pa.Table:
    return ReferenceEngine().obligations(site.extract(), owed.standards())


@pytest.fixture
def council(db: None) -> None:
    """The record of :mod:`tests.support.site`, loaded as an extract is."""
    load(site.extract(), by="nightly", why="the first load")
    owed.rebuild(Once())
