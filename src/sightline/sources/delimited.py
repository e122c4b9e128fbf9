"""One delimited text file: its delimiter, its header and its cells, fast when it is clean and carefully when it is not.

A clean file is read by Arrow, in parallel. A file with a null byte, an odd number of quotes, or any row that Arrow
refuses is read again record by record with :mod:`csv`, so that only the bad rows are lost and each has its line.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from sightline.sources.encodings import START, unread, utf8

MISSING = ("", "NULL", "null", "N/A", "n/a", "#N/A", "\\N")
"""Cells that say nothing was recorded, in the ways that extracts say it. "Null" is left alone: it is a surname."""

DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 20
_BLOCK = 1 << 22
_LONGEST_RECORD = 500  # physical lines; a case note may hold many, a quote never closed would swallow the file
_MOST_UNCLOSED = 50  # after so many unclosed quotes the rest of the file is not worth what it costs to try
_BATCH = 20_000
_LONGEST_HEADER = 1 << 16

UNCLOSED = "a quotation mark is opened and never closed, or a cell is longer than 131,072 characters"
UNREADABLE_REST = "too many unclosed quotation marks; this line and the rest of the file are not read"
NULL_BYTE = "the row holds a null byte"


class Unreadable(Exception):
    """The file has no header that can be read; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that could not be cut into cells."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of the kept rows, a column for each position asked for; ``lines`` gives the line a row starts on."""

    table: pa.Table
    refused: tuple[RefusedLine, ...]
    lines: Callable[[Sequence[int]], list[int]]
    is_delimited: bool = True


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited file opened: ``data`` is UTF-8 without a mark."""

    name: str
    data: pa.Buffer
    delimiter: str
    header: tuple[str, ...]

    def read(self, wanted: Mapping[int, pa.DataType]) -> Cells:
        """The cells at the ``wanted`` positions of the header, as strings or dictionaries of them; missing is null."""
        survey = _survey(self.data)
        if not survey.is_suspicious:
            try:
                table = self._read_fast(wanted)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                return self._read_slowly(wanted)
            if table.num_rows + 1 == survey.lines:  # no blank lines, no line breaks inside cells
                return Cells(table, (), lambda rows: [row + 2 for row in rows])
            return Cells(table, (), self._look_up_lines)
        return self._read_slowly(wanted)

    def _look_up_lines(self, rows: Sequence[int]) -> list[int]:
        last, lines = max(rows), array("Q")
        for index, record in enumerate(_Records(self.data, self.delimiter)):
            if index > last + 1:
                break
            lines.append(record.line)
        return [lines[row + 1] if row + 1 < len(lines) else 0 for row in rows]

    def _read_fast(self, wanted: Mapping[int, pa.DataType]) -> pa.Table:
        names = [str(position) for position in range(len(self.header))]
        table = pa_csv.read_csv(
            pa.BufferReader(self.data),
            read_options=pa_csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=_BLOCK),
            parse_options=pa_csv.ParseOptions(delimiter=self.delimiter, newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                include_columns=[str(position) for position in wanted],
                column_types={str(position): type_ for position, type_ in wanted.items()},
                null_values=list(MISSING),
                strings_can_be_null=True,
                check_utf8=False,
            ),
        )
        return table

    def _read_slowly(self, wanted: Mapping[int, pa.DataType]) -> Cells:
        names = [str(position) for position in wanted]
        schema = pa.schema([(name, pa.string()) for name in names])
        batches: list[pa.RecordBatch] = []
        lines = array("Q")
        refused: list[RefusedLine] = []
        columns: list[list[str | None]] = [[] for _ in names]

        def flush() -> None:
            batches.append(pa.record_batch([pa.array(column, pa.string()) for column in columns], schema=schema))
            for column in columns:
                column.clear()

        records = iter(_Records(self.data, self.delimiter))
        next(records)  # the header
        for record in records:
            reason = record.refused or self._why_not(record.cells)
            if reason:
                refused.append(RefusedLine(record.line, reason))
                continue
            lines.append(record.line)
            for column, position in zip(columns, wanted, strict=True):
                cell = record.cells[position]
                column.append(None if cell in MISSING else cell)
            if len(lines) % _BATCH == 0:
                flush()
        flush()
        return Cells(pa.Table.from_batches(batches, schema), tuple(refused), lambda rows: [lines[row] for row in rows])

    def _why_not(self, cells: Sequence[str]) -> str | None:
        if len(cells) != len(self.header):
            return f"the row has {len(cells)} cells and the header {len(self.header)}"
        if any("\0" in cell for cell in cells):
            return NULL_BYTE
        return None


def open_delimited(path: Path) -> Delimited:
    """Find the encoding, the delimiter (the one that cuts the header into most cells) and the header.

    Raises :class:`Unreadable` for a file that is empty, in an encoding that is not read, or whose first record is not
    text.
    """
    try:
        raw = pa.memory_map(str(path)).read_buffer() if path.stat().st_size else pa.py_buffer(b"")
    except (OSError, pa.ArrowException) as error:
        raise Unreadable("the file cannot be opened") from error
    _refuse_unread(raw)
    data = utf8(raw)
    return Delimited(path.name, data, *_delimiter_and_header(data))


def header_of(path: Path) -> tuple[str, ...]:
    """The header alone, without looking at the rest of the file. Raises :class:`Unreadable` as above."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_HEADER)
    _refuse_unread(pa.py_buffer(start))
    return _delimiter_and_header(utf8(pa.py_buffer(start)))[1]


def _refuse_unread(data: pa.Buffer) -> None:
    if encoding := unread(data[: min(START, data.size)].to_pybytes()):
        raise Unreadable(f"the file is in {encoding}, which is not read; save it as UTF-8")


def _delimiter_and_header(data: pa.Buffer) -> tuple[str, tuple[str, ...]]:
    best: tuple[str, tuple[str, ...]] = (",", ())
    for delimiter in DELIMITERS:
        record = next(iter(_Records(data, delimiter)), None)
        if record is None:
            raise Unreadable("the file is empty")
        if not record.refused and len(record.cells) > len(best[1]):
            best = delimiter, tuple(cell.strip() for cell in record.cells)
    if not best[1] or any("\0" in cell for cell in best[1]):
        raise Unreadable("the first line is not a header")
    return best


@dataclass(frozen=True, slots=True)
class _Survey:
    lines: int
    is_suspicious: bool


def _survey(data: pa.Buffer) -> _Survey:
    view, quotes, lines, nulls = memoryview(data), 0, 0, False
    for start in range(0, len(view), _PIECE):
        piece = bytes(view[start : start + _PIECE])
        nulls = nulls or b"\0" in piece
        quotes += piece.count(b'"')
        lines += piece.count(b"\n")
    ends_in_line = len(view) > 0 and view[len(view) - 1] != ord("\n")
    starts_blank = bytes(view[:1]) in (b"\n", b"\r")  # Arrow would take the blank line for the header
    return _Survey(lines + ends_in_line, nulls or starts_blank or quotes % 2 == 1)


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: Sequence[str]
    refused: str | None = None


@dataclass(slots=True)
class _Lines:
    """Physical lines, able to give back what an unclosed quote swallowed."""

    text: Iterator[str]
    number: int = 1
    taken: list[str] = field(default_factory=list)
    waiting: deque[str] = field(default_factory=deque)
    ended: bool = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _LONGEST_RECORD:
            raise csv.Error("too many lines in one record")
        if not self.waiting:
            line = next(self.text, None)
            if line is None:
                self.ended = True
                raise StopIteration
            self.waiting.append(line)
        self.taken.append(self.waiting.popleft())
        return self.taken[-1]

    def start_record(self) -> None:
        self.number += len(self.taken)
        self.taken.clear()
        self.ended = False

    def give_back(self) -> None:
        """All but the first line of this record are to be read again."""
        self.waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of a file with the line each starts on, blank lines passed over, a bad one never the end of it."""

    data: pa.Buffer
    delimiter: str

    def __iter__(self) -> Iterator[_Record]:
        text = io.TextIOWrapper(pa.BufferReader(self.data), encoding="utf-8", errors="replace", newline="")
        lines, unclosed = _Lines(text), 0
        reader = csv.reader(lines, delimiter=self.delimiter)
        while True:
            lines.start_record()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = []
                lines.ended = True
            if not lines.ended:
                if cells:
                    yield _Record(lines.number, cells)
                continue
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                yield _Record(lines.number, (), UNREADABLE_REST)
                return
            lines.give_back()
            yield _Record(lines.number, (), UNCLOSED)
            reader = csv.reader(lines, delimiter=self.delimiter)
