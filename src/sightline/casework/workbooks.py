"""Lists as workbooks in which no text can be run as a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDEST = 60  # characters


def xlsx_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a workbook of one sheet; ``name`` is the file's, and never holds a person's key."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        sheet = book.add_worksheet(name[:31].capitalize())
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmm yyyy"})
        widths = [len(each) for each in head]
        sheet.write_row(0, 0, head, bold)
        count = 0
        for count, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                widths[column] = max(widths[column], 12 if isinstance(value, dt.date) else len(str(value or "")))
                if value is None:
                    continue
                if isinstance(value, dt.date):
                    sheet.write_datetime(count, column, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day
                elif isinstance(value, (int, float)):
                    sheet.write_number(count, column, value)
                else:
                    sheet.write_string(count, column, str(value))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, count, len(head) - 1)
    response = HttpResponse(out.getvalue(), content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
