"""The names a reading uses are those of the frameworks Sightline holds."""

from __future__ import annotations

import pytest

from sightline.inspection.framework import frameworks
from sightline.inspection.standing.rule import Grade
from sightline.sources.ofsted_report import Area, Read, ReportFramework, ReportGrade
from sightline.sources.ofsted_report.text_form import FRAMEWORKS

GRADED = {
    ReportFramework.SIF: {"help-and-protection", "looked-after", "adoption", "care-leavers", "leadership"},
    ReportFramework.ILACS: {"impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"},
    ReportFramework.ILACS_2026: {"impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"},
}


def test_it_names_frameworks_as_sightline_holds_them() -> None:
    assert {each.value for each in ReportFramework} <= {each.id for each in frameworks()}
    assert set(FRAMEWORKS) == set(ReportFramework)


@pytest.mark.parametrize("which", GRADED)
def test_it_names_areas_as_the_framework_does(which: ReportFramework) -> None:
    (held,) = (each for each in frameworks() if each.id == which.value)
    ids = {judgement.id for judgement in held.judgements}
    assert ids - {"safeguarding-board"} == GRADED[which]
    assert GRADED[which] <= {area.value for area in Area}


def test_it_names_grades_as_the_standing_evidence_does() -> None:
    assert {each.value for each in ReportGrade} == {each.value for each in Grade} - {"not assessable"}


def test_a_field_that_was_not_found_says_so() -> None:
    nothing: Read[str] = Read(None, None)
    assert (nothing.found, nothing.how) == (False, "not found")
