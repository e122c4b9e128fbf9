"""The detection test: on a council shaped on a published inspection, failings are named and grades indicated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.detection import Detection, detect, failures_of
from sightline.inspection.standing.inspect import conclude, weigh_record
from sightline.inspection.standing.report import Inspection, LineFinding
from sightline.inspection.standing.rule import Grade
from sightline.simulate import Scenario, simulate
from sightline.standards.catalogue import CATALOGUE

AS_AT = dt.date(2016, 11, 14)
STANDARDS = tuple(CATALOGUE.values())
SEED = 11  # drawn once and never used while the rule was written


@dataclass(frozen=True, slots=True)
class Inspected:
    """A council, inspected and compared with its truth."""

    inspection: Inspection
    detections: tuple[Detection, ...]

    def line(self, f_number: str) -> LineFinding:
        """The line of enquiry of this failing."""
        return next(line for line in self.inspection.lines if line.f_number == f_number)


def inspected(scenario: Scenario) -> Inspected:
    council = simulate(seed=SEED, scenario=scenario)
    record = weigh_record(council.extract, AS_AT, DuckDBEngine(), STANDARDS)
    inspection = conclude(record, load_framework("sif-2013-2017"), STANDARDS)
    return Inspected(inspection, detect(record, failures_of(council.truth.as_json())))


@pytest.fixture(scope="module")
def case() -> Inspected:
    return inspected(Scenario.CASE_2016)


@pytest.fixture(scope="module")
def healthy() -> Inspected:
    return inspected(Scenario.HEALTHY)


def test_the_published_grades_are_indicated(case: Inspected) -> None:
    assert {each.no: each.indicative_grade for each in case.inspection.judgements} == {
        "1": Grade.INADEQUATE,
        "2": Grade.REQUIRES_IMPROVEMENT,
        "2.1": Grade.GOOD,
        "2.2": Grade.REQUIRES_IMPROVEMENT,
        "3": Grade.INADEQUATE,
    }
    assert case.inspection.overall is Grade.INADEQUATE
    assert "Limiting judgement" in case.inspection.overall_reasons[0]


def test_every_planted_failing_is_found_and_little_else(case: Inspected) -> None:
    short = {
        each.f_number: (each.precision, each.recall)
        for each in case.detections
        if (each.precision or 0) < 0.95 or (each.recall or 0) < 0.95
    }
    assert short == {}


@pytest.mark.parametrize("number", range(1, 19))
def test_each_failing_is_named_with_those_behind_it(case: Inspected, number: int) -> None:
    line = case.line(f"F{number}")
    assert line.stands_out, line.finding
    assert any(standard.is_weak and standard.subjects for standard in line.standards)


def test_the_172_held_by_managers_and_the_64_unseen_are_counted(case: Inspected) -> None:
    held = {each.code: each for each in case.line("F1").standards}["wf-case-held-by-manager"]
    assert held.standing == 172
    assert [team.in_breach for team in held.teams] == [172]
    unseen = {each.code: each for each in case.line("F2").standards}["child-seen-6m"]
    assert 64 <= unseen.standing <= 70


def test_leaders_are_inadequate_because_they_did_not_know(case: Inspected) -> None:
    leaders = next(each for each in case.inspection.judgements if each.id == "leadership")
    assert any("leaders did not know about: children's cases held by managers" in each for each in leaders.reasons)


def test_strengths_are_shown_beside_the_failings(case: Inspected) -> None:
    assert len(case.inspection.strengths) >= 5


def test_a_healthy_council_of_the_same_shape_is_good(healthy: Inspected) -> None:
    assert {each.indicative_grade for each in healthy.inspection.judgements} == {Grade.GOOD}
    assert healthy.inspection.overall is Grade.GOOD
    assert not any(line.serious for line in healthy.inspection.lines)


def test_each_failing_first_stood_out_before_the_inspectors_came(case: Inspected) -> None:
    late = [
        f"F{number}"
        for number in range(1, 19)
        if (first := case.line(f"F{number}").first_stood_out) is None or first >= AS_AT
    ]
    assert late == []
