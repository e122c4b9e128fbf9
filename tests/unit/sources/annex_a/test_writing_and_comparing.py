"""The workbook as it is handed over, and a council's own held against it."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
import python_calamine as calamine

from sightline.errors import UserError
from sightline.sources import annex_a
from sightline.sources.annex_a import Lists, compare, derive, writing
from sightline.sources.annex_a.lists import arrow_schema
from sightline.sources.annex_a.specification import specification
from sightline.sources.extract import from_rows
from tests.support.records import read_record

DAY = dt.date(2016, 11, 14)
AWKWARD = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "a\x00b\x1fc",
    "http://example.org",
    "0042",
    "<b>&'\"",
    "é" * 40000,
]


def contacts(*rows: tuple[str, dt.date, str | None]) -> Lists:
    """Lists with these contacts: child, day, source."""
    schema = arrow_schema(specification().lists[1])
    values = [{"child_id": child, "contacted_on": day, "source": source} for child, day, source in rows]
    return Lists({1: pa.Table.from_pylist(values, schema=schema)}, DAY, "rows given literally")


def test_no_text_can_run_and_every_text_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    annex_a.write(contacts(*((each, DAY, None) for each in AWKWARD)), path)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(each) for each in archive.namelist() if each.startswith("xl/worksheets/")]
    assert len(sheets) == 3
    assert not any(b"<f>" in each or b"<hyperlink" in each for each in sheets)
    rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("List_1").to_python()
    read = [row[0] for row in rows[2:]]
    assert read[:5] == AWKWARD[:5]
    assert read[6:9] == AWKWARD[6:9]
    assert len(str(read[9])) == writing.LONGEST_TEXT


def test_the_workbook_is_in_the_template_s_form(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    record = read_record("contacts\ncontact_id | person_id | contacted_on | source_code\n1 | ada | 2016-11-14 | 3E")
    annex_a.write(derive(from_rows(record), DAY), path, council="Avonmere", words=("For the mock of 2016",))
    book = calamine.CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Front_Sheet", "Gaps", *(f"List_{number}" for number in range(1, 12))]
    title, names, row = book.get_sheet_by_name("List_1").to_python()
    assert title[0] == "List 1: Contacts"
    assert names[5:] == ["Date of Contact", "Contact Source"]
    assert row == ["ada", "c) Not stated/recorded", "", "", "", DAY, "k) 3E: Health services"]
    front = [row[0] for row in book.get_sheet_by_name("Front_Sheet").to_python()]
    assert front[1:5] == ["Avonmere", "For the mock of 2016", "As at 14 November 2016", "From rows given literally"]
    gaps = book.get_sheet_by_name("Gaps").to_python()
    assert [1.0, "Ethnicity", "Some rows", 1.0, 1.0, 0.0] in gaps
    assert [8.0, "LA of Placement", "The record has nothing for it", 0.0, 0.0, 0.0] in gaps


def test_a_list_longer_than_a_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 1)
    with pytest.raises(UserError, match="List 1 has 2 rows and a sheet holds 1"):
        annex_a.write(contacts(("a", DAY, None), ("b", DAY, None)), tmp_path / "w.xlsx")


def test_rows_of_one_only_and_cells_that_differ_are_told() -> None:
    day, other = DAY, dt.date(2016, 11, 1)
    ours = contacts(("ada", day, "6"), ("ada", day, "6"), ("bob", day, "6"), ("cat", day, "6"))
    theirs = contacts(("ada", day, "6"), ("bob", other, "6"), ("dan", day, "6"), ("cat", day, "6"))
    (found,) = compare(ours, theirs)
    assert (found.rows_ours, found.rows_theirs, found.in_both) == (4, 4, 2)
    assert sorted(found.only_ours) == ["ada", "bob"]
    assert sorted(found.only_theirs) == ["bob", "dan"]
    assert not found.is_alike
    assert compare(ours, ours)[0].is_alike


def test_a_column_that_one_cannot_fill_is_a_gap_and_no_difference() -> None:
    table = contacts(("ada", DAY, "6"), ("bob", DAY, "6"))
    ages = pa.array([7, None], pa.int64())
    older = table.tables[1].set_column(4, "age", ages)
    theirs = replace(table, tables={1: older})
    (found,) = compare(table, theirs)
    assert [(column.key, whom) for column, whom in found.differing] == [("age", ("ada",))]
    (found,) = compare(replace(table, unfillable={1: frozenset({"age"})}), theirs)
    assert found.is_alike
    without_source = contacts(("ada", DAY, None), ("bob", DAY, None))
    (found,) = compare(table, replace(without_source, unfillable={1: frozenset({"source"})}))
    assert found.is_alike


def test_a_list_the_workbook_lacks_is_said_to_be_lacking() -> None:
    (found,) = compare(contacts(("ada", DAY, "6")), Lists({}, None, "a workbook"))
    assert (found.rows_theirs, found.is_alike) == (None, False)
