"""The lists written as a workbook in the template's form: a sheet a list, its title, its headings, its rows.

Texts are written as texts, so that none can run as a formula; days as days, shown dd/mm/yyyy as the guidance asks;
codes with the letter that puts them in order, which it prefers. Two sheets come before the lists: what the workbook is,
and what it lacks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sightline.errors import UserError
from sightline.record.schema import Kind
from sightline.sources.annex_a.gaps import ListGaps, gaps
from sightline.sources.annex_a.lists import Lists
from sightline.sources.annex_a.specification import AnnexList, specification
from sightline.sources.progress import Progress, silent

FRONT, LACKS = "Front_Sheet", "Gaps"
MOST_ROWS = 1_048_576 - 2  # of a sheet, below the title and the headings
LONGEST_TEXT = 32_767  # characters that a cell holds
WIDTH = 18  # characters
_EPOCH = dt.date(1899, 12, 30)
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}


def write(
    lists: Lists, path: Path, *, council: str = "", words: tuple[str, ...] = (), progress: Progress = silent
) -> None:
    """Write ``lists`` as a workbook at ``path``. ``words``: what else its first sheet should say, a line each.

    Rows go to disk as they come, so memory does not grow with the council. Raises :class:`UserError` for a list longer
    than a sheet.
    """
    for number, table in lists.tables.items():
        if table.num_rows > MOST_ROWS:
            raise UserError(f"List {number} has {table.num_rows:,} rows and a sheet holds {MOST_ROWS:,}; ask for less.")
    with xlsxwriter.Workbook(path, {**_SAFE, "tmpdir": str(path.parent)}) as book:
        formats = _Formats(book)
        lacking = gaps(lists)
        _front(book.add_worksheet(FRONT), formats, lists, lacking, (council, *words))
        _lacks(book.add_worksheet(LACKS), formats, lacking)
        for number, table in sorted(lists.tables.items()):
            annex_list = specification().lists[number]
            _list(book.add_worksheet(annex_list.sheet), formats, annex_list, table)
            progress("writing the workbook", number, len(lists.tables))


class _Formats:
    """The few formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})


def _front(
    sheet: Worksheet, formats: _Formats, lists: Lists, lacking: tuple[ListGaps, ...], words: tuple[str, ...]
) -> None:
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, 3, 14)
    _text(sheet, 0, 0, "Annex A: child-level data, lists 1 to 11", formats.title)
    lines = [*words, f"As at {_day(lists.as_at)}" if lists.as_at else "", f"From {lists.source}"]
    about = specification()
    lines.append(f"Columns and codes: {about.version} {about.confidence}")
    said = [each for each in lines if each]
    for row, line in enumerate(said, 1):
        _text(sheet, row, 0, line, formats.words)
    first = len(said) + 2
    for place, head in enumerate(("List", "Rows", "Children or adopters", "Cells lacking")):
        _text(sheet, first, place, head, formats.heading)
    for row, each in enumerate(lacking, first + 1):
        _text(sheet, row, 0, f"{each.annex_list.number}: {each.annex_list.title}", formats.words)
        for place, count in enumerate((each.rows, each.people, each.cells_empty), 1):
            sheet.write_number(row, place, count)


def _lacks(sheet: Worksheet, formats: _Formats, lacking: tuple[ListGaps, ...]) -> None:
    widths = (8, 70, 34, 14, 14, 18)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    heads = ("List", "Column", "What is lacking", "Rows needing it", "Rows empty", "Codes that fit none")
    for place, head in enumerate(heads):
        _text(sheet, 0, place, head, formats.heading)
    row = 1
    for each in lacking:
        for gap in each.columns:
            sheet.write_number(row, 0, each.annex_list.number)
            _text(sheet, row, 1, gap.column.name, formats.words)
            _text(sheet, row, 2, "The record has nothing for it" if gap.is_unfillable else "Some rows", formats.words)
            for place, count in enumerate((gap.needed, gap.empty, gap.unfit), 3):
                sheet.write_number(row, place, count)
            row += 1


def _list(sheet: Worksheet, formats: _Formats, annex_list: AnnexList, table: pa.Table) -> None:
    sheet.set_column(0, len(annex_list.columns) - 1, WIDTH)
    sheet.freeze_panes(2, 1)
    _text(sheet, 0, 0, f"List {annex_list.number}: {annex_list.title}", formats.title)
    for place, column in enumerate(annex_list.columns):
        _text(sheet, 1, place, column.name, formats.heading)
    put = [_writer(sheet, formats, annex_list, place) for place in range(len(annex_list.columns))]
    for row, values in enumerate(_rows(annex_list, table), 2):
        for place, value in enumerate(values):
            if value is not None:
                put[place](row, place, value)
    if table.num_rows:
        sheet.autofilter(1, 0, table.num_rows + 1, len(annex_list.columns) - 1)


def _rows(annex_list: AnnexList, table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows as they are written: days as the numbers a workbook keeps, codes in their written form."""
    columns = []
    for column in annex_list.columns:
        values = table.column(column.key)
        if column.kind is Kind.DATE:
            shift = _EPOCH.toordinal() - dt.date(1970, 1, 1).toordinal()
            days = values.cast(pa.int32()).to_pylist()
            columns.append([None if each is None else each - shift for each in days])
        elif column.codes is not None:
            written = column.codes.written
            columns.append([None if each is None else written[each] for each in values.to_pylist()])
        else:
            columns.append(values.to_pylist())
    return zip(*columns, strict=True)


def _writer(sheet: Worksheet, formats: _Formats, annex_list: AnnexList, place: int) -> Callable[[int, int, Any], Any]:
    match annex_list.columns[place].kind:
        case Kind.DATE:
            return lambda row, column, value: sheet.write_number(row, column, value, formats.day)
        case Kind.COUNT:
            return lambda row, column, value: sheet.write_number(row, column, value)
    return lambda row, column, value: sheet.write_string(row, column, value[:LONGEST_TEXT])


def _text(sheet: Worksheet, row: int, column: int, words: str, form: Any) -> None:
    sheet.write_string(row, column, words[:LONGEST_TEXT], form)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
