"""An evaluation is shared by what holds the same rows, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from sightline.engines.base import OBLIGATIONS
from sightline.engines.reference import ReferenceEngine
from sightline.inspection.standing.inspect import WeighedRecord, weigh_record
from sightline.sources.extract import Extract, from_rows
from sightline.standards.catalogue import CATALOGUE
from sightline.web.sharing import Answered, is_the_same
from tests.support import site

STANDARDS = tuple(CATALOGUE.values())


@pytest.fixture(scope="module")
def record() -> WeighedRecord:
    """The small record weighed."""
    return weigh_record(site.extract(), site.AS_AT, ReferenceEngine(), STANDARDS)


def as_text(table: pa.Table) -> list[tuple[object, ...]]:
    rows = table.select(OBLIGATIONS.names).cast(OBLIGATIONS).to_pylist()
    return sorted((tuple(row.values()) for row in rows), key=repr)


def test_the_same_rows_are_not_evaluated_again(record: WeighedRecord) -> None:
    again = Extract(dict(site.extract().tables), dict(site.extract().supplied), "another source of the same")
    answer = Answered(record).evaluate(again, STANDARDS)
    assert answer.encoded() is record.owed.named()  # type: ignore[attr-defined]
    assert as_text(Answered(record).obligations(again, STANDARDS)) == as_text(record.owed.named())


def test_one_row_more_is_evaluated(record: WeighedRecord) -> None:
    rows = [each for each in site.rows() if getattr(each, "person_id", "") != site.UNSEEN]
    fewer = from_rows(rows, only=site.extract().supplied)
    assert not is_the_same(fewer, site.extract())
    found = Answered(record).obligations(fewer, STANDARDS)
    assert found.num_rows
    assert site.UNSEEN not in found["subject"].to_pylist()


def test_a_source_that_could_say_less_is_another(record: WeighedRecord) -> None:
    supplied = {name: columns for name, columns in site.extract().supplied.items() if name != "cin_visits"}
    assert not is_the_same(replace(site.extract(), supplied=supplied), site.extract())
