"""A healthy Avonmere looks like an English authority, and the case's like the council whose shape it takes."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.simulate import Comparison, Scenario, calibration, simulate

UNTIL = dt.date(2016, 11, 14)
# Where a good council should stand apart from the middle authority, or a small council's chance is wide, how far
# beyond the published quartiles a rate may lie, in the measure's unit; 0 for the rest.
BEYOND = {
    "CINCease3months": 8.0,
    "CINCease6-1": 5.0,
    "CINCease1-2": 5.0,
    "CINCease2more": 4.0,
    "CIN_Refferals_NFA": 1.0,
    "RevCP": 3.0,
    "PrevRegCPR": 5.0,
    "CPRDuration": 3.0,
    "CPPlans2yrs": 2.0,
    "LACStable_2016on": 4.0,
    "Children_missing": 5.0,
    "%_of LAC Adopted": 5.0,
    "LAC_ceased_SGO%": 9.0,
    "LACDental%": 7.0,
    "CareLeaverEET": 18.0,
    "CareLeaverAcc": 7.0,
    "CareLeavers_LA_NotInTouch": 4.0,
    "Work_Force_TO_Rate": 3.0,
    "Work_Force_Agecy_Rate": 7.2,
    "Work_Force_AvgNumCase_SW": 1.5,
    "ReReferral": 1.5,
    "CP_conf_15days": 2.0,
}


@pytest.fixture(scope="module", params=[31, 32])
def compared(request: pytest.FixtureRequest) -> dict[str, Comparison]:
    council = simulate(5_000, 10, UNTIL, request.param)
    return {each.measure: each for each in calibration(council)}


def test_a_healthy_council_lies_among_english_authorities(compared: dict[str, Comparison]) -> None:
    outside = {}
    for each in compared.values():
        if each.low is None or each.high is None:
            continue
        assert each.simulated is not None, each.measure
        room = BEYOND.get(each.measure, 1.0)
        if not each.low - room <= each.simulated <= each.high + room:
            outside[each.measure] = (each.low, each.simulated, each.high)
    assert outside == {}


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [("in-need", 0.85, 1.25), ("looked-after", 0.75, 1.3), ("out-of-area", 0.5, 1.4), ("foster", 0.8, 1.5),
     ("ceased", 0.6, 1.6), ("enquiries", 0.8, 1.2)],
)  # fmt: skip
def test_it_has_the_size_of_the_council_it_is_drawn_from(
    compared: dict[str, Comparison], measure: str, low: float, high: float
) -> None:
    each = compared[measure]
    assert each.simulated is not None
    assert low <= each.simulated / each.published <= high, (each.published, each.simulated)


def test_in_the_case_plans_fall_within_a_year() -> None:
    case = {each.measure: each for each in calibration(simulate(12_000, 10, UNTIL, 34, Scenario.CASE_2016))}
    now, before = case["on-plan"].simulated, case["on-plan-before"].simulated
    assert now is not None
    assert before is not None
    assert now < 0.9 * before
    assert 0.75 <= now / 153 <= 1.3
    assert 0.75 <= before / 221 <= 1.3
