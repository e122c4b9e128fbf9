"""Published Ofsted reports: from the PDF to authority, framework, dates, grades and what has to improve.

>>> from sightline.sources.ofsted_report import read_report
>>> reading = read_report(open("report.pdf", "rb").read())  # doctest: +SKIP
"""

from __future__ import annotations

from sightline.sources.ofsted_report.page_image import page_image
from sightline.sources.ofsted_report.read import read_report
from sightline.sources.ofsted_report.reading import (
    NOT_FOUND,
    Area,
    Body,
    Period,
    Read,
    ReadFinding,
    ReadJudgement,
    ReadRecommendation,
    ReportFramework,
    ReportGrade,
    ReportReading,
    ReportType,
    Suggested,
)
from sightline.sources.ofsted_report.text_form import as_text

__all__ = [
    "NOT_FOUND",
    "Area",
    "Body",
    "Period",
    "Read",
    "ReadFinding",
    "ReadJudgement",
    "ReadRecommendation",
    "ReportFramework",
    "ReportGrade",
    "ReportReading",
    "ReportType",
    "Suggested",
    "as_text",
    "page_image",
    "read_report",
]
