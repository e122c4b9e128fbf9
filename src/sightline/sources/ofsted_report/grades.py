"""The grades: read from the table on the first pages, and held against the headings further on that print them again.

Text taken from a table comes in any of three orders: name and grade row by row; a grade in the middle of its wrapped
name; all the names and then all the grades. Each is read; a grade is taken only where nothing but the printed name
stands between the beginning of the name and it, so that prose below the table is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sightline.sources.ofsted_report.lines import Line, join
from sightline.sources.ofsted_report.reading import Area, ReadJudgement, ReportGrade

GRADE = r"(?:outstanding|good|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate)"
_GRADES = re.compile(rf"\b{GRADE}(?![a-z-])", re.IGNORECASE)
_NAME_WORDS = set(
    [
        "the",
        "experience",
        "experiences",
        "and",
        "progress",
        "of",
        "children",
        "who",
        "need",
        "help",
        "protection",
        "in",
        "care",
        "leavers",
        "impact",
        "leaders",
        "on",
        "social",
        "work",
        "practice",
        "with",
        "families",
        "overall",
        "effectiveness",
        "looked",
        "after",
        "achieving",
        "permanence",
        "adoption",
        "performance",
        "leadership",
        "management",
        "governance",
        "young",
        "people",
        "a",
        "judgement",
        "grade",
        "is",
        "are",
        "judged",
    ]
)
FURTHEST = 170  # characters from the beginning of a name to its grade


@dataclass(frozen=True, slots=True)
class _Name:
    area: Area
    begins: re.Pattern[str]
    printed: str


def _name(area: Area, begins: str, printed: str) -> _Name:
    return _Name(area, re.compile(begins, re.IGNORECASE), printed)


_PROGRESS = r"(?:the )?experiences? and progress of "
ILACS_NAMES = (
    _name(
        Area.IMPACT_OF_LEADERS,
        r"(?:the )?impact of leaders\b",
        "The impact of leaders on social work practice with children and families",
    ),
    _name(
        Area.HELP_AND_PROTECTION,
        rf"{_PROGRESS}children who\b",
        "The experiences and progress of children who need help and protection",
    ),
    _name(
        Area.CHILDREN_IN_CARE,
        rf"{_PROGRESS}children (?:in|looked)\b",
        "The experiences and progress of children in care",
    ),
    _name(Area.CARE_LEAVERS, rf"{_PROGRESS}care\b", "The experiences and progress of care leavers"),
    _name(Area.OVERALL, r"overall effectiveness\b", "Overall effectiveness"),
)
COMBINED = "The experiences and progress of children in care and care leavers"
SIF_NAMES = (
    _name(
        Area.HELP_AND_PROTECTION,
        r"(?<!of )(?<!for )(?:1[.:]? ?)?\bchildren who need help and\b",
        "Children who need help and protection",
    ),
    _name(
        Area.LOOKED_AFTER,
        r"(?:2[.:]? ?)?\bchildren looked after and achieving\b",
        "Children looked after and achieving permanence",
    ),
    _name(Area.ADOPTION, r"(?:2[.:]1[.:]? ?)?\badoption performance\b", "Adoption performance"),
    _name(
        Area.CARE_LEAVERS,
        r"(?:2[.:]2[.:]? ?)?(?:the )?\bexperiences? and progress of care\b",
        "Experiences and progress of care leavers",
    ),
    _name(Area.LEADERSHIP, r"(?:3[.:]? ?)?\bleadership, ?management and\b", "Leadership, management and governance"),
)


def grade_of(words: str) -> ReportGrade:
    """The grade of printed words; "Require improvement" and "Requires improvement to be good" are one grade."""
    text = words.lower()
    if text.startswith("require"):
        return ReportGrade.REQUIRES_IMPROVEMENT
    return ReportGrade(text)


class TableText:
    """The first pages as one running text that knows the page of each place in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        parts: list[str] = []
        self._ends: list[tuple[int, int]] = []
        length = 0
        for line in lines:
            parts.append(line.text)
            length += len(line.text) + 1
            self._ends.append((length, line.page))
        self.text = " ".join(parts)

    def page(self, place: int) -> int:
        """The page of a place in the text."""
        return next((page for end, page in self._ends if place < end), self._ends[-1][1] if self._ends else 1)


def table_grades(lines: Sequence[Line], names: Sequence[_Name]) -> list[ReadJudgement]:
    """The grades of the table in these lines: of each name its own, or none where the layout does not tell."""
    text = TableText(lines)
    begun = re.search(r"\bjudgements?\s+grades?\b", text.text, re.IGNORECASE)
    places = _places(text, names, begun.end() if begun else 0)
    if begun and len(places) > 2 and _ends_in_grade(text.text[begun.end() : places[0][0]]):
        return _rows_after_their_grade(text, places, begun.end())
    if len(places) < 3:  # the heading of the table may come out after it
        places = _places(text, names, 0)
    if (
        len(places) > 1
        and places[-1][2].area is Area.OVERALL
        and not _is_table(text.text[places[-2][0] : places[-1][0]])
    ):
        places.pop()  # the words stand in prose below the table
    if _is_column(text, places):
        return _column(text, places)
    return _rows(text, places)


def _places(text: TableText, names: Sequence[_Name], start: int) -> list[tuple[int, int, _Name]]:
    """Where each name first stands, in the order of the text."""
    found = ((name.begins.search(text.text, start), name) for name in names)
    return sorted(((place.start(), place.end(), name) for place, name in found if place), key=lambda each: each[:2])


def _is_table(between: str) -> bool:
    """Whether there is nothing but printed names and grades in a part of the text."""
    words = re.findall(r"[a-z]+", _GRADES.sub(" ", between.lower()))
    return all(word in _NAME_WORDS for word in words)


def _rows(text: TableText, places: Sequence[tuple[int, int, _Name]]) -> list[ReadJudgement]:
    """Grades row by row: each after its name, or in the middle of it."""
    kept: list[ReadJudgement] = []
    for index, (begin, _, name) in enumerate(places):
        end = places[index + 1][0] if index + 1 < len(places) else len(text.text)
        grade = _grade_within(text.text[begin : min(end, begin + FURTHEST)])
        if grade is not None:
            kept.append(_judgement(name, text, begin, begin + grade.end(), grade[0]))
    return kept


def _ends_in_grade(words: str) -> re.Match[str] | None:
    return re.search(rf"(?:^|\s)({GRADE})\s*$", words, re.IGNORECASE)


def _rows_after_their_grade(
    text: TableText, places: Sequence[tuple[int, int, _Name]], start: int
) -> list[ReadJudgement]:
    """Grades where each comes out before its name: taken only where every name has one directly before it."""
    kept: list[ReadJudgement] = []
    for begin, end, name in places:
        grade = _ends_in_grade(text.text[start:begin])
        if grade is None:
            return []
        kept.append(_judgement(name, text, begin, end, " ".join(grade[1].split())))
        start = end
    return kept


def _is_column(text: TableText, places: Sequence[tuple[int, int, _Name]]) -> bool:
    """Whether the grades stand together after the names: no row but the last has one, and the last has several."""
    if len(places) < 4:
        return False
    for (begin, _, _), (after, _, _) in pairwise(places):
        if _grade_within(text.text[begin:after]) is not None:
            return False
    return _grades_after(text, places) > 1


def _grades_after(text: TableText, places: Sequence[tuple[int, int, _Name]]) -> int:
    run = _column_run(text, places)
    return len(_GRADES.findall(run[1])) if run is not None else 0


def _column_run(text: TableText, places: Sequence[tuple[int, int, _Name]]) -> re.Match[str] | None:
    words = "|".join(sorted(_NAME_WORDS - {"is", "are"}))
    return re.match(
        rf"(?:[\s\d]*(?:{words})\b)*[\s\d]*((?:{GRADE}\b[\s\d]*)+)", text.text[places[-1][1] :], re.IGNORECASE
    )


def _grade_within(segment: str) -> re.Match[str] | None:
    """The first grade of a row, where only words of printed names stand before it."""
    found = _GRADES.search(segment)
    if found is None:
        return None
    between = segment[: found.start()]
    if re.search(r"[;?!]|[a-z]\.", between):
        return None
    return found if all(word in _NAME_WORDS for word in re.findall(r"[a-z]+", between.lower())) else None


def _column(text: TableText, places: Sequence[tuple[int, int, _Name]]) -> list[ReadJudgement]:
    """Grades printed as a column after all the names: taken only where there are as many as there are names."""
    run = _column_run(text, places)
    grades = list(_GRADES.finditer(run[1])) if run is not None else []
    if run is None or len(grades) != len(places):
        return []
    offset = places[-1][1] + run.start(1)
    return [
        ReadJudgement(name.area, name.printed, grade_of(grade[0]), text.page(offset + grade.start()), grade[0])
        for (_, _, name), grade in zip(places, grades, strict=True)
    ]


def _judgement(name: _Name, text: TableText, begin: int, end: int, grade: str) -> ReadJudgement:
    words = " ".join(text.text[begin : end + 40].split())
    printed = name.printed
    if name.area is Area.CHILDREN_IN_CARE and re.search(
        r"in care (?:and|\w+(?: \w+)* and)? ?care", words, re.IGNORECASE
    ):
        printed = COMBINED
    how = " ".join(text.text[begin:end].split())
    return ReadJudgement(name.area, printed, grade_of(grade), text.page(begin), how)


_HEADINGS = (
    (Area.HELP_AND_PROTECTION, r"The experiences? and progress of children who need help and protection"),
    (Area.CHILDREN_IN_CARE, r"The experiences? and progress of children in care(?: and care leavers)?"),
    (Area.CARE_LEAVERS, r"The experiences? and progress of care leavers"),
    (Area.IMPACT_OF_LEADERS, r"The impact of leaders on social work practice with children and families"),
)


def heading_grades(lines: Sequence[Line], after: int) -> list[ReadJudgement]:
    """The grades printed again over each part of a later report, found from line ``after`` on."""
    kept: dict[Area, ReadJudgement] = {}
    for index in range(after, len(lines)):
        if not lines[index].text.startswith(("The experience", "The impact of leaders")):
            continue
        whole = join([line.text for line in lines[index : index + 3]])
        for area, name in _HEADINGS:
            found = re.match(rf"({name})\d?\s*(?::|–|-|,|is|are|has been judged)?\s*({GRADE})\b", whole, re.IGNORECASE)
            if found and area not in kept:
                kept[area] = ReadJudgement(area, found[1], grade_of(found[2]), lines[index].page, found[0])
    return list(kept.values())
