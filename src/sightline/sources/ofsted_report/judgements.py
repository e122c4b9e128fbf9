"""All the grades of a report: from its table, from the headings that repeat them, and from sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sightline.sources.ofsted_report import grades
from sightline.sources.ofsted_report.cover import Kind, Title
from sightline.sources.ofsted_report.headings import heading_at
from sightline.sources.ofsted_report.lines import Line, ReportText
from sightline.sources.ofsted_report.reading import Area, ReadJudgement
from sightline.sources.ofsted_report.said_grades import board_grade, sif_overall


def judgements_of(
    report: ReportText, title: Title | None, contents: frozenset[int], warnings: list[str]
) -> list[ReadJudgement]:
    """The grades a report gives, in the order of its table; every grade that is missing or in doubt is a warning."""
    kind = title.kind if title is not None else None
    if kind is Kind.SIF:
        return _sif_judgements(report, contents, warnings)
    if kind is Kind.ILACS:
        return _ilacs_judgements(report, warnings)
    return []


def _sif_judgements(report: ReportText, contents: frozenset[int], warnings: list[str]) -> list[ReadJudgement]:
    first = _first_part(report.lines, contents)
    found = {each.area: each for each in grades.table_grades(first, grades.SIF_NAMES)}
    overall = sif_overall(first)
    board = board_grade(report, first, contents)
    wanted = [name.area for name in grades.SIF_NAMES]
    _say_missing(wanted, found, warnings)
    if overall is None:
        warnings.append("The overall grade was not found.")
    return [each for each in (overall, *(found.get(area) for area in wanted), board) if each is not None]


def _first_part(lines: Sequence[Line], contents: frozenset[int]) -> Sequence[Line]:
    """The cover, and the page after it where a table runs on: up to the contents or the summary."""
    for place, line in enumerate(lines):
        heading = heading_at(lines, place) if line.text[:1].isupper() else None
        ends = place in contents or (
            heading is not None and re.match(r"(?:executive )?summary|the local auth", heading.words, re.I)
        )
        if line.page > 3 or (ends and place > 3):
            return lines[:place]
    return lines


def _ilacs_judgements(report: ReportText, warnings: list[str]) -> list[ReadJudgement]:
    first = [line for line in report.lines if line.page <= 3]
    found = {each.area: each for each in grades.table_grades(first, grades.ILACS_NAMES)}
    table_ends = next(
        (place for place, line in enumerate(report.lines) if re.match(r"overall effectiveness", line.text, re.I)), 0
    )
    again = {each.area: each for each in grades.heading_grades(report.lines, table_ends)}
    apart = [area for area, each in again.items() if area in found and found[area].grade is not each.grade]
    if len(apart) > 1:
        warnings.append(
            "The table of grades and the headings that repeat them disagree in several places, so the table was not "
            "taken; the overall grade has to be read from the page."
        )
        found = {}
    for area, each in again.items():
        if area not in found:
            found[area] = each
        elif found[area].grade is not each.grade:
            warnings.append(
                f"The table gives {found[area].grade.value} for “{each.name}” and the heading on page {each.page} "
                f"gives {each.grade.value}; the table was taken."
            )
    wanted = [name.area for name in grades.ILACS_NAMES]
    combined = Area.CHILDREN_IN_CARE in found and found[Area.CHILDREN_IN_CARE].name == grades.COMBINED
    missing_leavers = Area.CARE_LEAVERS not in found and (combined or _combined_printed(report))
    asked = [
        area for area in wanted if area is not Area.OVERALL and not (area is Area.CARE_LEAVERS and missing_leavers)
    ]
    _say_missing(asked, found, warnings)
    return [found[area] for area in wanted if area in found]


def _combined_printed(report: ReportText) -> bool:
    return bool(re.search(r"children in care and care leavers", report.joined(1, 4), re.IGNORECASE))


def _say_missing(wanted: Sequence[Area], found: dict[Area, ReadJudgement], warnings: list[str]) -> None:
    missing = [area.value for area in wanted if area not in found]
    if missing:
        warnings.append(f"No grade was found for {', '.join(missing)}.")
