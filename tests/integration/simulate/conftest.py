"""Two small councils, drawn once for all these tests."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.simulate import Council, Scenario, simulate

UNTIL = dt.date(2016, 11, 14)


@pytest.fixture(scope="package")
def healthy() -> Council:
    return simulate(2_000, 8, UNTIL, 5)


@pytest.fixture(scope="package")
def case() -> Council:
    return simulate(2_000, 8, UNTIL, 5, Scenario.CASE_2016)
