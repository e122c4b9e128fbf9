"""What a mock inspection costs in hours, beside an inspection of four weeks."""

from __future__ import annotations

import pytest

from sightline.inspection.cost import FourWeeks, Rates, planned
from sightline.inspection.models import WorkKind


def test_the_hours_follow_from_files_days_and_areas() -> None:
    cost = planned(files=40, second=8, days=5, areas=6)
    assert cost.hours == {
        "preparing": 3.5,
        "auditing": 48 * 2.5,
        "listening": 15,
        "concluding": 8 * 0.5 + 6 * 2 + 7,
    }
    assert cost.total == pytest.approx(161.5)


def test_every_kind_of_work_has_its_hours() -> None:
    assert set(planned(1, 1, 1, 1).hours) == {each.value for each in WorkKind}


def test_other_rates_give_other_hours() -> None:
    assert planned(10, 0, 0, 0, Rates(a_file=4)).hours["auditing"] == 40


def test_four_weeks_are_a_range_of_what_was_published() -> None:
    found = FourWeeks()
    assert found.least == pytest.approx(8 * 10 * 7.4)
    assert found.most == pytest.approx(8 * 15 * 7.4)
    assert "eight inspectors" in found.words
