"""A workbook's file looked over before anything reads it: what it is, how large it becomes, and what it claims.

A workbook is a zip of XML. A small one can unpack to gigabytes, and one cell at the far corner of a sheet makes a
reader set aside room for seventeen thousand million; so every part is unpacked here first, counted as it comes and let
go, and every sheet's furthest cell is found. Nothing in a workbook is ever run: macros are passed over and said to be.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sightline.errors import SourceError

LARGEST_FILE = 200 << 20  # bytes; the lists of the largest council are about 10 MB
LARGEST_UNPACKED = 600 << 20
LARGEST_PART = 300 << 20
MOST_PARTS = 2_000
MOST_CELLS = 12_000_000  # of all sheets, each from its first cell to its furthest; a reader needs 32 bytes for each
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 20
_OVERLAP = 512  # bytes; longer than a cell's tag
_CELL = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})["'](?:[^<>]{0,400}?(/)>)?""")
_DATE_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""", re.IGNORECASE)
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


@dataclass(frozen=True, slots=True)
class Package:
    """What a workbook's file turned out to be. ``counts_from_1904``: days are counted from 1904, as old Macs did."""

    counts_from_1904: bool
    has_macros: bool


def look_over(path: Path, called: str = "") -> Package:
    """Make sure that the workbook at ``path`` can be read without harm; :class:`SourceError` says why not.

    ``called``: what to call it, where its name is not one that its owner gave it.
    """
    called = called or path.name
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise SourceError(f"{called} is larger than {LARGEST_FILE >> 20} MB, which no council's lists are.")
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_COMPOUND):
        raise SourceError(
            f"{called} is protected by a password, or was saved by a program older than Excel 2007 (.xls); "
            "save it as an Excel workbook (.xlsx) without a password."
        )
    if not head.startswith(_ZIP):
        raise SourceError(f"{called} is not a workbook, whatever it is called; save the lists as .xlsx.")
    try:
        with zipfile.ZipFile(path) as archive:
            return _look_over(path, called, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, UnicodeError, ValueError) as error:
        raise SourceError(f"{called} is damaged or cut short and cannot be unpacked; save it again.") from error


def _look_over(path: Path, called: str, archive: zipfile.ZipFile) -> Package:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise SourceError(f"{called} is made of {len(parts):,} parts, which no workbook is; save it again.")
    names = {each.filename.casefold().lstrip("/") for each in parts}
    if "xl/workbook.bin" in names:
        raise SourceError(f"{called} is a binary workbook (.xlsb); save it as .xlsx.")
    if "xl/workbook.xml" not in names:
        raise SourceError(f"{called} is a zip file and no Excel workbook; save the lists as .xlsx.")
    if any(each.flag_bits & _ENCRYPTED for each in parts):
        raise SourceError(f"{called} is protected by a password; save it without one.")
    if len(names) != len(parts):
        raise SourceError(f"{called} holds the same part twice, which no workbook does; save it again.")
    left, cells_left, from_1904 = LARGEST_UNPACKED, MOST_CELLS, False
    with path.open("rb") as file:
        for part in parts:
            name = part.filename.casefold().lstrip("/")
            is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            furthest_column, furthest_row, before, done = 0, 0, b"", 0
            for piece in _unpacked(file, part):
                done += len(piece)
                if done > min(left, LARGEST_PART):
                    raise SourceError(
                        f"{called} unpacks to more than {LARGEST_PART >> 20} MB, which no council's lists do; "
                        "copy the lists into a new workbook."
                    )
                if name == "xl/workbook.xml":
                    from_1904 = from_1904 or bool(_DATE_1904.search(before + piece))
                if is_sheet:
                    if b"\0" in piece:
                        raise SourceError(f"{called} keeps a sheet in an encoding that Excel does not write.")
                    column, row = _furthest(before + piece)
                    furthest_column, furthest_row = max(furthest_column, column), max(furthest_row, row)
                before = (before + piece)[-_OVERLAP:]
            left -= done
            cells_left -= furthest_column * furthest_row
            if cells_left < 0:
                raise SourceError(
                    f"{called} has a sheet that reaches to row {furthest_row:,} and column {furthest_column:,}, "
                    "most of it empty; delete what lies beyond the list, or copy the list into a new workbook."
                )
    return Package(from_1904, any(name.endswith("vbaproject.bin") for name in names))


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content in pieces, however much it says there is: what it says may be untrue."""
    reader = _Reader(file, part)
    if part.compress_type == zipfile.ZIP_STORED:
        yield from reader.pieces()
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in reader.pieces():
        while piece:
            yield unpack.decompress(piece, _PIECE)
            piece = unpack.unconsumed_tail
            if unpack.eof:
                return
    while rest := unpack.decompress(unpack.unconsumed_tail, _PIECE):
        yield rest


class _Reader:
    """The bytes of a part as they lie in the file."""

    def __init__(self, file: BinaryIO, part: zipfile.ZipInfo) -> None:
        self._file, self._part = file, part

    def pieces(self) -> Iterator[bytes]:
        read, seek = self._file.read, self._file.seek
        seek(self._part.header_offset)
        header = read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP):
            raise zipfile.BadZipFile
        seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        left = self._part.compress_size
        while left > 0 and (piece := read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def _furthest(xml: bytes) -> tuple[int, int]:
    """The furthest column and row that a cell of this piece of a sheet says it is in; empty ones do not count."""
    cells = [each for each in _CELL.findall(xml) if not each[2]]
    if not cells:
        return 0, 0
    letters = {each[0] for each in cells}
    return max(map(_column_number, letters)), max(int(each[1]) for each in cells)


def _column_number(letters: bytes) -> int:
    number = 0
    for each in letters.upper():
        number = number * 26 + each - 64
    return number
