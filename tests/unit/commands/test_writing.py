"""Files written whole or not at all, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sightline.commands.writing import safe_cells, write_rows, write_text
from sightline.errors import UserError

ROWS = pa.table(
    {
        "subject": ["=HYPERLINK(1)", "+44", "-1", "@x", "\tx", "P1", None],
        "team": pa.array(["=T", "T", "T", "T", "T", "T", "T"]).dictionary_encode(),
        "due": [1, 2, 3, 4, 5, 6, -7],
    }
)


def test_text_that_would_run_as_a_formula_is_quoted() -> None:
    safe = safe_cells(ROWS)
    assert safe["subject"].to_pylist() == ["'=HYPERLINK(1)", "'+44", "'-1", "'@x", "'\tx", "P1", None]
    assert safe["team"].to_pylist()[0] == "'=T"
    assert safe["due"].to_pylist()[-1] == -7  # a number is no formula


def test_csv_and_parquet_hold_the_same_rows(tmp_path: Path) -> None:
    write_rows(tmp_path / "rows.csv", ROWS)
    write_rows(tmp_path / "rows.parquet", ROWS)
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["subject"] for row in rows[-2:]] == ["P1", ""]
    assert pq.read_table(tmp_path / "rows.parquet")["subject"].to_pylist()[0] == "=HYPERLINK(1)"


def test_a_failed_write_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    write_text(target, "before")
    with pytest.raises(UnicodeEncodeError):
        write_text(target, "\ud800")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"report\.txt cannot be written \(no such file or directory\)"):
        write_text(tmp_path / "missing" / "report.txt", "x")


def test_a_report_may_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    plain, written = tmp_path / "plain.txt", tmp_path / "written.txt"
    plain.write_text("x", encoding="utf-8")
    write_text(written, "x")
    assert plain.stat().st_mode == written.stat().st_mode
