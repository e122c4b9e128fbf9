"""A child's record written as small tables, read as the page reads it, without a store."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.casework.queries.child.reading import Reading
from tests.support.readings import AS_AT, LOADED, STAFF, WRITINGS, Read, record_of
from tests.support.records import read_record


@pytest.fixture
def read() -> Read:
    """Reads tables of text as a child's record; ``as_at`` and ``transaction`` may be given."""

    def reading(text: str, *, as_at: dt.date = AS_AT, transaction: int = LOADED) -> Reading:
        return Reading(record_of(read_record(text), transaction), as_at, STAFF, WRITINGS)

    return reading
