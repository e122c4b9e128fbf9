"""Annex A workbooks as councils really make them, and as an attacker would."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sightline.sources.annex_a import specification

Rows = Sequence[Sequence[Any]]


def names(number: int) -> list[str]:
    """The headings of a list, in order."""
    return [each.name for each in specification().lists[number].columns]


def write_book(path: Path, sheets: Mapping[str, Rows], **options: Any) -> Path:
    """A workbook of these sheets, cells as they are given; days shown as days."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def contacts(*rows: Sequence[Any]) -> Rows:
    """A sheet of list 1 in the template's form."""
    return [["List 1: Contacts"], names(1), *rows]


def parts(path: Path, sheet: bytes, **others: bytes) -> Path:
    """A workbook of one sheet whose XML is given, made by hand; ``others``: further parts by name, ``__`` for ``/``."""
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels",
            relations
            + b'<Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % office,
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relations
            + b'<Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % office,
        )
        archive.writestr(
            "xl/workbook.xml",
            b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>'
            b'<sheet name="List_1" sheetId="1" r:id="r1"/></sheets></workbook>' % office,
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in others.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def sheet_xml(rows: bytes) -> bytes:
    """A sheet's XML around its rows."""
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )


def cell_xml(place: str, text: str) -> bytes:
    """A cell's XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()
