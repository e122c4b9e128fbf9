"""What a scenario plants, and planting one failing alone."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.simulate import Scenario, days, plant
from sightline.simulate.failings import FAILINGS, GOOD
from sightline.simulate.scenarios import chances, plantings

FROM = dt.date(2014, 1, 6)


def test_a_healthy_council_has_nothing_planted() -> None:
    assert plantings(Scenario.HEALTHY) == ()
    assert all(good == planted for good, _, planted in chances(()).values())


def test_the_case_plants_all_eighteen() -> None:
    planted = plantings(Scenario.CASE_2016)
    assert [FAILINGS[each.line].f for each in planted] == [f"F{number}" for number in range(1, 19)]


def test_every_failing_changes_chances_that_exist_and_for_the_worse() -> None:
    behaviour = {"end-plan-at-first-review", "end-plan-at-review"}
    for failing in FAILINGS.values():
        for code, chance in failing.lapses.items():
            assert chance > GOOD[code] or code in behaviour, code


@pytest.mark.parametrize(("strength", "expected"), [(0.0, 0.06), (0.5, 0.27), (1.0, 0.48)])
def test_strength_lies_between_the_good_council_and_the_case(strength: float, expected: float) -> None:
    good, begins, planted = chances((plant("duty-response", FROM, strength),))["dr-contact-answered-2wd"]
    assert good == GOOD["dr-contact-answered-2wd"] == 0.06
    assert begins == days.number(FROM)
    assert planted == pytest.approx(expected)


def test_a_line_planted_again_replaces_the_scenarios() -> None:
    later = plant("exploitation", dt.date(2016, 1, 4), 0.2)
    chosen = {each.line: each for each in plantings(Scenario.CASE_2016, (later,))}
    assert chosen["exploitation"] == later
    assert len(chosen) == 18


def test_an_unknown_line_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="no failing can be planted on 'weather'; choose one of cases-held"):
        plant("weather", FROM)


def test_a_strength_beyond_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1, got 1\.5"):
        plant("exploitation", FROM, 1.5)
