"""A trend drawn for a telephone: its scale and its newest figure are on it, and nothing lies outside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from lxml import etree

from sightline.charts import Mark
from sightline.improvement.control import Control, xmr
from sightline.improvement.series import month_ends
from sightline.scrutiny.members_chart import HIGH, WIDE, draw
from sightline.scrutiny.queries.members import Lately, lately
from sightline.scrutiny.ten_figures import FIGURES

SVG = "{http://www.w3.org/2000/svg}"
STEADY = (80.0, 82.0, 81.0, 83.0) * 5
COUNT, SHARE = FIGURES["no-worker"], FIGURES["assessments-in-time"]


def control(values: Sequence[float], *, higher_is_better: bool = True) -> Control:
    """The chart of a figure a quarter."""
    ends = [each for each in month_ends(dt.date(2016, 11, 14), 120) if each.month % 3 == 0]
    marks = [Mark(on, value) for on, value in zip(ends[len(ends) - len(values) :], values, strict=True)]
    return xmr(marks, higher_is_better=higher_is_better)


def drawn(values: Sequence[float], ceiling: float | None = 100.0) -> etree._Element:
    return etree.fromstring(
        draw("a", "A title", "In words.", control(values), say=lambda value: f"{value:.0f}%", ceiling=ceiling).encode()
    )


def test_it_has_its_scale_its_ends_and_its_newest_figure_in_words() -> None:
    words = [each.text for each in drawn(STEADY).iter(f"{SVG}text")]
    assert words == ["0%", "50%", "100%", "83%", "Dec 2011", "Sep 2016"]


@pytest.mark.parametrize("values", [STEADY, (0.0,) * 14, (*STEADY, 5.0), (0.0,) * 12 + (400.0, 900.0), (3.0, 4.0)])
def test_nothing_lies_outside_it(values: tuple[float, ...]) -> None:
    root = drawn(values, None)
    for each in root.iter(f"{SVG}circle", f"{SVG}text"):
        x, y = (float(each.get(name) or 0) for name in (("cx", "cy") if each.tag.endswith("circle") else ("x", "y")))
        assert 0 <= x <= WIDE
        assert 0 <= y <= HIGH


def test_a_figure_outside_its_limits_is_ringed_and_others_are_not() -> None:
    assert len(list(drawn((*STEADY, 20.0)).iter(f"{SVG}circle"))) == 1
    assert not list(drawn(STEADY).iter(f"{SVG}circle"))


@pytest.mark.parametrize("values", [(), (80.0,)])
def test_fewer_than_two_figures_are_no_drawing(values: tuple[float, ...]) -> None:
    assert draw("a", "A", "B", control(values), say=str) == ""


@pytest.mark.parametrize(
    ("last", "figure", "said"),
    [
        (20.0, SHARE, Lately.WORSE),
        (100.0, SHARE, Lately.BETTER),
        (20.0, COUNT, Lately.BETTER),
        (100.0, COUNT, Lately.WORSE),
        (82.0, COUNT, Lately.ORDINARY),
    ],
)
def test_the_newest_figure_is_said_to_be_worse_only_where_it_is_part_of_a_signal(
    last: float, figure: object, said: Lately
) -> None:
    chosen = SHARE if figure is SHARE else COUNT
    assert lately(chosen, control((*STEADY, last), higher_is_better=chosen.higher_is_better)) is said


def test_a_signal_that_is_over_is_not_said_of_the_newest_figure() -> None:
    assert lately(SHARE, control((*STEADY[:10], 20.0, 143.0, *STEADY))) is Lately.ORDINARY


def test_too_few_figures_tell_no_trend() -> None:
    assert lately(SHARE, control(STEADY[:5])) is Lately.UNTOLD
