"""A council saved and read again is the same; one failing planted alone is the only one planted."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from sightline.simulate import plant, simulate
from sightline.simulate.failings import FAILINGS
from sightline.simulate.write import TRUTH, write
from sightline.sources.recognise import read

UNTIL = dt.date(2016, 11, 14)
# Where a row breaks the standards of two lines: a manager with eighty children is overloaded and does not see them,
# and a plan ended without a reason is also a decision without one.
ALSO = {
    "cases-held-by-managers": {"children-not-seen", "supervision-and-decisions"},
    "child-protection-numbers": {"supervision-and-decisions"},
}


@pytest.mark.parametrize("form", ["parquet", "ssd-csv"])
def test_what_is_written_is_read_back_row_for_row(tmp_path: Path, form: str) -> None:
    council = simulate(200, 3, UNTIL, 6)
    write(council, tmp_path / "avonmere", form)
    again = read(tmp_path / "avonmere")
    assert again.refusals == ()
    assert {name: table.num_rows for name, table in again.tables.items()} == {
        name: table.num_rows for name, table in council.extract.tables.items()
    }
    for name in ("people", "cin_episodes", "cla_placements", "involvements", "exploitation_screenings"):
        key = [(council.extract.tables[name].column_names[0], "ascending")]
        assert again.tables[name].sort_by(key).to_pylist() == council.extract.tables[name].sort_by(key).to_pylist()
    truth = json.loads((tmp_path / "avonmere" / TRUTH).read_text(encoding="utf-8"))
    assert truth["as_at"] == "2016-11-14"
    assert len(truth["failures"]) == len(council.truth.failures)


def test_another_form_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="written as parquet or ssd-csv, not 'xlsx'"):
        write(simulate(50, 1, UNTIL, 1), tmp_path, "xlsx")


@pytest.mark.parametrize("line", sorted(FAILINGS))
def test_one_failing_planted_alone_is_the_only_one(line: str) -> None:
    begins = dt.date(2014, 1, 6)
    council = simulate(900, 5, UNTIL, 8, also=(plant(line, begins),))
    planted = [each for each in council.truth.failures if each.origin == "planted"]
    assert planted, line
    assert {each.line for each in planted} <= ALSO.get(line, set()) | {line}
    assert all(each.began_on >= begins for each in planted)
