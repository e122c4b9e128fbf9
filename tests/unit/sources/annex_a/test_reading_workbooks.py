"""Workbooks as councils really make them: what is read, what is refused and where, and never a value in a message."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from sightline.errors import SourceError
from sightline.sources import annex_a
from sightline.sources.annex_a import WorkbookRead, read_workbook
from tests.support.workbooks import Rows, contacts, names, write_book

FIXTURES = Path(__file__).parents[3] / "fixtures" / "annex_a"
DAY = dt.date(2016, 10, 3)
BORN = dt.date(2009, 2, 28)
ROW = ("1001", "a) Male", "a) WBRI", BORN, 7, DAY, "q) 6: Police")
READ = {
    "child_id": "1001",
    "gender": "a",
    "ethnicity": "WBRI",
    "born_on": BORN,
    "age": 7,
    "contacted_on": DAY,
    "source": "6",
}


def only(read: WorkbookRead, number: int = 1) -> list[dict[str, Any]]:
    """The rows of a list."""
    return list(read.lists.tables[number].to_pylist())


def refused(read: WorkbookRead) -> list[tuple[str, int, str, str]]:
    """What was refused: sheet, row, column and reason."""
    return [(each.file, each.line, each.column, each.reason) for each in read.refusals]


def test_the_template_is_read(tmp_path: Path) -> None:
    read = read_workbook(FIXTURES / "template-2019.xlsx")
    assert sorted(read.lists.tables) == list(range(1, 12))
    assert [table.num_rows for _, table in sorted(read.lists.tables.items())][:3] == [1, 10, 0]
    assert only(read)[0]["source"] == "6"  # written POLICE
    assert [each[:3] for each in refused(read)] == [("List_2", 10, "Date of Birth")]
    missing = "List_9 has no column “UASC”, “Allocated Personal Advisor”, “Latest Pathway Plan” and “Latest Contact”."
    assert missing in read.notes


def test_a_workbook_is_a_source(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.xlsx", {"List_1": contacts(ROW)})
    extract = annex_a.read(path)
    assert extract.tables["contacts"].num_rows == 1
    assert extract.supplies("contacts", "contacted_on")
    assert not extract.supplies("cin_episodes", "referral_id")
    assert extract.notes[-1] == annex_a.ONLY_THE_NEWEST
    assert extract.notes[0].startswith("The workbook has no sheet for list 2, 3, 4")


@pytest.mark.parametrize(
    "given",
    [
        DAY,
        dt.datetime(2016, 10, 3, 14, 30),  # noqa: DTZ001 - as a workbook keeps it
        42646,
        42646.75,
        "42646",
        "03/10/2016",
        "3.10.2016",
        "2016-10-03",
        "3 October 2016",
        "03-Oct-2016",
        "2016-10-03 09:15:00",
        "'03/10/2016",
    ],
)
def test_a_day_is_read_however_it_is_kept(tmp_path: Path, given: object) -> None:
    row = [*ROW[:5], given, ROW[6]]
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": contacts(row)}))
    assert only(read) == [READ]


@pytest.mark.parametrize("given", ["03/10/16", "31/02/2016", "soon", 20161003, -1, 0.5, True, "10/2016"])
def test_what_is_no_day_is_refused_with_its_row(tmp_path: Path, given: object) -> None:
    rows = contacts(ROW, [*ROW[:5], given, ROW[6]])
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": rows}))
    assert [each[:3] for each in refused(read)] == [("List_1", 4, "Date of Contact")]
    assert only(read)[1] == {**READ, "contacted_on": None}


def test_days_counted_from_1904_are_read_so_and_said_to_be(tmp_path: Path) -> None:
    serial = (DAY - dt.date(1904, 1, 1)).days
    rows = contacts(ROW, [*ROW[:5], serial, ROW[6]])
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": rows}, date_1904=True))
    assert only(read) == [READ, READ]
    assert "The workbook counts days from 1904, and its dates were read so." in read.notes


def test_columns_are_known_by_their_headings_in_any_order(tmp_path: Path) -> None:
    order = [6, 2, 0, 5, 4, 1, 3]
    rows: Rows = [[names(1)[each] for each in order], [ROW[each] for each in order]]
    assert only(read_workbook(write_book(tmp_path / "lists.xlsx", {"Contacts": rows}))) == [READ]


@pytest.mark.parametrize(
    "headings",
    [
        ["child unique id", "SEX", " ethnicity ", "D.O.B.", "Age of Child", "DATE  OF CONTACT", "Contact source:"],
        ["Child ID", "Gender", "Ethnic group", "Birth date", "Age", "Contact Date", "Source of contact"],
    ],
)
def test_columns_are_known_under_the_other_names_they_have(tmp_path: Path, headings: list[str]) -> None:
    assert only(read_workbook(write_book(tmp_path / "lists.xlsx", {"1": [headings, ROW]}))) == [READ]


def test_a_heading_is_never_guessed_from_being_like_one(tmp_path: Path) -> None:
    headings = [*names(1)[:5], "Date of Contract", names(1)[6]]
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": [headings, ROW]}))
    assert only(read) == [{**READ, "contacted_on": None}]
    assert read.lists.unfillable[1] == {"contacted_on"}
    assert "List_1 has no column “Date of Contact”." in read.notes
    assert "List_1 has a heading that the list does not, in column F." in read.notes


def test_a_heading_that_stands_twice_is_read_once_and_said(tmp_path: Path) -> None:
    rows: Rows = [[*names(1), "Contact Source"], [*ROW, "t) 9: Anonymous"]]
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": rows}))
    assert only(read) == [READ]
    assert "List_1 repeats a heading in column H; the first is read." in read.notes


def test_headings_may_be_merged_over_two_rows_and_cells_over_several(tmp_path: Path) -> None:
    path = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("List 1 - Contacts")
        sheet.merge_range(0, 0, 0, 6, "Contacts of the last six months")
        for place, name in enumerate(names(1)):
            if place < 5:
                sheet.merge_range(1, place, 2, place, name)
            else:
                sheet.write(2, place, name)
        sheet.merge_range(1, 5, 1, 6, "The contact")
        sheet.write_row(3, 0, ROW)
        sheet.write_row(4, 0, ROW)
        sheet.merge_range(3, 0, 4, 0, "1001")
    assert only(read_workbook(path)) == [READ, READ]


def test_a_row_about_nobody_is_refused_and_an_empty_one_passed_over(tmp_path: Path) -> None:
    rows = contacts(ROW, [""] * 7, ["", *ROW[1:]], [" ", None, "NULL", "", "", "", ""], ROW)
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": rows}))
    assert only(read) == [READ, READ]
    assert refused(read) == [("List_1", 5, "Child Unique ID", "the row says about nobody; fill in the identifier")]
    assert [(each.rows, each.refused) for each in read.sheets] == [(3, 1)]


@pytest.mark.parametrize("given", ["zz) XXXX", "White", "English", 3, True])
def test_a_code_of_no_list_is_refused(tmp_path: Path, given: object) -> None:
    row = [*ROW[:2], given, *ROW[3:]]
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": contacts(row)}))
    assert refused(read) == [("List_1", 3, "Ethnicity", "not one of the list's codes")]
    assert "XXXX" not in str(read.refusals) + str(read.notes)


def test_identifiers_keep_their_noughts_and_lose_no_figures(tmp_path: Path) -> None:
    rows = contacts(["0001001", *ROW[1:]], [1001, *ROW[1:]], [1234567890123456789, *ROW[1:]], ["=1+1", *ROW[1:]])
    read = read_workbook(write_book(tmp_path / "lists.xlsx", {"List_1": rows}, strings_to_formulas=False))
    assert [each["child_id"] for each in only(read)] == ["0001001", "1001", "=1+1"]
    assert refused(read)[0][:3] == ("List_1", 5, "Child Unique ID")


def test_a_formula_gives_what_it_last_came_to_and_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List_1")
        sheet.write_row(0, 0, names(1))
        sheet.write_row(1, 0, ["1001", "a) Male", "a) WBRI"])
        sheet.write_formula(1, 3, "=TODAY()", None, 39872)
        sheet.write_formula(1, 4, '=WEBSERVICE("http://example.org/")', None, 7)
        sheet.write_formula(1, 5, "=NA()", None, "#N/A")
        sheet.write_string(1, 6, "10")
    found = only(read_workbook(path))[0]
    assert (found["born_on"], found["age"], found["contacted_on"]) == (BORN, 7, None)


def test_forty_sheets_are_looked_through_and_one_is_taken_for_each_list(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {f"Pivot {number}": [["Team", "Cases"], ["A", 3]] for number in range(37)}
    sheets["Draft"] = [names(1)[:6], ROW[:6]]
    sheets["List_1"] = contacts(ROW, ROW)
    sheets["List_2"] = [names(2)]
    read = read_workbook(write_book(tmp_path / "lists.xlsx", sheets))
    assert (len(read.sheets), sorted(read.lists.tables)) == (40, [1, 2])
    assert len(only(read)) == 2
    assert read.lists.tables[2].num_rows == 0
    assert "Sheet 38 looks like a list that another sheet was taken for; only that other one was read." in read.notes


def test_a_hidden_sheet_gives_way_to_one_in_sight_and_is_read_where_it_is_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, row in (("List_1", ROW), ("List_1 old", ROW)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, names(1))
            sheet.write_row(1, 0, row)
            if name == "List_1":
                sheet.activate()
        sheet.hide()
        hidden = book.add_worksheet("List_2")
        hidden.write_row(0, 0, names(2))
        hidden.very_hidden()
    read = read_workbook(path)
    assert [each.passed_over for each in read.sheets] == ["", "another sheet is taken as list 1", ""]
    assert "List_2 is on a hidden sheet." in read.notes


def test_macros_are_passed_over_and_said_to_be(tmp_path: Path) -> None:
    macros = tmp_path / "vba.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0 not really")
    path = tmp_path / "lists.xlsm"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.add_vba_project(str(macros))
        sheet = book.add_worksheet("List_1")
        sheet.write_row(0, 0, names(1))
        sheet.write_row(1, 0, ROW)
    read = read_workbook(path)
    assert only(read) == [READ]
    assert read.notes[0] == "The workbook holds macros; none was run."


@pytest.mark.parametrize("sheets", [{"Sheet1": [["Name", "Cost"], ["a", 1]]}, {"List_1": []}, {"List_1": [["x"]]}])
def test_a_workbook_without_a_list_is_refused(tmp_path: Path, sheets: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match="none of its 1 sheets has the headings of a list of Annex A") as caught:
        read_workbook(write_book(tmp_path / "lists.xlsx", sheets))
    assert str(caught.value).startswith("lists.xlsx is a workbook")


def test_the_lists_of_an_area_send_inspection_are_another_thing() -> None:
    with pytest.raises(SourceError, match="none of its 2 sheets"):
        read_workbook(FIXTURES / "area-send.xlsx")


def test_what_lists_say_differently_of_one_child_is_told_and_the_first_believed(tmp_path: Path) -> None:
    rows = contacts(ROW, [ROW[0], "b) Female", *ROW[2:]])
    extract = annex_a.read(write_book(tmp_path / "lists.xlsx", {"List_1": rows}))
    assert extract.tables["people"].column("gender").to_pylist() == ["1"]
    assert [(each.file, each.line, each.column) for each in extract.refusals] == [("List_1", 4, "Gender")]
    assert "differs from what an earlier row says" in extract.refusals[0].reason


def test_a_code_the_record_has_no_word_for_is_told(tmp_path: Path) -> None:
    plan: dict[str, Any] = dict.fromkeys(names(7), "")
    plan |= {"Child Unique ID": "7", "Child Protection Plan Start Date": DAY}
    plan |= {"Initial Category of Abuse": "e) Multiple/not recommended"}
    extract = annex_a.read(write_book(tmp_path / "lists.xlsx", {"List_7": [names(7), list(plan.values())]}))
    assert extract.tables["cp_plans"].column("initial_category_code").to_pylist() == [None]
    assert [(each.column, each.reason) for each in extract.refusals] == [
        ("Initial Category of Abuse", "the record has no word for this code")
    ]


def test_an_unborn_child_has_no_birthday(tmp_path: Path) -> None:
    row = ["9", "c) Not stated/recorded (or unborn)", "", dt.date(2017, 1, 9), -1, DAY, "10"]
    extract = annex_a.read(write_book(tmp_path / "lists.xlsx", {"List_1": contacts(row)}))
    child = extract.tables["people"].to_pylist()[0]
    assert (child["born_on"], child["expected_birth_on"], child["gender"]) == (None, dt.date(2017, 1, 9), None)
    assert extract.refused_total == 0
