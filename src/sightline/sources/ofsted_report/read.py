"""From the file to the reading: each part read by its own module, and every doubt said as a warning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sightline.errors import UserError
from sightline.sources.ofsted_report import cover
from sightline.sources.ofsted_report.cover import Kind, Title
from sightline.sources.ofsted_report.headings import contents_region
from sightline.sources.ofsted_report.improve import lists_of, recommendations_of
from sightline.sources.ofsted_report.judgements import judgements_of
from sightline.sources.ofsted_report.lines import ReportText, report_text
from sightline.sources.ofsted_report.pdf import open_pdf
from sightline.sources.ofsted_report.reading import (
    Area,
    Period,
    Read,
    ReadJudgement,
    ReportFramework,
    ReportReading,
    ReportType,
    absent,
)
from sightline.sources.ofsted_report.sentences import marked, paragraphs, suggested

NO_OVERALL_FROM = dt.date(2026, 4, 1)
"""From here on inspections of children's services have no overall grade (announced by Ofsted on 27 November 2025)."""
MOST_CHARACTERS = 1_000_000  # the longest single inspection has some 170,000
FEWEST_CHARACTERS = 200  # a page; a scan has none, and a cover over a scan very few

_VISITS = {
    Kind.FOCUSED_VISIT: (ReportFramework.FOCUSED_VISIT, ReportType.FOCUSED_VISIT),
    Kind.MONITORING_VISIT: (ReportFramework.MONITORING_VISIT, ReportType.MONITORING_VISIT),
    Kind.JTAI: (ReportFramework.JTAI, ReportType.JTAI),
}


def read_report(content: bytes) -> ReportReading:
    """Read a published report; raises :class:`~sightline.errors.UserError` where it is no report that can be read.

    Nothing is guessed: what is not certain is None, its place says that it was not found, and a warning says why.
    """
    with open_pdf(content) as pdf:
        texts = pdf.texts()
        file_date = pdf.made_on()
    _refuse_scan(texts)
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise UserError("The PDF holds far more text than any inspection report; give the report by itself.")
    return read_pages(texts, file_date)


def read_pages(texts: Sequence[str], file_date: dt.date | None) -> ReportReading:
    """Read a report whose pages are already text."""
    report = report_text(texts)
    title = cover.title_of(report)
    _refuse_other_documents(texts, title)
    warnings: list[str] = []
    _say_empty(texts, warnings)
    contents = contents_region(report.lines)
    fieldwork, dated_on, dated = cover.dates_of(report, title)
    _say_dates(fieldwork, report, dated, warnings)
    started = fieldwork[0].start if fieldwork else None
    authority, urn = cover.authority_of(report, title, started)
    if not authority.found:
        warnings.append("The authority was not found on the first pages.")
    elif not urn.found:
        warnings.append(f"Ofsted’s number for {authority.value} is not known: it is not in the list of authorities.")
    judgements = judgements_of(report, title, contents, warnings)
    framework = _framework(report, title, judgements, started, warnings)
    published = cover.published_of(report)
    if not published.found:
        warnings.append("The report prints no publication date; it has to be asked for.")
    lists = lists_of(report, contents)
    visit = title is not None and title.kind in _VISITS
    recommendations, printed, taken = recommendations_of(report, contents, lists, warnings, visit=visit)
    found = paragraphs(report.lines, taken | contents)
    strengths, concerns = suggested(found)
    return ReportReading(
        authority=authority,
        urn=urn,
        framework=framework,
        type=_type(report, title, fieldwork, framework),
        inspection_start=_day(started, dated_on, dated),
        inspection_end=_day(fieldwork[-1].end if fieldwork else None, dated_on, dated),
        published=published,
        lead_inspector=cover.lead_of(report.lines),
        fieldwork=fieldwork,
        judgements=tuple(judgements),
        recommendations=recommendations,
        findings=marked(found),
        strengths=(*printed, *strengths),
        concerns=concerns,
        warnings=tuple(warnings),
        page_count=report.page_count,
        file_date=file_date,
    )


def _refuse_scan(texts: Sequence[str]) -> None:
    readable = sum(1 for text in texts if len(text.strip()) >= FEWEST_CHARACTERS)
    if readable == 0 or readable * 3 < len(texts):
        raise UserError(
            "The PDF holds pictures of pages and no text (a scan); give the report as it was published, "
            "or type the inspection in."
        )


def _refuse_other_documents(texts: Sequence[str], title: Title | None) -> None:
    whole = " ".join(texts)
    if not re.search(r"\bOfsted\b|\bHMI\b|Majesty[’']s Inspector", whole):
        raise UserError("The PDF is no report of an Ofsted inspection; give the report as it was published.")
    if title is None:
        raise UserError(
            "The PDF names Ofsted but is no report of an inspection of a council’s children’s services or of a visit "
            "to one; give the report as it was published."
        )


def _say_empty(texts: Sequence[str], warnings: list[str]) -> None:
    empty = [str(number) for number, text in enumerate(texts, start=1) if not text.strip()]
    if empty:
        of = "Page" if len(empty) == 1 else "Pages"
        warnings.append(f"{of} {', '.join(empty)} of the PDF: no text, so whatever is printed there was not read.")


def _day(day: dt.date | None, page: int, words: str) -> Read[dt.date]:
    return Read(day, page, words) if day is not None else absent()


def _say_dates(fieldwork: Sequence[Period], report: ReportText, words: str, warnings: list[str]) -> None:
    if not fieldwork:
        warnings.append("The dates of the inspection were not found, or not in a form that is certain.")
    elif len(fieldwork) > 1:
        warnings.append(f"The report prints {len(fieldwork)} periods of fieldwork: {words}.")


def _framework(
    report: ReportText,
    title: Title | None,
    judgements: Sequence[ReadJudgement],
    started: dt.date | None,
    warnings: list[str],
) -> Read[ReportFramework]:
    if title is None:
        return absent()
    if title.kind is Kind.EARLIER:
        warnings.append("The report was written under a framework before November 2013, which Sightline does not hold.")
        return absent()
    if title.kind in _VISITS:
        return Read(_VISITS[title.kind][0], title.page, title.words)
    if title.kind is Kind.SIF:
        return Read(ReportFramework.SIF, title.page, title.words)
    overall = any(each.area is Area.OVERALL for each in judgements)
    if overall or (started is not None and started < NO_OVERALL_FROM):
        if not overall:
            warnings.append("The overall grade was not found, though inspections before April 2026 have one.")
        elif started is not None and started >= NO_OVERALL_FROM:
            warnings.append("An overall grade is printed, though inspections from April 2026 have none.")
        return Read(ReportFramework.ILACS, title.page, title.words)
    if started is not None:
        return Read(ReportFramework.ILACS_2026, title.page, f"{title.words}; no overall grade")
    warnings.append(
        "Without dates and an overall grade it is not certain which framework the report was written under."
    )
    return absent()


def _type(
    report: ReportText, title: Title | None, fieldwork: Sequence[Period], framework: Read[ReportFramework]
) -> Read[ReportType]:
    """The kind of visit. Reports since 2018 do not print "short" or "standard": the days on site tell.

    Of 300 inspections since 2018 in Ofsted's statistics every one of a single working week was short and every one of
    two was standard; anything else is called no more than an inspection.
    """
    if title is None:
        return absent()
    if title.kind in _VISITS:
        return Read(_VISITS[title.kind][1], title.page, title.words)
    if title.again:
        return Read(ReportType.REINSPECTION, title.page, title.words)
    if title.kind is Kind.ILACS:
        printed = cover.printed_type(report)
        if printed:
            return Read(ReportType(f"{printed} inspection"), 1, f"{printed} inspection")
        days = (fieldwork[0].end - fieldwork[0].start).days + 1 if len(fieldwork) == 1 else 0
        if days in (5, 12) and fieldwork[0].start.weekday() == 0:
            kind = ReportType.SHORT_INSPECTION if days == 5 else ReportType.STANDARD_INSPECTION
            return Read(
                kind, None, f"follows from the printed dates: {'one week' if days == 5 else 'two weeks'} on site"
            )
    return Read(ReportType.INSPECTION, title.page, title.words)
