"""A reading as text for a person at a terminal: every field with its page, every doubt said."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator
from typing import Any

from sightline.sources.ofsted_report.reading import Area, Body, Read, ReadRecommendation, ReportFramework, ReportReading

WIDTH = 100
FRAMEWORKS = {
    ReportFramework.SIF: "Single Inspection Framework (2013 to 2017)",
    ReportFramework.ILACS: "Inspection of children’s services, with an overall grade (2018 to March 2026)",
    ReportFramework.ILACS_2026: "Inspection of children’s services, without an overall grade (from April 2026)",
    ReportFramework.FOCUSED_VISIT: "Focused visit",
    ReportFramework.MONITORING_VISIT: "Monitoring visit",
    ReportFramework.JTAI: "Joint targeted area inspection",
}
_BODIES = {Body.COUNCIL: "the council", Body.BOARD: "the safeguarding board"}


def as_text(reading: ReportReading, file_name: str) -> str:
    """The reading in words, beginning with the file's name."""
    return "\n".join(_lines(reading, file_name)) + "\n"


def _lines(reading: ReportReading, file_name: str) -> Iterator[str]:
    yield file_name
    framework = reading.framework.value
    yield _field("Authority", reading.authority)
    yield _field("Ofsted’s number", reading.urn)
    yield _field("Framework", reading.framework, FRAMEWORKS[framework] if framework is not None else "")
    yield _field("Kind", reading.type)
    yield _field("First day on site", reading.inspection_start)
    yield _field("Last day on site", reading.inspection_end)
    yield _field("Published", reading.published)
    yield _field("Lead inspector", reading.lead_inspector)
    if reading.judgements:
        yield "\nGrades"
        for each in reading.judgements:
            name = "Safeguarding board" if each.area is Area.SAFEGUARDING_BOARD else each.name
            yield _hanging(f"{each.grade.value:22}", f"{name} (page {each.page})")
    for body, words in _BODIES.items():
        listed = [each for each in reading.recommendations if each.body is body]
        if listed:
            yield f"\nWhat {words} has to improve: {len(listed)}"
            yield from _recommendations(listed)
    if reading.findings:
        numbers = ", ".join(f"{each.number} (page {each.page})" for each in reading.findings)
        yield f"\nFindings the report marks: {len(reading.findings)}"
        yield _hanging("", numbers)
    printed = [each for each in reading.strengths if each.printed]
    if printed:
        yield f"\nStrengths the report lists: {len(printed)}"
        for strength in printed:
            yield _hanging("–", f"{strength.text} (page {strength.page})")
    suggested = len(reading.strengths) - len(printed)
    yield (
        f"\nSuggested for reading: {suggested} sentences as strengths, {len(reading.concerns)} as concerns "
        "(in the JSON form)"
    )
    if reading.warnings:
        yield "\nNot certain"
        for warning in reading.warnings:
            yield _hanging("!", warning)


def _recommendations(listed: list[ReadRecommendation]) -> Iterator[str]:
    priority = ""
    for each in listed:
        if each.priority != priority:
            priority = each.priority
            yield f"  {priority}"
        tag = f" [{each.national_framework}]" if each.national_framework else ""
        yield _hanging(f"{each.number + '.' if each.number else '–':4}", f"{each.text}{tag} (page {each.page})")


def _field(name: str, read: Read[Any], words: str = "") -> str:
    if not read.found:
        return f"  {name:18}not found"
    value = words or (f"{read.value.day} {read.value:%B %Y}" if isinstance(read.value, dt.date) else str(read.value))
    return f"  {name:18}{value} ({f'page {read.page}' if read.page is not None else read.how})"


def _hanging(first: str, text: str) -> str:
    indent = " " * (len(first) + 5 if first else 4)
    return textwrap.fill(text, WIDTH, initial_indent=f"    {first} " if first else indent, subsequent_indent=indent)
