"""A workbook's file looked over before anything reads it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sightline.errors import SourceError
from sightline.sources import annex_a
from sightline.sources.annex_a import package
from sightline.sources.annex_a.package import look_over
from sightline.sources.recognise import read
from tests.support.workbooks import cell_xml, contacts, parts, sheet_xml, write_book

ROW = sheet_xml(b'<row r="1">' + cell_xml("A1", "Child Unique ID") + b"</row>")


def refusal(path: Path) -> str:
    """What is said of a workbook that is refused, by the reader of workbooks and of sources alike."""
    with pytest.raises(SourceError) as caught:
        look_over(path)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert message.endswith(".")
    assert "\n" not in message
    if path.read_bytes()[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(SourceError) as caught:
            read(path)
        assert str(caught.value) == message
    return message


def test_a_workbook_made_by_hand_is_looked_over(tmp_path: Path) -> None:
    found = look_over(parts(tmp_path / "w.xlsx", ROW))
    assert (found.counts_from_1904, found.has_macros) == (False, False)


@pytest.mark.parametrize("name", ["w.xlsx", "w.xls"])
def test_a_password_and_the_form_before_2007_are_told_by_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    assert "protected by a password, or was saved by a program older than Excel 2007 (.xls)" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"Child Unique ID,Gender\n1,a) Male\n", b"%PDF-1.7", b"PK"])
def test_what_is_only_called_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(content)
    assert "is not a workbook, whatever it is called" in refusal(path)


def test_what_is_cut_short_is_refused(tmp_path: Path) -> None:
    whole = write_book(tmp_path / "whole.xlsx", {"List_1": contacts(["1"] * 7)}).read_bytes()
    for length in (10, len(whole) // 2, len(whole) - 30):
        path = tmp_path / "w.xlsx"
        path.write_bytes(whole[:length])
        assert "is damaged or cut short" in refusal(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_of_rubbish_is_refused_in_one_sentence(tmp_path: Path, part: str) -> None:
    whole = write_book(tmp_path / "whole.xlsx", {"List_1": contacts(["1"] * 7)})
    path = tmp_path / "w.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for each in old.infolist():
            new.writestr(each.filename, b"<a><b></a>" if each.filename == part else old.read(each))
    with pytest.raises(SourceError) as caught:
        annex_a.read(path)
    assert str(caught.value).startswith("w.xlsx is")


def test_another_kind_of_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "is a zip file and no Excel workbook" in refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    assert "binary workbook (.xlsb)" in refusal(path)


def test_a_bomb_is_refused_however_small_it_says_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 4 << 20)
    path = parts(tmp_path / "w.xlsx", sheet_xml(b" " * (8 << 20)))
    assert path.stat().st_size < 1 << 20
    assert "unpacks to more than 4 MB" in refusal(path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    said = sheet.file_size.to_bytes(4, "little")
    assert content.count(said) == 2  # before the part, and in the directory
    path.write_bytes(bytes(content).replace(said, (100).to_bytes(4, "little")))
    assert "unpacks to more than 4 MB" in refusal(path)


def test_many_parts_that_unpack_to_much_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 4 << 20)
    others = {f"xl__media__{number}.bin": bytes(1 << 20) for number in range(6)}
    assert "unpacks to more than" in refusal(parts(tmp_path / "w.xlsx", ROW, **others))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_at_the_far_corner_is_refused(tmp_path: Path, quote: str) -> None:
    far = cell_xml("XFD1048576", "x").replace(b'"', quote.encode())
    path = parts(tmp_path / "w.xlsx", sheet_xml(b'<row r="1">' + cell_xml("A1", "x") + far + b"</row>"))
    assert "reaches to row 1,048,576 and column 16,384" in refusal(path)


def test_empty_cells_far_down_are_nobody_s_list_and_harmless(tmp_path: Path) -> None:
    empty = b'<row r="1048576"><c r="XFD1048576" s="3"/></row>'
    path = parts(tmp_path / "w.xlsx", sheet_xml(b'<row r="1">' + cell_xml("A1", "x") + b"</row>" + empty))
    look_over(path)
    with pytest.raises(SourceError, match="none of its 1 sheets"):
        annex_a.read(path)


def test_a_far_cell_is_found_wherever_the_reading_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = sheet_xml(b'<row r="1">' + cell_xml("A1", "x" * 50) + cell_xml("XFD1048576", "x") + b"</row>")
    for size in (7, 16, 61, 128):
        monkeypatch.setattr(package, "_PIECE", size)
        assert "reaches to row" in refusal(parts(tmp_path / "w.xlsx", far))


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = parts(tmp_path / "w.xlsx", ROW.decode().encode("utf-16"))
    assert "in an encoding that Excel does not write" in refusal(path)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = parts(tmp_path / "w.xlsx", ROW)
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(bytes(content))
    assert "protected by a password" in refusal(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    prolog = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "lol"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    rows = b'<row r="1">' + cell_xml("A1", "&f;&e;") + b"</row>"
    with pytest.raises(SourceError):
        annex_a.read(parts(tmp_path / "w.xlsx", prolog + sheet_xml(rows)))


def test_a_workbook_alone_in_a_folder_is_the_source_and_beside_others_it_is_notes(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.mkdir()
    row = ["1", "a) Male", "a) WBRI", "", "", "03/10/2016", "10"]
    write_book(one / "lists.xlsx", {"List_1": contacts(row)})
    assert read(one).tables["contacts"].num_rows == 1
    (one / "people.csv").write_text("pers_person_id,pers_forename,pers_sex\n1,A,1\n")
    assert read(one).tables["contacts"].num_rows == 0
    (one / "people.csv").unlink()
    write_book(one / "more.xlsx", {"List_1": contacts(row)})
    with pytest.raises(SourceError, match="one holds 2 workbooks; give the one with the lists"):
        read(one)


def test_many_sheets_that_are_large_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_book(tmp_path / "w.xlsx", {f"Sheet{number}": [["x"] * 10] * 10 for number in range(4)})
    look_over(path)
    monkeypatch.setattr(package, "MOST_CELLS", 350)
    assert "has a sheet that reaches to row 10 and column 10" in refusal(path)
