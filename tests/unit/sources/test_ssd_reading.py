"""SSD files as councils send them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sightline.errors import SourceError
from sightline.sources import ssd
from sightline.sources.extract import Extract, FileSummary
from sightline.sources.integrity import CONFLICT, NO_KEY
from sightline.sources.recognise import read
from sightline.sources.ssd_file import NO_KEY_COLUMN, NOT_RECOGNISED
from sightline.sources.values import NOT_A_DATE, NOT_A_FLAG, OUT_OF_RANGE
from tests.support.hostile import PERSON_COLUMNS, write_people


def refused(extract: Extract) -> list[tuple[int, str, str, bool]]:
    return [(each.line, each.column, each.reason, each.kept_row) for each in extract.refusals]


def born(extract: Extract) -> dict[str, dt.date | None]:
    return {row["person_id"]: row["born_on"] for row in extract.tables["people"].to_pylist()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    write_people(
        tmp_path, [delimiter.join(("1", "Siân", "Zoë", "2016-11-14", "Y", "2"))], delimiter=delimiter, encoding=encoding
    )
    (row,) = read(tmp_path).tables["people"].to_pylist()
    assert (row["person_id"], row["forename"], row["surname"]) == ("1", "Siân", "Zoë")
    assert (row["born_on"], row["is_mother"], row["sex"]) == (dt.date(2016, 11, 14), True, "2")


def test_columns_in_any_case_and_order_extra_ones_counted_absent_ones_not_supplied(tmp_path: Path) -> None:
    write_people(
        tmp_path, ["2016-11-14,x,1"], columns=("PERS_DOB", "Local_Note", " Pers_Person_Id "), name="anything.txt"
    )
    extract = read(tmp_path)
    assert born(extract) == {"1": dt.date(2016, 11, 14)}
    assert extract.supplied == {"people": frozenset({"person_id", "born_on"})}
    assert extract.files == (FileSummary("anything.txt", "people", 1, 0, 0, 1),)


def test_a_refused_value_keeps_its_row_and_says_where_it_stands(tmp_path: Path) -> None:
    home = "12 Acacia Avenue"
    write_people(
        tmp_path, [f"1,A,B,{home},Y,1", "2,A,B,1899-01-01,Y,1", "3,A,B,2016-11-14,perhaps,1", "4,A,B,01/02/2101,N,1"]
    )
    extract = read(tmp_path)
    assert refused(extract) == [
        (2, "pers_dob", NOT_A_DATE, True),
        (3, "pers_dob", OUT_OF_RANGE, True),
        (4, "pers_is_mother", NOT_A_FLAG, True),
        (5, "pers_dob", OUT_OF_RANGE, True),
    ]
    assert born(extract) == {"1": None, "2": None, "3": dt.date(2016, 11, 14), "4": None}
    assert home not in repr(extract.refusals)
    assert extract.files == (FileSummary("ssd_person.csv", "people", 4, 0),)


def test_lines_are_right_beyond_quoted_line_breaks(tmp_path: Path) -> None:
    write_people(tmp_path, ['1,"A\nmiddle\nname",B,2016-11-14,Y,1', "2,A,B,bad,Y,1"])
    assert refused(read(tmp_path)) == [(5, "pers_dob", NOT_A_DATE, True)]


def test_rows_refused_for_every_reason_are_summed_up(tmp_path: Path) -> None:
    write_people(
        tmp_path,
        [
            *("1,A,B,2016-11-14,Y,1", "1,A,B,2016-11-14,Y,1", "1,A,C,2016-11-14,Y,1", ",A,B,2016-11-14,Y,1"),
            *("2,A,B", "3,A,\0B,2016-11-14,Y,1", "4,A,B,14-Nov-2016,N,2"),
        ],
    )
    extract = read(tmp_path)
    assert refused(extract) == [
        (4, "pers_person_id", CONFLICT, False),
        (5, "pers_person_id", NO_KEY, False),
        (6, "", "the row has 3 cells and the header 6", False),
        (7, "", "the row holds a null byte", False),
    ]
    assert set(born(extract)) == {"1", "4"}
    assert extract.files == (FileSummary("ssd_person.csv", "people", accepted=2, refused=4, collapsed=1),)


def test_one_table_in_two_files_is_one_table_and_each_row_keeps_its_place(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1", "2,A,B,bad,Y,1"], name="a.csv")
    write_people(tmp_path, ["2,A,Other,2016-11-14,Y,1", "3,A,B,2016-11-14,Y,1"], name="b.csv", delimiter=",")
    extract = read(tmp_path)
    assert set(born(extract)) == {"1", "2", "3"}
    assert [(each.file, each.line, each.reason) for each in extract.refusals] == [
        ("a.csv", 3, NOT_A_DATE),
        ("b.csv", 2, CONFLICT),
    ]
    assert [(each.file, each.accepted, each.refused) for each in extract.files] == [("a.csv", 2, 0), ("b.csv", 1, 1)]


def test_a_link_to_no_row_is_reported_and_the_row_kept(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"])
    (tmp_path / "x.csv").write_text("cont_contact_id,cont_person_id,cont_contact_date\nc1,1,2016-11-14\nc2,99,\n")
    extract = read(tmp_path)
    assert extract.tables["contacts"].num_rows == 2
    assert refused(extract) == [(3, "cont_person_id", "no row of people has this key", True)]


def test_a_placeholder_column_is_not_supplied(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "cppr_cp_review_id,cppr_person_id,cppr_cp_review_participation,cppr_cp_review_date\n"
        "1,ada,PLACEHOLDER_DATA,1900-01-01\n2,bob,PLACEHOLDER_DATA,\n"
    )
    extract = read(tmp_path)
    assert extract.supplied["cp_reviews"] == {"cp_review_id", "person_id"}
    assert extract.refused_total == 0


def test_immunisations_which_the_ssd_gives_no_key_are_keyed_by_what_they_say(tmp_path: Path) -> None:
    header = "clai_person_id,clai_immunisations_status,clai_immunisations_status_date\n"
    (tmp_path / "x.csv").write_text(header + "ada,Y,2016-11-14\nada,Y,2016-11-14\nbob,N,2016-11-14\n")
    extract = read(tmp_path)
    assert extract.tables["cla_immunisations"].num_rows == 2
    assert extract.files[0].collapsed == 1


def test_a_file_without_its_key_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"])
    (tmp_path / "contacts.csv").write_text("cont_person_id,cont_contact_date\n1,2016-11-14\n")
    (tmp_path / "notes.csv").write_text("colour,shape\nred,round\n")
    (tmp_path / "nothing.csv").write_bytes(b"")
    extract = read(tmp_path)
    assert [(each.file, each.line, each.reason) for each in extract.refusals] == [
        ("contacts.csv", 1, NO_KEY_COLUMN),
        ("notes.csv", 1, NOT_RECOGNISED),
        ("nothing.csv", 1, "the file is empty"),
    ]
    assert "contacts" not in extract.supplied


def test_a_header_alone_supplies_its_columns(tmp_path: Path) -> None:
    write_people(tmp_path, [])
    extract = read(tmp_path)
    assert extract.supplied["people"] == {"person_id", "forename", "surname", "born_on", "is_mother", "sex"}
    assert extract.row_count == 0


def test_formulas_stay_as_they_are_when_read(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,=1+1,@cmd,2016-11-14,Y,1", "2,'=1+1,'tis,2016-11-14,Y,1"])
    rows = read(tmp_path).tables["people"].to_pylist()
    assert [(row["forename"], row["surname"]) for row in rows] == [("=1+1", "@cmd"), ("=1+1", "'tis")]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"], name="a.csv")
    write_people(tmp_path, ["2,A,B,2016-11-14,Y,1"], name="b.csv")
    told: list[tuple[int, int]] = []
    read(tmp_path, lambda _, done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_one_file_is_a_source_too(tmp_path: Path) -> None:
    path = write_people(tmp_path, ["1,A,B,2016-11-14,Y,1"], columns=PERSON_COLUMNS)
    assert read(path).tables["people"].num_rows == 1


def test_a_folder_of_other_things_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("colour,shape\nred,round\n")
    with pytest.raises(SourceError, match="holds no table of the Standard Safeguarding Dataset"):
        ssd.read(tmp_path)
