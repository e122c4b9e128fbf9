"""The score that fits nothing, and the fifth it puts a council in."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
import pytest

from sightline.country.authorities import authorities
from sightline.country.indicators import measures, values
from sightline.country.score import FEWEST, SCORED, distances, fifth_of, scores_on, standing, year_by

CASE = authorities()[803]


def test_every_scored_measure_has_a_better_end_that_the_source_states() -> None:
    assert len(SCORED) == 14
    assert all(measures()[each].wanted in {"low", "high"} for each in SCORED)


def test_a_distance_is_robust_and_never_beyond_four() -> None:
    measure = measures()["CareLeaverEET"]
    figures = values(measure).grid[values(measure).years.index(2024)]
    known = figures[~np.isnan(figures)]
    low, middle, high = np.percentile(known, [25, 50, 75])
    ours = distances(measure, 2024)
    place = list(authorities()).index(803)
    assert ours[place] == pytest.approx((figures[place] - middle) / ((high - low) / 1.349))
    assert np.nanmax(np.abs(ours)) <= 4.0
    assert np.nanmedian(ours) == pytest.approx(0.0)


def test_the_score_is_the_mean_of_its_parts_and_the_worse_end_is_positive() -> None:
    found = standing(CASE)
    assert found is not None
    assert found.score == pytest.approx(np.mean([each.z for each in found.parts]))
    assert FEWEST <= len(found.parts) <= 14
    assert [each.z for each in found.parts] == sorted((each.z for each in found.parts), reverse=True)
    moves = next(each for each in found.parts if each.measure.id == "LACStable_2016on")
    assert moves.z < 0  # few of its children move: the better end of a measure where low is wanted
    work = next(each for each in found.parts if each.measure.id == "CareLeaverEET")
    assert work.z > 0  # fewer in work than the middle council: the worse end where high is wanted


def test_fifths_hold_a_fifth_each() -> None:
    assert [fifth_of(rank, 10) for rank in range(1, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    counts = Counter(fifth_of(rank, 152) for rank in range(1, 153))
    assert max(counts.values()) - min(counts.values()) <= 1
    assert set(counts) == {1, 2, 3, 4, 5}


def test_what_was_not_out_on_the_day_is_not_used() -> None:
    measure = measures()["Work_Force_Vac_Rate"]
    assert year_by(measure, dt.date(2017, 3, 27)) is None
    assert year_by(measure, dt.date(2017, 3, 28)) == 2016
    assert scores_on(dt.date(2016, 11, 21)) == {}  # too few were out in the form that is kept
    assert standing(CASE, dt.date(2016, 11, 21)) is None
    later = standing(CASE, dt.date(2017, 1, 15))
    assert later is not None
    assert later.fifth == 1  # found inadequate a month later: why no score is to be trusted with a child
    assert not any(each.measure.id.startswith("Work_Force") for each in later.parts)


def test_only_authorities_of_today_are_ranked_today() -> None:
    assert all(authorities()[code].is_current for code in scores_on(None))
