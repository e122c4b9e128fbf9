"""The backtest: its arithmetic on figures worked by hand, and that what is shipped is what it measures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import backtest
from benchmarks.backtest_page import PAGE, as_markdown
from sightline.country.track_record import PATH, track_record


@pytest.fixture(scope="module")
def table() -> backtest.Table:
    """The frozen table from 2017 on."""
    return backtest.read()


def test_the_area_under_the_curve_counts_pairs_and_ties_for_half() -> None:
    happened = np.array([True, True, False, False])
    assert backtest.auc(happened, np.array([4.0, 3.0, 2.0, 1.0])) == 1.0
    assert backtest.auc(happened, np.array([1.0, 2.0, 3.0, 4.0])) == 0.0
    assert backtest.auc(happened, np.array([1.0, 1.0, 1.0, 1.0])) == 0.5
    assert backtest.auc(happened, np.array([3.0, 1.0, 2.0, 1.0])) == 0.625


def test_a_fitted_model_finds_what_is_there_and_shrinks_it() -> None:
    chance = np.random.default_rng(1)
    x = chance.normal(size=(4000, 2))
    happens = chance.random(4000) < 1 / (1 + np.exp(-(0.5 + 1.5 * x[:, 0])))
    weights = backtest.fitted(x, happens.astype(float))
    assert weights == pytest.approx([0.5, 1.5, 0.0], abs=0.15)


def test_no_inspection_is_predicted_from_its_own_authority_or_from_its_future(table: backtest.Table) -> None:
    known = table.only(~np.isnan(table.previous))
    mark = (known.code == 803).astype(float)[:, None]  # a feature of one authority alone: nothing to learn it from
    outcome = known.code == 803
    assert len(set(np.round(backtest.across(known, mark, outcome)[outcome], 6))) <= backtest.FOLDS * backtest.SHUFFLES
    assert backtest.auc(outcome, backtest.across(known, mark, outcome)) == pytest.approx(0.5, abs=0.5)
    tried, score = backtest.forward(known, known.previous[:, None], known.below_good)
    assert set(known.year[tried]) == {year for year in known.year if year >= backtest.FORWARD_FROM}
    later = known.below_good.copy()
    later[known.year == 2026] = ~later[known.year == 2026]
    _, again = backtest.forward(known, known.previous[:, None], later)
    assert (again == score).all()  # the last year teaches nobody


def test_the_table_is_the_363_inspections_since_2017_with_21_indicators(table: backtest.Table) -> None:
    assert len(table.code) == 363
    assert len(table.names) == 21
    assert int(table.below_good.sum()) == 142


def test_the_scores_of_the_table_come_out_of_the_indicators_shipped(table: backtest.Table) -> None:
    same, of = backtest.same_z(table)
    assert same / of > 0.975


def test_what_is_shipped_is_what_is_measured(table: backtest.Table) -> None:
    shipped = json.loads(PATH.read_text("utf-8"))
    assert shipped["fifths"] == backtest.by_fifth(table)
    assert shipped["years"] == backtest.by_year(table)
    assert shipped["case"] == pytest.approx(backtest.case(table), abs=0.002)
    score = backtest.mean_z(table)
    row = next(each for each in shipped["predictors"] if each["predictor"] == "score")
    assert row["across"] == pytest.approx(backtest.auc(table.below_good, score), abs=0.001)


def test_the_page_is_made_of_the_results_shipped() -> None:
    page = Path(__file__).parents[3] / PAGE
    assert page.read_text("utf-8") == as_markdown(track_record()), "run python -m benchmarks.backtest --write"


def test_the_record_says_what_was_first_measured_to_within_what_chance_allows() -> None:
    """The worst fifth 67% below good, the best 19%; the score 0.65 [0.60 to 0.72], as first measured."""
    record = track_record()
    assert record.fifth(5).low <= 0.67 <= record.fifth(5).high
    assert record.fifth(1).low <= 0.19 <= record.fifth(1).high
    score = next(each for each in record.predictors if each.name == "score")
    assert 0.60 <= score.across[0] <= 0.72
    both = next(each for each in record.predictors if each.name == "both" and each.outcome == "below good")
    assert 0.71 <= both.across[0] <= 0.82
    worst = next(each for each in record.predictors if each.outcome == "inadequate")
    assert worst.forward is not None
    assert worst.forward[1] < 0.55  # may be no better than a coin


def test_the_council_of_the_case_was_never_in_the_half_of_most_concern() -> None:
    case = track_record().case
    assert case.recorded_percentile == 0.23
    for each in (case.score, case.score_without_workforce, case.fitted, case.fitted_without_workforce):
        assert each < 0.35
