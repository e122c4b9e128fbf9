"""The report of a mock inspection as one HTML file that needs nothing beside it, and the part of it a page shows."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from sightline.inspection.report_charts import file_grades_chart
from sightline.inspection.report_document import Report

BEGINS, ENDS = "<main>", "</main>"


def render_html(report: Report) -> str:
    """The report as an HTML document without script; whatever somebody typed is escaped."""
    chart = mark_safe(file_grades_chart(report.file_grades))  # noqa: S308 - our own drawing, its words escaped
    return render_to_string("inspection/concluding/document.html", {"r": report, "chart": chart})


def body_of(html: str) -> SafeString:
    """What stands between the document's head and its end, to be shown within a page of the site.

    Only ever of a document that :func:`render_html` made and the store kept.
    """
    _, _, after = html.partition(BEGINS)
    inside, _, _ = after.rpartition(ENDS)
    return mark_safe(inside)  # noqa: S308 - made by the template above, which escapes
