"""A small council, its lists, and the workbook of them, made once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from sightline.simulate import Scenario, simulate
from sightline.sources import annex_a
from sightline.sources.annex_a import Lists
from sightline.sources.extract import Extract

DAY = dt.date(2016, 11, 14)


@dataclass(frozen=True)
class Written:
    """A record, its lists as at ``DAY``, and their workbook read back as a record."""

    record: Extract
    lists: Lists
    path: Path
    again: Extract


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A council in which much goes wrong: more to carry over."""
    record = simulate(children=1500, years=6, seed=11, scenario=Scenario.CASE_2016).extract
    lists = annex_a.derive(record, DAY)
    path = tmp_path_factory.mktemp("annex-a") / "lists.xlsx"
    annex_a.write(lists, path)
    return Written(record, lists, path, annex_a.read(path))
