"""How a pack tells figures: every count inside the council; to partners no count of a few children, however asked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.improvement import packs_telling as telling
from sightline.improvement.models import PackFor
from sightline.improvement.series import Point

ON = dt.date(2016, 10, 31)
BOARD, INSIDE = PackFor.BOARD, PackFor.INSIDE


@pytest.mark.parametrize(
    ("part", "whole", "board", "inside"),
    [
        (912, 960, "about 95%", "95% (912 of 960)"),
        (958, 960, "all but fewer than five", "99.8% (958 of 960)"),
        (955, 960, "about 99%", "99% (955 of 960)"),
        (1990, 1996, "over 99%", "99.7% (1,990 of 1,996)"),
        (960, 960, "100%", "100% (960 of 960)"),
        (0, 960, "about 0%", "0% (0 of 960)"),
        (3, 960, telling.NOT_SHOWN, "0.3% (3 of 960)"),
        (9, 12, telling.NOT_SHOWN, "75% (9 of 12)"),
        (2, 3, telling.NOT_SHOWN, "67% (2 of 3)"),
        (0, 0, "nothing fell due", "nothing fell due"),
    ],
)
def test_a_share_is_told(part: int, whole: int, board: str, inside: str) -> None:
    assert telling.share(part, whole, BOARD).words == board
    assert telling.share(part, whole, INSIDE).words == inside


@pytest.mark.parametrize(
    ("number", "board", "inside"),
    [(0, "0", "0"), (1, "fewer than five", "1"), (4, "fewer than five", "4"), (172, "170", "172")],
)
def test_a_count_is_told(number: int, board: str, inside: str) -> None:
    assert telling.count(number, BOARD) == board
    assert telling.count(number, INSIDE) == inside


@given(part=st.integers(0, 400), more=st.integers(0, 400))
def test_what_partners_are_told_of_a_share_never_depends_on_one_child(part: int, more: int) -> None:
    """Two counts that are told alike give the same share: it says no more than the counts as told."""
    whole = part + more
    here = telling.share(part, whole, BOARD)
    for nearby in range(max(0, part - 4), part + 5):
        same = telling.RULE.told(nearby) == telling.RULE.told(part) and nearby <= whole
        is_alike = telling.RULE.is_small(whole - nearby) == telling.RULE.is_small(more) and (nearby == whole) == (
            more == 0
        )
        if same and is_alike:
            assert telling.share(nearby, whole, BOARD) == here


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=30))
def test_a_chart_for_partners_is_drawn_of_told_figures_alone(parts: list[tuple[int, int]]) -> None:
    points = [
        Point(ON + dt.timedelta(days=31 * number), part / (part + more) if part + more else None, part, part + more)
        for number, (part, more) in enumerate(parts)
    ]
    marks, left_out = telling.marks(points, BOARD, is_share=True)
    there = sum(each.value is not None for each in points)
    assert len(marks) + left_out == there
    for mark in marks:
        assert round(mark.value * 100) == pytest.approx(mark.value * 100)  # whole percentages of rounded counts
    shown = {mark.on for mark in marks}
    assert all(each.denominator >= 18 for each in points if each.on in shown and each.denominator is not None)


@given(st.integers(1, 4))
def test_a_few_overdue_are_no_point_of_a_chart(number: int) -> None:
    point = Point(ON, float(number), number, None)
    assert telling.marks([point], BOARD, is_share=False) == ([], 1)
    assert telling.marks([point], INSIDE, is_share=False)[0][0].value == number


def test_a_published_figure_is_told_as_it_is() -> None:
    point = Point(ON, 42.5)
    assert telling.told(point, BOARD, is_share=False) is None
    assert telling.marks([point], BOARD, is_share=False)[0][0].value == 42.5
