"""The whole catalogue over a simulated council, read back from Parquet: the same from both engines."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.duckdb import DuckDBEngine
from sightline.engines.reference import ReferenceEngine
from sightline.simulate import Scenario, simulate
from sightline.sources.extract import Extract
from sightline.sources.parquet import read, write
from sightline.standards.catalogue import CATALOGUE


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """A small council with every failing planted."""
    folder = tmp_path_factory.mktemp("council")
    write(simulate(children=150, years=4, seed=11, scenario=Scenario.CASE_2016).extract, folder)
    return read(folder)


def test_every_standard_yields_the_same_obligations(extract: Extract) -> None:
    standards = list(CATALOGUE.values())
    expected = Counter(from_arrow(ReferenceEngine().obligations(extract, standards)))
    found = Counter(from_arrow(DuckDBEngine().obligations(extract, standards)))
    assert not expected - found
    assert not found - expected
    assert len({each.standard for each in found}) > 100


def test_what_is_answered_adds_up(extract: Extract) -> None:
    evaluation = DuckDBEngine().evaluate(extract, list(CATALOGUE.values()))
    as_at = dt.date(2016, 11, 14)
    days = evaluation.history(as_at, as_at).to_pylist()
    open_then = Counter[str]()
    for row in days:
        open_then[row["standard"]] += row["breached_open"]
    counts = {row["standard"]: row for row in evaluation.counts(as_at).to_pylist()}
    assert {code: count for code, count in open_then.items() if count} == {
        code: row["breached_open"] for code, row in counts.items() if row["breached_open"]
    }
    assert all(row["due"] == row["met"] + row["breached_open"] + row["breached_late"] for row in counts.values())
