"""The control chart: its limits by hand, each signal at its edge, and how often chance alone gives one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.charts import Mark
from sightline.improvement.control import (
    FEWEST,
    NATURAL,
    REBASE,
    RUN,
    TREND,
    Control,
    SignalKind,
    _outside,
    _Writer,
    limits_of,
    percentage,
    plain,
    xmr,
)


def marks(values: Sequence[float]) -> list[Mark]:
    """Values at successive months' ends from January 2012."""
    return [Mark(dt.date(2012 + place // 12, place % 12 + 1, 28), value) for place, value in enumerate(values)]


def kinds(control: Control) -> list[SignalKind]:
    """The kinds of its signals."""
    return [each.kind for each in control.signals]


UP_AND_DOWN = [10.0, 12.0] * 10


def test_limits_by_hand() -> None:
    """Means 4 and moving ranges 2, 4, 6 (mean 4): 2.66 times 4 either side."""
    limits = limits_of([3, 5, 1, 7], floor=None)
    assert (limits.centre, limits.low, limits.high) == pytest.approx((4, 4 - 2.66 * 4, 4 + 2.66 * 4))


def test_limits_are_cut_at_the_floor_and_the_ceiling() -> None:
    limits = limits_of([0.1, 0.9, 0.1, 0.9], ceiling=1.0)
    assert (limits.low, limits.high) == (0.0, 1.0)


def test_fewer_than_twelve_have_no_limits_and_it_says_so() -> None:
    control = xmr(marks(UP_AND_DOWN[: FEWEST - 1]))
    assert (control.limits, control.signals) == (None, ())
    assert control.words.startswith("There are 11 figures: limits are drawn from 12")
    assert xmr(marks(UP_AND_DOWN[:FEWEST])).limits is not None


@pytest.mark.parametrize(("count", "words"), [(0, "There is no figure yet"), (1, "There is one figure")])
def test_none_and_one_are_said_in_words(count: int, words: str) -> None:
    assert xmr(marks([5.0] * count)).words.startswith(words)


def test_ordinary_variation_has_no_signal() -> None:
    control = xmr(marks(UP_AND_DOWN))
    assert control.signals == ()
    assert control.words.endswith("Nothing since then is more than ordinary variation.")


def test_equal_figures_have_no_signal() -> None:
    control = xmr(marks([0.1] * 30), ceiling=1.0)
    assert control.signals == ()
    assert control.limits is not None
    assert control.limits.low == pytest.approx(control.limits.high)


def test_a_point_outside_is_named_with_its_month_and_limit() -> None:
    values = [*UP_AND_DOWN[:12], 22.0, *UP_AND_DOWN]
    control = xmr(marks(values))
    limits = limits_of(values)
    assert kinds(control) == [SignalKind.OUTSIDE]
    assert control.signals[0].first == dt.date(2013, 1, 28)
    assert control.signals[0].words == f"January 2013: 22 lies above the upper limit of {limits.high:.1f}."


def test_a_point_on_a_limit_is_not_outside_and_one_just_beyond_is() -> None:
    """Of mean 0 and mean moving range 2 the limits are 5.32 either side; points are put on them by hand."""
    limits = limits_of([1.0, -1.0] * 6, floor=None)
    assert limits.high == pytest.approx(5.32)
    writer = _Writer(plain, None)
    ends = marks([limits.low, limits.high, limits.low - 0.01, limits.high + 0.01])
    assert [each.first for each in _outside(ends, limits, writer)] == [ends[2].on, ends[3].on]


def test_seven_on_one_side_are_no_run_and_eight_are() -> None:
    for length, expected in ((RUN - 1, []), (RUN, [RUN])):
        values = [12.0, 8.0] * 8 + [13.0, 12.0, 13.0, 12.0, 13.0, 12.0, 13.0, 12.0][:length] + [8.0, 12.0] * 3 + [8.0]
        runs = [each.points for each in xmr(marks(values)).signals if each.kind is SignalKind.RUN]
        assert runs == expected, length


def test_a_point_on_the_centre_ends_a_run() -> None:
    values = [
        *([1.0, -1.0] * 7),
        *([1.0] * 4),
        0.0,
        *([1.0] * 4),
        *([-1.0] * 4),
        0.0,
        *([-1.0] * 4),
        *([1.0, -1.0] * 3),
    ]
    assert sum(values) == 0
    assert SignalKind.RUN not in kinds(xmr(marks(values), floor=None))


def test_a_run_says_from_when_to_when_and_which_way() -> None:
    values = [9.0, 12.0] * 8 + [12.0, 13.0] * 4 + [8.0, 11.0] * 2
    run = next(each for each in xmr(marks(values), higher_is_better=False).signals if each.kind is SignalKind.RUN)
    assert run.is_up
    assert run.words.startswith("April 2013 to December 2013: 9 in a row above the centre of ")
    assert run.words.endswith(": worse.")


@pytest.mark.parametrize(("length", "expected"), [(TREND - 1, 0), (TREND, 1), (TREND + 2, 1)])
def test_five_rising_are_no_trend_and_six_are(length: int, expected: int) -> None:
    rising = [10.0 + step / 10 for step in range(length)]
    values = [*UP_AND_DOWN[:10], 12.0, *rising, 9.0, *UP_AND_DOWN[:4]]
    trends = [each for each in xmr(marks(values)).signals if each.kind is SignalKind.TREND]
    assert [each.points for each in trends] == [length] * expected


def test_a_tie_ends_a_trend() -> None:
    values = [*UP_AND_DOWN[:11], 10.0, 10.1, 10.2, 10.2, 10.3, 10.4, 9.0]
    assert SignalKind.TREND not in kinds(xmr(marks(values)))


def test_a_trend_up_and_then_down_is_two() -> None:
    up = [10.0 + step / 10 for step in range(7)]
    values = [*UP_AND_DOWN[:11], 9.0, *up, *reversed(up[:-1]), 12.0]
    trends = [each for each in xmr(marks(values)).signals if each.kind is SignalKind.TREND]
    assert [each.is_up for each in trends] == [True, False]


def test_twelve_on_one_side_of_what_came_before_draw_limits_anew() -> None:
    lower = [value - 8 for value in UP_AND_DOWN]
    for length, stretches in ((REBASE - 1, 1), (REBASE, 2)):
        control = xmr(marks([*UP_AND_DOWN, *lower[:length]]), higher_is_better=False)
        assert len(control.stretches) == stretches, length
    assert control.limits is not None
    assert control.limits.centre == pytest.approx(3)
    assert control.stretches[0].limits.centre == pytest.approx(11)
    anew = next(each for each in control.signals if each.kind is SignalKind.REBASED)
    assert anew.first == dt.date(2013, 9, 28)
    assert anew.words == (
        "From September 2013 a sustained shift: the centre went from 11 to 3, and limits are drawn anew from there: "
        "better."
    )


def test_one_figure_far_outside_does_not_draw_limits_anew() -> None:
    assert len(xmr(marks([*UP_AND_DOWN[:12], 60.0, *UP_AND_DOWN])).stretches) == 1


def test_a_change_under_way_does_not_hide_in_limits_it_has_widened() -> None:
    """Fourteen quarters at nought and ten rising: the limits are those of the fourteen."""
    control = xmr(marks([0.0] * 14 + [20.0 * step for step in range(1, 11)]), higher_is_better=False)
    assert control.limits is not None
    assert (control.limits.low, control.limits.high) == (0.0, 0.0)
    outside = next(each for each in control.signals if each.kind is SignalKind.OUTSIDE)
    assert outside.words == (
        "March 2013 to December 2013: 10 in a row above the upper limit of 0, the highest 200: worse."
    )


def test_shares_are_said_as_percentages() -> None:
    control = xmr(marks([0.5, 0.6] * 6 + [0.99]), ceiling=1.0, say=percentage, higher_is_better=True)
    assert "99%" in control.words
    assert control.words.endswith("better.")


def test_it_refuses_points_out_of_order() -> None:
    with pytest.raises(ValueError, match="go forward in time"):
        xmr([*marks([1.0, 2.0]), Mark(dt.date(2011, 1, 1), 3.0)])


@given(st.lists(st.floats(0, 1), min_size=0, max_size=70))
def test_whatever_the_shares_limits_hold_their_centre_and_signals_their_days(values: list[float]) -> None:
    points = marks(values)
    control = xmr(points, ceiling=1.0)
    assert control.points == tuple(points)
    assert sum(each.points for each in control.stretches) == (len(points) if len(points) >= FEWEST else 0)
    for each in control.stretches:
        assert 0 <= each.limits.low <= each.limits.centre + 1e-9
        assert each.limits.centre - 1e-9 <= each.limits.high <= 1
    days = {each.on for each in points}
    assert all(each.first in days and each.last in days and each.first <= each.last for each in control.signals)


@given(st.lists(st.integers(0, 50), min_size=12, max_size=40), st.integers(1, 9), st.integers(0, 100))
def test_signals_do_not_depend_on_the_unit(values: list[int], factor: int, shift: int) -> None:
    one = xmr(marks([float(each) for each in values]), floor=None)
    other = xmr(marks([float(each * factor + shift) for each in values]), floor=None)
    assert [(each.kind, each.first, each.last) for each in one.signals] == [
        (each.kind, each.first, each.last) for each in other.signals
    ]


def test_how_often_chance_alone_gives_a_signal_is_what_the_page_says() -> None:
    """The page says about 37 in 100 charts of 60 months, and limits drawn anew in about 5; measured on 3,000."""
    chance = random.Random(1984)  # noqa: S311 - not a secret
    charts = [xmr(marks([chance.gauss(100, 5) for _ in range(60)])) for _ in range(1_000)]
    with_any = sum(bool(each.signals) for each in charts) / len(charts)
    anew = sum(SignalKind.REBASED in kinds(each) for each in charts) / len(charts)
    assert 0.32 < with_any < 0.42
    assert 0.03 < anew < 0.07


def test_the_factor_is_three_standard_deviations_from_a_moving_range_of_two() -> None:
    assert pytest.approx(3 / 1.128, abs=0.005) == NATURAL
