"""Delimited files, clean and broken."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from sightline.errors import SourceError
from sightline.sources.delimited import NULL_BYTE, UNCLOSED, UNREADABLE_REST, Cells, Unreadable, open_delimited
from sightline.sources.recognise import read as read_source


def read(path: Path, content: bytes) -> Cells:
    path.write_bytes(content)
    opened = open_delimited(path)
    return opened.read({position: pa.string() for position in range(len(opened.header))})


def rows(cells: Cells) -> list[tuple[str | None, ...]]:
    return list(zip(*(column.to_pylist() for column in cells.table.columns), strict=True))


def refused(cells: Cells) -> list[tuple[int, str]]:
    return [(each.line, each.reason) for each in cells.refused]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_line_ends_are_found(path: Path, delimiter: str, newline: str) -> None:
    lines = [delimiter.join(each) for each in (("a", "b"), ("1", "2"), ("3", "4"))]
    assert rows(read(path, newline.join(lines).encode())) == [("1", "2"), ("3", "4")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "cp1252", "iso-8859-1"]
)
def test_the_encodings_that_councils_use(path: Path, encoding: str) -> None:
    text = "a,b\nSiân,O’Neill\n" if encoding != "iso-8859-1" else "a,b\nSiân,O'Neill\n"
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    content = marks.get(encoding, b"") + text.encode(encoding.removesuffix("-bom"))
    assert rows(read(path, content)) == [tuple(text.splitlines()[1].split(","))]


def test_a_file_that_changes_encoding_half_way_keeps_both(path: Path) -> None:
    content = "a,b\nSiân,1\n".encode() + "Zoë,2\n".encode("cp1252")
    assert rows(read(path, content)) == [("Siân", "1"), ("Zoë", "2")]


def test_line_breaks_and_delimiters_inside_quotes_belong_to_the_cell(path: Path) -> None:
    cells = read(path, b'a,b\n1,"two\nlines, and ""quotes"""\n2,x\n')
    assert rows(cells) == [("1", 'two\nlines, and "quotes"'), ("2", "x")]
    assert cells.lines([0, 1]) == [2, 4]


def test_blank_lines_are_passed_over_and_counted(path: Path) -> None:
    cells = read(path, b"\na,b\n\n1,2\n\n\n3,4\n")
    assert rows(cells) == [("1", "2"), ("3", "4")]
    assert cells.lines([0, 1]) == [4, 7]


@pytest.mark.parametrize("word", ["", "NULL", "null", "N/A", "#N/A", "\\N", '""', '"NULL"'])
def test_missing_is_said_in_many_ways(path: Path, word: str) -> None:
    assert rows(read(path, f"a,b\n1,{word}\n".encode())) == [("1", None)]


def test_a_surname_that_looks_like_missing_is_kept(path: Path) -> None:
    assert rows(read(path, b"a,b\n1,Null\n")) == [("1", "Null")]


def test_rows_with_too_many_or_too_few_cells_are_refused_and_the_rest_kept(path: Path) -> None:
    cells = read(path, b"a,b\n1,2\n3\n4,5,6\n7,8\n")
    assert rows(cells) == [("1", "2"), ("7", "8")]
    assert refused(cells) == [
        (3, "the row has 1 cells and the header 2"),
        (4, "the row has 3 cells and the header 2"),
    ]
    assert cells.lines([0, 1]) == [2, 5]


def test_a_null_byte_refuses_its_row_alone(path: Path) -> None:
    cells = read(path, b"a,b\n1,2\n3,\x004\n5,6\n")
    assert rows(cells) == [("1", "2"), ("5", "6")]
    assert refused(cells) == [(3, NULL_BYTE)]


@pytest.mark.parametrize("content", [b'a,b\n1,"x\n2,y\n3,z\n', b'a,b\n2,y\n1,"x\n3,z', b'a,b\n2,y\n3,z\n1,"x'])
def test_a_quote_never_closed_costs_one_row_and_not_the_rest(path: Path, content: bytes) -> None:
    cells = read(path, content)
    assert sorted(rows(cells)) == [("2", "y"), ("3", "z")]
    assert [reason for _, reason in refused(cells)] == [UNCLOSED]


def test_a_file_of_unclosed_quotes_is_given_up_after_fifty(path: Path) -> None:
    cells = read(path, b"a,b\n" + (b'1,"x\n' + b"2,y\n" * 600) * 61)
    assert [reason for _, reason in refused(cells)] == [UNCLOSED] * 50 + [UNREADABLE_REST]
    assert rows(cells) == [("2", "y")] * 600 * 50


def test_a_cell_too_long_for_a_spreadsheet_is_kept_when_the_file_is_clean(path: Path) -> None:
    assert rows(read(path, b"a,b\n1," + b"x" * 200_000 + b"\n"))[0][0] == "1"


def test_a_header_alone_has_no_rows(path: Path) -> None:
    assert rows(read(path, b"a,b\n")) == rows(read(path, b"a,b")) == []


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x01\x02"])
def test_a_file_without_a_header_is_unreadable(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        open_delimited(path)


@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [
        ("utf-16-le", b"", "UTF-16 without a mark"),
        ("utf-16-be", b"", "UTF-16 without a mark"),
        ("utf-32-le", b"", "UTF-32"),
        ("utf-32-be", b"", "UTF-32"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32"),
        ("utf-32-be", b"\0\0\xfe\xff", "UTF-32"),
    ],
)
def test_an_encoding_that_is_not_read_is_named(path: Path, encoding: str, mark: bytes, named: str) -> None:
    path.write_bytes(mark + "pers_person_id,pers_dob\n1,2016-11-14\n".encode(encoding))
    with pytest.raises(Unreadable, match=f"the file is in {named}, which is not read; save it as UTF-8"):
        open_delimited(path)
    with pytest.raises(SourceError, match=f"file.csv is in {named}, which Sightline does not read"):
        read_source(path)
