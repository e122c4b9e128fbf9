"""What inspections grade, across frameworks: nothing a report holds is lost, no framework gives what it does not."""

from __future__ import annotations

import pytest

from sightline.inspection.areas import AREAS, BEFORE_2013, COLUMNS, frameworks, graded_by
from sightline.inspection.framework import framework_ids, load_framework
from sightline.sources.ofsted_report import Area, ReportFramework


def test_every_area_a_report_may_grade_has_a_name_and_one_column() -> None:
    assert set(AREAS) == {each.value for each in Area}
    held = [area for column in COLUMNS for area in column.areas]
    assert sorted(held) == sorted(AREAS)


def test_every_framework_a_report_may_be_of_can_be_recorded() -> None:
    assert {each.value for each in ReportFramework} | {BEFORE_2013} == set(frameworks())
    assert next(iter(frameworks())) == "ilacs-2026-04"  # the newest first


@pytest.mark.parametrize("framework", framework_ids(None))
def test_a_framework_gives_the_grades_it_gives_and_no_others(framework: str) -> None:
    loaded, given = load_framework(framework), graded_by(framework)
    assert ("overall" in given) is (loaded.overall is not None)
    assert set(given) - {"overall"} == ({each.id for each in loaded.areas} if loaded.is_graded else set())
    assert set(given) <= set(AREAS)


def test_a_column_holds_what_asks_the_same_under_another_name() -> None:
    care = next(each for each in COLUMNS if each.heading == "In care")
    assert care.of({"looked-after": "good"}) == "good"
    assert care.of({"children-in-care": "inadequate", "overall": "good"}) == "inadequate"
    assert care.of({"overall": "good"}) == ""


def test_a_framework_we_do_not_hold_gives_no_grade() -> None:
    assert graded_by("no-such-framework") == ()
