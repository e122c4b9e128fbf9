"""A mock inspection beside the last one and beside Ofsted's last: grade by grade, recommendation by recommendation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sightline.inspection.areas import AREAS, COLUMNS
from sightline.inspection.likeness import Like, alike, unanswered
from sightline.inspection.limiting import OVERALL
from sightline.inspection.models import ConclusionKind, MockInspection
from sightline.inspection.queries.concluding import Grades, conclusions_of, grades_of
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.real_inspections import day_of, latest_graded
from sightline.inspection.queries.triangulating import as_grade
from sightline.inspection.standing.words import long_date


@dataclass(frozen=True, slots=True)
class Earlier:
    """An inspection before this one: what it is called, its grades by area, what it recommended (number, words)."""

    name: str
    framework: str
    on: dt.date | None
    grades: Mapping[str, str]
    recommendations: tuple[tuple[str, str], ...]

    def grade(self, area: str) -> str:
        """The grade of an area, or of the area that asked the same question under another framework; "" for none."""
        if area in self.grades:
            return self.grades[area]
        column = next((each for each in COLUMNS if area in each.areas), None)
        return column.of(self.grades) if column else ""


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One judgement now and before."""

    judgement: str
    name: str
    now: str
    before: tuple[str, ...]  # of each earlier inspection, in their order


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recommendation of now with those of an earlier inspection that may ask for the same."""

    words: str
    number: int | None
    like: tuple[tuple[Like, ...], ...]  # of each earlier inspection, in their order


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything beside what there was before. ``not_again``: of each earlier one, what nothing now is like."""

    earlier: tuple[Earlier, ...]
    grades: tuple[GradeRow, ...]
    recurring: tuple[Recurring, ...]
    not_again: tuple[tuple[tuple[str, str], ...], ...]


def comparison_of(mock: MockInspection, grades: Grades | None = None) -> Comparison:
    """A mock inspection beside those before it; with nothing to compare where there were none."""
    given = grades or grades_of(mock)
    earlier = tuple(each for each in (last_mock(mock), last_real(mock)) if each is not None)
    now = [(each.number, each.words) for each in conclusions_of(mock, ConclusionKind.RECOMMENDATION)]
    recurring = tuple(
        Recurring(words, number, tuple(alike(words, each.recommendations) for each in earlier)) for number, words in now
    )
    not_again = tuple(
        unanswered(each.recommendations, [like for one in recurring for like in one.like[place]])
        for place, each in enumerate(earlier)
    )
    return Comparison(earlier, _rows(mock, given, earlier), recurring, not_again)


def last_mock(mock: MockInspection) -> Earlier | None:
    """The mock inspection before this one that came to grades or recommendations."""
    before = MockInspection.objects.filter(starts_on__lte=mock.starts_on).exclude(pk=mock.pk)
    for each in before.order_by("-starts_on", "-pk"):
        if each.starts_on == mock.starts_on and each.pk > mock.pk:
            continue
        grades = grades_of(each)
        asked = conclusions_of(each, ConclusionKind.RECOMMENDATION)
        if grades.given or asked:
            found = {area: as_grade(one.grade).value for area, one in grades.given.items()}
            if grades.overall is not None and not grades.broken:
                found[OVERALL] = as_grade(grades.overall.grade).value
            texts = tuple((str(one.number or place), one.words) for place, one in enumerate(asked, 1))
            name = f"The mock inspection of {long_date(each.starts_on)}"
            return Earlier(name, framework_of(each).name, each.starts_on, found, texts)
    return None


def last_real(mock: MockInspection) -> Earlier | None:
    """Ofsted's last graded inspection of this council that was over when this one began, as somebody confirmed it.

    Of the council alone: another authority's, recorded to learn from, is not compared with, and what a report asked of
    a safeguarding board is another body's to answer.
    """
    found = latest_graded(over_by=mock.starts_on)
    if found is None:
        return None
    texts = tuple(
        (each.number or str(each.place), each.text) for each in found.recommendations.all() if each.body == "council"
    )
    on = day_of(found)
    name = f"Ofsted’s inspection of {long_date(on)}" if on else "Ofsted’s last inspection"
    return Earlier(name, found.framework, on, found.judgements, texts)


def _rows(mock: MockInspection, given: Grades, earlier: Sequence[Earlier]) -> tuple[GradeRow, ...]:
    framework = framework_of(mock)
    rows = []
    if framework.overall is not None or any(each.grade(OVERALL) for each in earlier):
        stands = given.overall is not None and not given.broken
        now = as_grade(given.overall.grade).value if stands and given.overall else ""
        rows.append(GradeRow(OVERALL, framework.overall or AREAS[OVERALL], now, _before(OVERALL, earlier)))
    for area in framework.areas:
        if area.id in mock.areas:
            judged = given.given.get(area.id)
            grade = as_grade(judged.grade).value if judged else ""
            rows.append(GradeRow(area.id, area.name, grade, _before(area.id, earlier)))
    return tuple(rows)


def _before(area: str, earlier: Sequence[Earlier]) -> tuple[str, ...]:
    return tuple(each.grade(area) for each in earlier)
