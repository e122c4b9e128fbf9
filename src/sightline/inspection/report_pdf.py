"""The report of a mock inspection as tagged PDF (PDF/UA-1); how it is set is in :mod:`sightline.typeset`."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

from sightline.inspection.report_charts import file_grades_chart, file_grades_words
from sightline.inspection.report_document import Report, as_plain
from sightline.typeset import NO_DRAWING, SURE, typeset

__all__ = ["SURE", "render_pdf"]


def render_pdf(report: Report, made_on: dt.date) -> bytes:
    """The report as a PDF: the same bytes for the same report."""
    plain: dict[str, Any] = as_plain(report)
    chart = file_grades_chart(report.file_grades)
    plain["chart_alt"] = file_grades_words(report.file_grades) if chart else ""
    return typeset(_template(), plain, made_on, {"files.svg": chart or NO_DRAWING})


@cache
def _template() -> bytes:
    return (resources.files("sightline.inspection") / "report.typ").read_bytes()
