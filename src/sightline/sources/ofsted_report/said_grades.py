"""Grades that stand in a sentence: a single inspection's overall grade, and the safeguarding board's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sightline.sources.ofsted_report.grades import GRADE, TableText, grade_of
from sightline.sources.ofsted_report.headings import board_section
from sightline.sources.ofsted_report.lines import Line, ReportText, join
from sightline.sources.ofsted_report.reading import Area, ReadJudgement

_REQUIRES = r"requires?\s+improvement(?:\s+to\s+be\s+good)?"
_SERVICES = r"\bchildren[’']?s[’']? services(?: (?:in|provided by|at) .{2,80}?)?"
_OVERALL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\boverall (?:effectiveness )?judgement\s*(?:is|:)?\s*(?:that )?(?:{_SERVICES} )?(?:is |are )?"
        rf"({GRADE})(?![a-z])",
        rf"{_SERVICES} (?:(?:overall )?(?:is|are)(?: judged)?(?: to be)? ({GRADE})|({_REQUIRES}))(?![a-z])",
        rf"\boverall effectiveness\s*(?:is|:|–|-)?\s*({GRADE})(?![a-z])",
        rf"\b(?:this|the) local authority (?:is ({GRADE})|({_REQUIRES}))(?![a-z])",
    )
)


def sif_overall(lines: Sequence[Line]) -> ReadJudgement | None:
    """The overall grade of a single inspection, which stands in a sentence over the table."""
    text = TableText(lines)
    for pattern in _OVERALL:
        found = pattern.search(text.text)
        if found:
            grade = next(group for group in found.groups() if group)
            return ReadJudgement(
                Area.OVERALL,
                "Overall effectiveness",
                grade_of(" ".join(grade.split())),
                text.page(found.start()),
                " ".join(found[0].split()),
            )
    return None


_BOARD = re.compile(
    rf"(?:^|(?<=[.:] ))(?:The )?(?:effectiveness of (?:the )?)?(?:[A-Z][^.:]{{0,70}}?)?"
    rf"(?:safeguarding children boards?|lscbs?|board)\b(?:\s*\([^)]{{2,20}}\))?\d?\s*"
    rf"(?:(?:is|was) judged (?:to be|to|as)|is|are|:|–)?\s*({GRADE})(?![a-z-])"
    r"(?!\s+(?-i:at|for|in|and|but|or|enough|practice|quality)\b)",  # "is good at training" is no grade
    re.IGNORECASE,
)
_ARRANGEMENTS = re.compile(
    rf"arrangements in place to evaluate the effectiveness of what is done by .{{10,160}}?(?:is|are)?\s({GRADE})\b",
    re.IGNORECASE,
)


def board_grade(report: ReportText, cover: Sequence[Line], contents: frozenset[int]) -> ReadJudgement | None:
    """The safeguarding board's grade: on the cover of early reports, over the board's own part in later ones."""
    start = board_section(report.lines, contents)
    windows: list[Sequence[Line]] = []
    if start is not None:
        windows.append(report.lines[start : start + 30])
    windows.append(cover)
    for window in windows:
        for index, line in enumerate(window):
            if not re.search(r"board|lscb|arrangements in place", line.text, re.IGNORECASE):
                continue
            whole = join([each.text for each in window[index : index + 4]])
            found = _BOARD.match(whole) or (
                _ARRANGEMENTS.search(whole) if "arrangements" in line.text.lower() else None
            )
            if found:
                return ReadJudgement(
                    Area.SAFEGUARDING_BOARD,
                    "Local Safeguarding Children Board",
                    grade_of(" ".join(found[1].split())),
                    line.page,
                    " ".join(found[0].split()),
                )
    return None
