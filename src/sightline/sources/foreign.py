"""Sources made by others, told apart by what they hold: SSD files, the children in need census, SSDA903, Annex A."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sightline.errors import SourceError
from sightline.sources import cin_census, ssd, ssda903
from sightline.sources.encodings import unread
from sightline.sources.extract import Extract
from sightline.sources.progress import Progress

KNOWN_SOURCES = (
    "a folder of Standard Safeguarding Dataset files (CSV or Parquet), a folder of Sightline Parquet, "
    "a children in need census (XML), a folder of SSDA903 CSV files or an Annex A workbook (.xlsx)"
)
_ENOUGH_TO_TELL = 4096
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # a zip, or what Excel wrote before 2007 and writes with a password


def reader_of(path: Path) -> Callable[[Path, Progress], Extract]:
    """What reads ``path``, a file or a folder of files; :class:`SourceError` when it is nothing known."""
    if not path.exists():
        raise SourceError(f"There is no file or folder at {path.name}; check the path given as SOURCE.")
    if path.is_dir():
        return _reader_of_folder(path)
    reader = _reader_of_file(path)
    if reader is None:
        _refuse_unread_encoding(path)
        raise SourceError(f"{path.name} is not a source Sightline knows; give {KNOWN_SOURCES}.")
    return reader


def _reader_of_file(path: Path) -> Callable[[Path, Progress], Extract] | None:
    if not path.is_file():
        return None
    head = _head(path)
    if head.startswith(_WORKBOOK):
        return _read_workbook
    if cin_census.may_be_census(head):
        return cin_census.read
    if ssda903.holds_a_table(path):
        return ssda903.read_file
    return ssd.read_file if ssd.holds_a_table(path) else None


def _reader_of_folder(folder: Path) -> Callable[[Path, Progress], Extract]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise SourceError(f"{folder.name} is an empty folder; give {KNOWN_SOURCES}.")
    readers = [reader for reader in map(_reader_of_file, files) if reader is not None]
    if readers and set(readers) == {_read_workbook}:
        return _reader_of_workbooks(folder, files)
    readers = [reader for reader in readers if reader is not _read_workbook]  # notes beside the files
    if not readers:
        for each in files:
            _refuse_unread_encoding(each)
        raise SourceError(f"{folder.name} holds no file that Sightline knows; give {KNOWN_SOURCES}.")
    if cin_census.read in readers:
        if len(readers) > 1:
            raise SourceError(
                f"{folder.name} holds an XML file among others; give the one file, or a folder of one kind of file."
            )
        census = next(path for path in files if _reader_of_file(path) is cin_census.read)
        return lambda _, progress: cin_census.read(census, progress)
    return ssda903.read if readers.count(ssda903.read_file) > readers.count(ssd.read_file) else ssd.read


def _reader_of_workbooks(folder: Path, files: list[Path]) -> Callable[[Path, Progress], Extract]:
    workbooks = [path for path in files if _reader_of_file(path) is _read_workbook]
    if len(workbooks) > 1:
        raise SourceError(f"{folder.name} holds {len(workbooks)} workbooks; give the one with the lists of Annex A.")
    return lambda _, progress: _read_workbook(workbooks[0], progress)


def _read_workbook(path: Path, progress: Progress) -> Extract:
    from sightline.sources import annex_a  # slow to load, and few sources are workbooks

    return annex_a.read(path, progress)


def _refuse_unread_encoding(path: Path) -> None:
    if path.is_file() and (encoding := unread(_head(path))):
        raise SourceError(f"{path.name} is in {encoding}, which Sightline does not read; save it as UTF-8.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_ENOUGH_TO_TELL)
