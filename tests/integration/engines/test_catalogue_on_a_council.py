"""The whole catalogue over a simulated council, read back from Parquet: the same from every engine."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from sightline.engines.base import from_arrow
from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.standing.inspect import weigh_record
from sightline.inspection.standing.owed import verdicts_on
from sightline.simulate import Scenario, simulate
from sightline.sources.extract import Extract
from sightline.sources.parquet import read, write
from sightline.standards.catalogue import CATALOGUE
from tests.support.engines import ENGINES, engine_called


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """A small council with every failing planted."""
    folder = tmp_path_factory.mktemp("council")
    write(simulate(children=150, years=4, seed=11, scenario=Scenario.CASE_2016).extract, folder)
    return read(folder)


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "reference"])
def test_every_standard_yields_the_same_obligations(name: str, extract: Extract) -> None:
    standards = list(CATALOGUE.values())
    expected = Counter(from_arrow(engine_called("reference").obligations(extract, standards)))
    found = Counter(from_arrow(engine_called(name).obligations(extract, standards)))
    assert not expected - found
    assert not found - expected
    assert len({each.standard for each in found}) > 100


def test_an_inspection_counts_what_the_engine_counts(extract: Extract) -> None:
    """One definition of what fell due, what is still owed and what has faded, in the report and in the database."""
    standards, as_at = list(CATALOGUE.values()), dt.date(2016, 11, 14)
    record = weigh_record(extract, as_at, DuckDBEngine(), standards)
    counted = {row["standard"]: row for row in DuckDBEngine().evaluate(extract, standards).counts(as_at).to_pylist()}
    names = ("due", "met", "breached_open", "breached_late", "not_yet_due", "unknown")
    found = {
        each.code: {**{name: getattr(figure, name) for name in names}, "subjects": len(figure.subjects)}
        for each, figure in zip(record.standards, record.measures, strict=True)
    }
    assert {code: row for code, row in found.items() if any(row.values())} == {
        code: {name: row[name] for name in (*names, "subjects")}
        for code, row in counted.items()
        if any(row[name] for name in names)
    }
    owed = verdicts_on(extract, DuckDBEngine(), standards, as_at)
    open_ = Counter(owed.filter(owed["is_open"])["standard"].to_pylist())
    assert open_ == Counter({code: row["breached_open"] for code, row in counted.items() if row["breached_open"]})


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
