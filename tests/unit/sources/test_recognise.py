"""Sources told by what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.errors import SourceError
from sightline.record.tables import Person
from sightline.sources import parquet, ssd
from sightline.sources.extract import from_rows
from sightline.sources.recognise import read
from tests.support.hostile import census, census_child, write_people

PEOPLE = from_rows([Person(person_id="1")], only=["people"])


def test_each_source_is_told_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    ssd.write(PEOPLE, tmp_path / "a")
    ssd.write(PEOPLE, tmp_path / "b", ssd.SsdFormat.PARQUET)
    parquet.write(PEOPLE, tmp_path / "c")
    (tmp_path / "d.csv").write_text(census(census_child("1")))
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "extract.dat").write_text(census(census_child("1")))
    (tmp_path / "f.txt").write_text("CHILD,SEX,DOB,DUC\n1,1,05/12/2005,05/12/2023\n")
    (tmp_path / "b" / "ssd_person.parquet").rename(tmp_path / "b" / "x.parquet")
    for name in ("a", "b", "c", "d.csv", "e", "f.txt", "a/ssd_person.csv", "b/x.parquet"):
        assert read(tmp_path / name).tables["people"].column("person_id").to_pylist() == ["1"], name


def test_a_folder_is_what_most_of_its_files_are(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"])
    (tmp_path / "contacts.csv").write_text("cont_contact_id,cont_person_id\nc1,1\n")
    (tmp_path / "uasc.csv").write_text("CHILD,SEX,DOB,DUC\n1,1,05/12/2005,05/12/2023\n")
    assert read(tmp_path).tables["contacts"].num_rows == 1


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read(path)
    message = str(caught.value)
    assert message[-1] == "."
    assert "\n" not in message
    assert "Traceback" not in message
    return message


def test_what_is_not_a_source_is_refused_in_one_sentence_that_says_what_to_give(tmp_path: Path) -> None:
    assert "check the path" in refusal(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "is an empty folder; give a folder of" in refusal(tmp_path / "empty")
    for number, content in enumerate(
        (b"", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", b"{}", b"PK\x03\x04", b"<html></html>", b"<")
    ):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        (folder / "file").write_bytes(content)
        refusal(folder / "file")
        refusal(folder)


def test_a_census_among_other_files_is_not_guessed_at(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"])
    (tmp_path / "census.xml").write_text(census(census_child("1")))
    assert "give the one file" in refusal(tmp_path)
