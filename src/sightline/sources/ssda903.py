"""The SSDA903 return on looked-after children: a folder of CSV files, read into the record.

The return gives no identifier but the child's, and its episodes break at every change of legal status or placement. So
keys are made from the child's and dates, and what the record wants whole is put together from episodes that follow one
another (:mod:`sightline.sources.ssda903_episodes`). One year's return holds only the episodes open in that year: where
the first is not a start (RNE other than S), the day the child entered care is not known.

https://www.gov.uk/guidance/children-looked-after-return
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.errors import SourceError
from sightline.record.schema import Kind
from sightline.sources.delimited import Unreadable, header_of, open_delimited
from sightline.sources.extract import Extract, FileSummary
from sightline.sources.progress import Progress, silent
from sightline.sources.refusals import RefusalLog
from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_care import read_care
from sightline.sources.ssda903_children import read_children
from sightline.sources.ssda903_layout import KINDS, ReturnFile, return_layout
from sightline.sources.ssda903_rows import Returned
from sightline.sources.ssda903_supply import supplied_by
from sightline.sources.values import convert

NO_CHILD = "the row has no CHILD, so nothing of it can be taken"
NOT_RECOGNISED = "no file of the SSDA903 return has these columns"
NOT_IN_RECORD = "the record has no place for this file of the return"
_SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".psv", ".dat"})


def holds_a_table(path: Path) -> bool:
    """Whether the header of this file is one of the return's."""
    try:
        return return_layout(header_of(path)) is not None
    except Unreadable:
        return False


def read(folder: Path, progress: Progress = silent) -> Extract:
    """Read every file of the return in ``folder``. Raises :class:`SourceError` when there is none."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.casefold() in _SUFFIXES)
    return _read(paths, folder.name, progress)


def read_file(path: Path, progress: Progress = silent) -> Extract:
    """Read one file of the return. Raises :class:`SourceError` if it is none."""
    return _read([path], path.name, progress)


def _read(paths: Sequence[Path], what: str, progress: Progress) -> Extract:
    log = RefusalLog()
    returned: list[Returned] = []
    summaries: list[FileSummary] = []
    for number, path in enumerate(paths, start=1):
        read = _read_one(path, log)
        if read is not None:
            returned.append(read.rows)
            summaries.append(read.summary)
        progress("reading the SSDA903 return", number, len(paths))
    if not returned:
        raise SourceError(
            f"{what} holds no file of the SSDA903 return; give a folder of its CSV files, with the column names "
            "(CHILD, DECOM and so on) in the first line."
        )
    columns = {
        file: frozenset(name for each in returned if each.file is file for name in each.rows.column_names)
        for file in ReturnFile
    }
    builder = RecordBuilder(supplied_by(columns), "CHILD")
    read_children(returned, builder)
    read_care(returned, builder)
    return builder.finish(f"SSDA903 return ({len(returned)} files)", log, summaries)


@dataclass(frozen=True, slots=True)
class _Read:
    rows: Returned
    summary: FileSummary


def _read_one(path: Path, log: RefusalLog) -> _Read | None:
    try:
        opened = open_delimited(path)
    except Unreadable as why:
        log.add(path.name, 1, "", str(why))
        return None
    layout = return_layout(opened.header)
    if layout is None or layout.file is ReturnFile.DEPRIVATION_OF_LIBERTY:
        log.add(path.name, 1, "", NOT_RECOGNISED if layout is None else NOT_IN_RECORD)
        return None
    coded = pa.dictionary(pa.int32(), pa.string())
    cells = opened.read(
        {position: pa.string() if name == "CHILD" else coded for name, position in layout.positions.items()}
    )
    for line in cells.refused:
        log.add(path.name, line.line, "", line.reason)

    def locate(rows: Sequence[int]) -> list[tuple[str, int]]:
        return [(path.name, line) for line in cells.lines(rows)]

    columns: dict[str, pa.ChunkedArray] = {}
    for name, position in layout.positions.items():
        converted = convert(KINDS.get(name, Kind.CODE), cells.table.column(str(position)))
        for reason, rows in converted.refused.items():
            log.add_rows(locate, rows, name, reason, kept_row=True)
        columns[name] = converted.values
    returned = Returned(layout.file, pa.table(columns), locate)
    is_named = pc.is_valid(returned.column("CHILD"))
    unnamed = np.flatnonzero(~is_named.to_numpy(zero_copy_only=False))
    log.add_rows(locate, unnamed, "CHILD", NO_CHILD)
    summary = FileSummary(
        path.name,
        layout.file.value,
        returned.rows.num_rows - len(unnamed),
        len(unnamed) + len(cells.refused),
        ignored_columns=layout.ignored_columns,
    )
    return _Read(returned.where(is_named) if len(unnamed) else returned, summary)
