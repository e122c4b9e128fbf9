"""One council beside its neighbours: the range, the reach, what chance alone would give."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from sightline.country import comparing
from sightline.country.authorities import Authority, authorities
from sightline.country.comparing import (
    Bearing,
    Comparison,
    Interval,
    Side,
    compare,
    compare_all,
    expected_by_chance,
    outside_everywhere,
    own_interval,
    questions,
)
from sightline.country.indicators import Role, measures

CURRENT = [each for each in authorities().values() if each.is_current]
CASE = authorities()[803]


def found(measure: str, of: Authority = CASE) -> Comparison:
    """A comparison there is."""
    one = compare(of, measures()[measure])
    assert one is not None
    return one


def test_a_figure_above_all_ten_is_told_with_their_range_and_its_direction() -> None:
    one = found("CPP_rate")
    assert (one.year, one.value, one.side) == (2025, 39.7, Side.ABOVE)
    assert one.span == Interval(21.2, 34.7)
    assert len(one.neighbours) == 10
    assert one.bearing is Bearing.NEITHER  # the source says neither end is better
    assert not one.is_far
    assert one.change == 0
    assert one.change_three == pytest.approx(4.1)
    assert 1 <= one.rank <= one.of <= 153


def test_the_reach_is_the_prediction_interval_of_students_t() -> None:
    one = found("CPP_rate")
    figures = [value for _, value in one.neighbours]
    half = 2.262 * np.std(figures, ddof=1) * math.sqrt(1.1)
    assert one.reach is not None
    assert one.reach.low == pytest.approx(np.mean(figures) - half)
    assert one.reach.high == pytest.approx(np.mean(figures) + half)


@pytest.mark.parametrize(
    ("wanted", "side", "bearing"),
    [
        ("low", Side.ABOVE, Bearing.WORSE),
        ("low", Side.BELOW, Bearing.BETTER),
        ("high", Side.ABOVE, Bearing.BETTER),
        ("high", Side.BELOW, Bearing.WORSE),
        ("", Side.ABOVE, Bearing.NEITHER),
        ("low", Side.WITHIN, Bearing.NEITHER),
    ],
)
def test_which_end_is_worse_is_what_the_source_says(wanted: str, side: Side, bearing: Bearing) -> None:
    one = found("CPP_rate")
    assert replace(one, measure=replace(one.measure, wanted=wanted), side=side).bearing is bearing


def test_a_share_has_wilsons_interval_and_a_rate_byars() -> None:
    share = own_interval(measures()["LACStable_2016on"], CASE, 2024, 10.0)
    assert share is not None
    # 10% of the 219 looked after: the interval a statistician's table gives
    assert share.low == pytest.approx(6.70, abs=0.02)
    assert share.high == pytest.approx(14.69, abs=0.02)
    rate = own_interval(measures()["CareApplications"], CASE, 2024, 4.9)
    assert rate is not None
    assert rate.low == pytest.approx(3.33, abs=0.03)
    assert rate.high == pytest.approx(6.96, abs=0.03)
    nobody = own_interval(measures()["CareApplications"], CASE, 2024, 0.0)
    assert nobody is not None
    assert nobody.low == 0.0
    assert nobody.high > 0.0
    assert own_interval(measures()["LACHealth%"], CASE, 2024, 90.0) is None  # no count of it is published


def test_where_small_numbers_could_explain_it_that_is_said() -> None:
    assert found("LAC_ceased_SGO%").may_be_chance
    assert not found("CPP_rate").may_be_chance


def test_fewer_than_six_neighbours_make_no_range(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "FEWEST_NEIGHBOURS", 11)
    one = found("CPP_rate")
    assert (one.span, one.reach, one.middle) == (None, None, None)
    assert one.side is Side.WITHIN
    assert not one.is_compared
    assert one.by_chance == 0.0


def test_old_figures_and_those_of_the_place_raise_no_question() -> None:
    every = compare_all(CASE)
    asked = questions(every)
    assert asked
    assert all(each.measure.role is Role.ASK and each.year >= comparing.OLDEST for each in asked)
    old = [each for each in every if each.year < comparing.OLDEST]
    assert "LAC_19_HE" in {each.measure.id for each in old}
    assert not set(old) & set(asked)


def test_the_furthest_are_asked_first() -> None:
    asked = questions(compare_all(CASE))
    assert [each.is_far for each in asked] == sorted((each.is_far for each in asked), reverse=True)
    far = [each.distance for each in asked if each.is_far]
    assert far == sorted(far, reverse=True)
    assert all(each.distance > 0 for each in asked)


def test_what_chance_alone_gives_is_two_in_eleven() -> None:
    every = compare_all(CASE)
    asked = [each for each in every if each.is_compared]
    ten = [each for each in asked if len(each.neighbours) == 10]
    assert ten[0].by_chance == pytest.approx(2 / 11)
    assert expected_by_chance(every) == pytest.approx(sum(2 / (len(each.neighbours) + 1) for each in asked))


def test_over_all_authorities_as_many_lie_outside_as_chance_gives() -> None:
    outside = outside_everywhere()
    assert set(outside) == {each.code for each in CURRENT}
    some = CURRENT[::15]
    assert [outside[each.code] for each in some] == [len(questions(compare_all(each))) for each in some]
    expected = sum(expected_by_chance(compare_all(each)) for each in some) / len(some)
    assert 0.75 < np.mean(list(outside.values())) / expected < 1.25


@pytest.mark.parametrize("code", [201, 420, 825, 942])  # the smallest two, and a council that is new
def test_a_council_with_few_figures_is_compared_on_those_it_has(code: int) -> None:
    if code in authorities() and authorities()[code].is_current:
        for each in compare_all(authorities()[code]):
            assert each.value >= 0
            assert all(np.isfinite(value) for _, value in each.neighbours)
            assert each.years
