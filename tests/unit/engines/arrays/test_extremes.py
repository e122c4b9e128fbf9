"""The first and last dates there are, on every engine alike: no number made of a key and a day overflows."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from sightline.engines.base import from_arrow
from sightline.record.schema import Row
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, from_rows
from sightline.standards.nodes import AtMost, AtMostAtOnce, Every, Sequence, Within, days
from sightline.standards.standard import Standard
from tests.support.engines import ENGINES, engine_called
from tests.support.standards import standard_of
from tests.unit.engines.conftest import ALLOCATED, OPEN_CASE, REFERRALS, VISITS, of_worker

DATES = (
    dt.date.min,
    dt.date(1969, 12, 31),
    dt.date(1970, 1, 1),
    dt.date(2016, 5, 4),
    dt.date(2060, 12, 31),
    dt.date(2061, 1, 1),
    dt.date.max,
)
LONG = 3_000_000  # days; from the first date to the last is 3,652,058


@pytest.fixture(scope="module")
def far_apart(extract: Extract) -> Extract:
    """The record of these tests, its dates put at the edges one after another."""
    dates = itertools.cycle(DATES)
    rows: list[Row] = []
    for name, table in extract.tables.items():
        for row in extract.rows(name, TABLES[name].row) if table.num_rows else []:
            values = {column.name: getattr(row, column.name) for column in TABLES[name].columns}
            moved = {column: next(dates) for column, value in values.items() if isinstance(value, dt.date)}
            rows.append(TABLES[name].row(**{**values, **moved}))
    return from_rows(rows)


@pytest.fixture(scope="module")
def with_long_reach(standards: list[Standard]) -> list[Standard]:
    """The standards of these tests, and some that look further back or on than there are dates."""
    return [
        *standards,
        standard_of(Within(REFERRALS, VISITS, days(20), early=LONG), code="early"),
        standard_of(Sequence(VISITS, REFERRALS, lookback_days=LONG), code="lookback"),
        standard_of(Every(VISITS, OPEN_CASE, days(1), from_gap=2, to_gap=LONG), code="late-gaps"),
        standard_of(AtMost(1, VISITS, 20_000), code="long-period"),
        standard_of(AtMost(LONG, VISITS, 60), code="many"),
        of_worker(AtMostAtOnce(0, ALLOCATED), "none-at-once"),
    ]


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "reference"])
def test_dates_as_far_apart_as_there_are(name: str, far_apart: Extract, with_long_reach: list[Standard]) -> None:
    expected = from_arrow(engine_called("reference").obligations(far_apart, with_long_reach))
    assert from_arrow(engine_called(name).obligations(far_apart, with_long_reach)) == expected
    assert {each.since for each in expected} > set(DATES)
