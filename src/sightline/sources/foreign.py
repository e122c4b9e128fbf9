"""Sources made by others, told apart by what they hold: SSD files, the children in need census, SSDA903."""

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
    "a children in need census (XML) or a folder of SSDA903 CSV files"
)
_ENOUGH_TO_TELL = 4096


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
    if cin_census.may_be_census(_head(path)):
        return cin_census.read
    if ssda903.holds_a_table(path):
        return ssda903.read_file
    return ssd.read_file if ssd.holds_a_table(path) else None


def _reader_of_folder(folder: Path) -> Callable[[Path, Progress], Extract]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise SourceError(f"{folder.name} is an empty folder; give {KNOWN_SOURCES}.")
    readers = [reader for reader in map(_reader_of_file, files) if reader is not None]
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


def _refuse_unread_encoding(path: Path) -> None:
    if path.is_file() and (encoding := unread(_head(path))):
        raise SourceError(f"{path.name} is in {encoding}, which Sightline does not read; save it as UTF-8.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_ENOUGH_TO_TELL)
