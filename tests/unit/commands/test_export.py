"""``sightline export``: the lists of Annex A, and SSD files, from whatever there is to read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline.cli import app
from sightline.errors import UserError
from sightline.sources import annex_a, ssd
from sightline.sources.extract import from_rows
from sightline.sources.recognise import read
from tests.support.records import read_record

RECORD = """
people
person_id | gender | born_on
ada       | 2      | 2009-02-28

contacts
contact_id | person_id | contacted_on | source_code
1          | ada       | 2016-11-14   | 6
"""


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """A folder of SSD files."""
    ssd.write(from_rows(read_record(RECORD.strip("\n")), only=["people", "contacts"]), tmp_path / "extract")
    return tmp_path / "extract"


def run(*words: object) -> str:
    """What the command prints; its errors are raised."""
    done = CliRunner().invoke(app, ["export", *map(str, words)], catch_exceptions=False, standalone_mode=False)
    return done.stdout


def test_the_lists_go_into_a_folder_or_a_workbook_of_any_name(extract: Path, tmp_path: Path) -> None:
    said = run("annex-a", tmp_path / "out" / "new", "--from", extract, "--as-at", "2016-11-14")
    path = tmp_path / "out" / "new" / "annex-a-2016-11-14.xlsx"
    assert said.startswith("annex-a-2016-11-14.xlsx: 1 row, 1 child.")
    assert "“Ethnicity” is lacking in 1 of 1" in said
    assert "the record has nothing for this list" in said
    assert annex_a.read_workbook(path).lists.tables[1].num_rows == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    run("annex-a", tmp_path / "LISTS.XLSX", "--from", extract, "--as-at", "2016-11-14")
    assert annex_a.read_workbook(tmp_path / "LISTS.XLSX").lists.row_count == 1


def test_a_workbook_goes_in_and_ssd_files_come_out(extract: Path, tmp_path: Path) -> None:
    run("annex-a", tmp_path / "lists.xlsx", "--from", extract, "--as-at", "2016-11-14")
    said = run("ssd", tmp_path / "files", "--from", tmp_path / "lists.xlsx")
    assert said.startswith("files: ")
    again = read(tmp_path / "files")
    assert again.tables["contacts"].column("person_id").to_pylist() == ["ada"]
    assert (
        again.tables["people"].column("born_on").to_pylist()
        == read(extract).tables["people"].column("born_on").to_pylist()
    )
    run("ssd", tmp_path / "columns", "--from", extract, "--format", "parquet")
    assert {each.suffix for each in (tmp_path / "columns").iterdir()} == {".parquet"}


def test_what_cannot_be_done_is_said_in_one_sentence(extract: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "older.csv").write_text("x")
    lists = ("--from", extract, "--as-at", "2016-11-14")
    for words, said in (
        (("annex-a", tmp_path / "folder.xlsx", *lists), "folder.xlsx is a folder"),
        (("annex-a", tmp_path / "file" / "a.xlsx", *lists), "a.xlsx cannot be written"),
        (("annex-a", tmp_path / "a.xlsx", *lists, "--known-at", "2016-11-14"), "only `ledger` can say"),
        (("annex-a", tmp_path / "a.xlsx", "--from", tmp_path / "none", "--as-at", "2016-11-14"), "no file or folder"),
        (("ssd", tmp_path / "full", "--from", extract), "full is not an empty folder"),
        (("ssd", tmp_path / "file", "--from", extract), "file is not an empty folder"),
    ):
        with pytest.raises(UserError) as caught:
            run(*words)
        message = str(caught.value)
        assert said in message
        assert message.endswith(".")
        assert "\n" not in message
    assert not (tmp_path / "a.xlsx").exists()
