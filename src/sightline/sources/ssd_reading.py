"""Reading a folder of SSD files, or one of them, into the record."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from sightline.errors import SourceError
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, FileSummary, complete
from sightline.sources.integrity import Part, Settled, complete_links, in_turn, report_dangling, settle_keys
from sightline.sources.progress import Progress, silent
from sightline.sources.refusals import RefusalLog
from sightline.sources.ssd_file import RecordFile, read_record_file

_SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".psv", ".dat", ".parquet"})


def read(folder: Path, progress: Progress = silent) -> Extract:
    """Read every file of ``folder`` that holds a table of the record; folders inside it are not entered.

    Raises :class:`SourceError` when not one does.
    """
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.casefold() in _SUFFIXES)
    return _read(paths, folder.name, progress)


def read_file(path: Path, progress: Progress = silent) -> Extract:
    """Read one SSD file; the record then has that table alone. Raises :class:`SourceError` if it is none."""
    return _read([path], path.name, progress)


def _read(paths: Sequence[Path], what: str, progress: Progress) -> Extract:
    log = RefusalLog()
    largest_first = sorted(paths, key=lambda path: -path.stat().st_size)
    files: list[RecordFile] = []
    with ThreadPoolExecutor(max_workers=2) as pool:  # Arrow shares each file's work out itself
        for number, file in enumerate(pool.map(lambda path: read_record_file(path, log), largest_first), start=1):
            progress("reading SSD files", number, len(paths))
            if file is not None:
                files.append(file)
    if not files:
        raise SourceError(
            f"{what} holds no table of the Standard Safeguarding Dataset; give a folder of its CSV or Parquet files, "
            "with the column names in the first line."
        )
    return _assemble(sorted(files, key=lambda file: file.name), log)


def _assemble(files: Sequence[RecordFile], log: RefusalLog) -> Extract:
    by_table: dict[str, list[RecordFile]] = {}
    for file in files:
        by_table.setdefault(file.layout.table.name, []).append(file)

    def settle(name: str) -> Settled:
        parts = [Part(file.rows, file.locate) for file in by_table[name]]
        return settle_keys(TABLES[name], pa.concat_tables([part.rows for part in parts]), in_turn(parts), log)

    with ThreadPoolExecutor(max_workers=2) as pool:
        settled = dict(zip(by_table, pool.map(settle, by_table), strict=True))
    tables = {name: each.rows for name, each in settled.items()}
    supplied = {name: frozenset[str]().union(*(part.supplied for part in parts)) for name, parts in by_table.items()}
    locate = {name: each.locate for name, each in settled.items()}
    summaries = [summary for name, parts in by_table.items() for summary in _summaries(parts, settled[name])]
    tables, supplied = complete_links(tables, supplied)
    report_dangling(tables, supplied, locate, log)
    source = f"Standard Safeguarding Dataset ({len(tables)} table{'' if len(tables) == 1 else 's'})"
    headings = {file.name: file.headings for file in files}
    refusals = tuple(
        replace(each, column=headings.get(each.file, {}).get(each.column, each.column)) for each in log.sorted()
    )
    return Extract(complete(tables), supplied, source, refusals, log.total, tuple(summaries))


def _summaries(parts: Sequence[RecordFile], settled: Settled) -> list[FileSummary]:
    summaries, start = [], 0
    for part in parts:
        end = start + part.rows.num_rows
        accepted = int(((settled.kept >= start) & (settled.kept < end)).sum())
        collapsed = int(((settled.collapsed >= start) & (settled.collapsed < end)).sum())
        refused = part.refused_rows + part.rows.num_rows - accepted - collapsed
        layout = part.layout
        summaries.append(
            FileSummary(part.name, layout.table.name, accepted, refused, collapsed, layout.ignored_columns)
        )
        start = end
    return summaries
