"""The child-level lists that Ofsted asks for before an inspection (Annex A): worked out, written, and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sightline.sources.annex_a.comparing import ListComparison, compare
from sightline.sources.annex_a.deriving import TABLES_READ, derive
from sightline.sources.annex_a.gaps import ColumnGap, ListGaps, gaps
from sightline.sources.annex_a.lists import Lists
from sightline.sources.annex_a.reading import SheetFound, WorkbookRead, read_workbook
from sightline.sources.annex_a.record import to_record
from sightline.sources.annex_a.specification import AnnexList, ListColumn, specification
from sightline.sources.annex_a.writing import write
from sightline.sources.extract import Extract
from sightline.sources.progress import Progress, silent
from sightline.sources.refusals import RefusalLog

__all__ = [
    "TABLES_READ",
    "AnnexList",
    "ColumnGap",
    "ListColumn",
    "ListComparison",
    "ListGaps",
    "Lists",
    "SheetFound",
    "WorkbookRead",
    "compare",
    "derive",
    "gaps",
    "read",
    "read_workbook",
    "specification",
    "write",
]

ONLY_THE_NEWEST = (
    "The lists hold only the newest visit, review, placement and health check of each child, and only what was open or "
    "new in the months they cover, so standards on how often a thing happens cannot be assessed from them."
)


def read(path: Path, progress: Progress = silent) -> Extract:
    """The record that an Annex A workbook tells of. Raises :class:`~sightline.errors.SourceError` when it is none."""
    workbook = read_workbook(path, progress)
    log = RefusalLog()
    extract = to_record(workbook.lists, workbook.lines, log)
    refused = {each.called: each.refused for each in workbook.sheets}
    files = tuple(replace(each, refused=refused.get(each.file, 0)) for each in extract.files)
    refusals = tuple(sorted([*workbook.refusals, *extract.refusals]))
    total = workbook.refused_total + extract.refused_total
    notes = (*workbook.notes, ONLY_THE_NEWEST)
    return replace(extract, refusals=refusals, refused_total=total, files=files, notes=notes)
