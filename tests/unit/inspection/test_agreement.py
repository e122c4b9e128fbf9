"""Agreement of two auditors: Krippendorff's own example, the package's figures, an interval that holds, words."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from sightline.inspection.agreement import (
    FEWEST,
    Pair,
    Reliance,
    Z,
    _agreement,
    _resamples,
    agreement,
    ordinal_alphas,
    wilson,
)
from sightline.inspection.standing import weighing


def pairs_of(first: list[int], second: list[int]) -> list[Pair]:
    return [Pair(file, one, two) for file, (one, two) in enumerate(zip(first, second, strict=True))]


def drawn(files: int, wrong: float, seed: int, levels: int = 4) -> list[Pair]:
    """Files of a true grade, each auditor off by one with a chance of ``wrong``."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, levels, files)

    def read() -> list[int]:
        off = np.where(chance.random(files) < wrong, chance.choice([-1, 1], files), 0)
        return [int(each) for each in np.clip(truth + off, 0, levels - 1)]

    return pairs_of(read(), read())


def test_a_worked_example_by_hand() -> None:
    # Answers 0 0 1 1 and 0 1 1 1: n0 = 3, n1 = 5; only (0, 1) differs, and the ordinal distance cancels out:
    # alpha = 1 - (8 - 1) x 1 / (3 x 5) = 0.5333
    found = agreement(pairs_of([0, 0, 1, 1], [0, 1, 1, 1]), 2)
    assert found.alpha == pytest.approx(8 / 15)
    assert (found.files, found.pairs, found.same) == (4, 4, 3)


@pytest.mark.parametrize("seed", range(12))
def test_the_interval_is_of_the_same_figure_as_the_package_gives(seed: int) -> None:
    chance = np.random.default_rng(seed)
    ratings = chance.integers(0, 4, (2, 15))
    coincidences = np.zeros((1, 4, 4))
    for one, two in ratings.T:
        coincidences[0, one, two] += 1
        coincidences[0, two, one] += 1
    wanted = krippendorff.alpha(
        reliability_data=ratings.astype(float), level_of_measurement="ordinal", value_domain=[0, 1, 2, 3]
    )
    assert ordinal_alphas(coincidences)[0] == pytest.approx(wanted)


def test_a_difference_of_one_step_weighs_less_than_one_of_three() -> None:
    near = agreement(pairs_of([0, 1, 2, 3, 1, 2], [0, 1, 2, 3, 2, 1]), 4)
    far = agreement(pairs_of([0, 1, 2, 3, 0, 3], [0, 1, 2, 3, 3, 0]), 4)
    assert near.same == far.same
    assert near.alpha is not None
    assert far.alpha is not None
    assert near.alpha > 0.6 > 0.2 > far.alpha


def test_the_same_audits_give_the_same_interval() -> None:
    first = agreement(drawn(20, 0.2, 1), 4)
    for kept in (_agreement, _resamples):
        kept.cache_clear()
    again = agreement(drawn(20, 0.2, 1), 4)
    assert again is not first
    assert again == first


def test_the_interval_holds_the_true_agreement_about_as_often_as_it_says() -> None:
    """The agreement of a great many files is taken for the true one; 40 drawings of 30 files."""
    true = agreement(drawn(20_000, 0.3, 99)[:20_000], 4).alpha
    assert true is not None
    held = 0
    for seed in range(40):
        found = agreement(drawn(30, 0.3, seed), 4)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= true <= found.high
    assert held >= 34  # 38 are expected; with 95% truly held, fewer than 34 come about once in 110 such tests


def test_answers_about_one_file_are_drawn_together() -> None:
    apart = drawn(40, 0.3, 5)
    together = [Pair(each.file // 8, each.first, each.second) for each in apart]
    alone, clustered = agreement(apart, 4), agreement(together, 4)
    assert alone.alpha == clustered.alpha
    assert (alone.files, clustered.files) == (40, 5)
    assert (alone.low, alone.high) != (clustered.low, clustered.high)


@pytest.mark.parametrize(
    ("pairs", "reliance", "says"),
    [
        ([], Reliance.NONE_TWICE, "No answer was given twice yet"),
        (pairs_of([2] * 9, [2] * 9), Reliance.ALL_ALIKE, "same one each time"),
        (pairs_of([0, 1, 2], [0, 1, 3]), Reliance.TOO_FEW, f"at least {FEWEST} files twice"),
        (pairs_of([0, 1, 2, 3] * 10, [0, 1, 2, 3] * 10), Reliance.CLOSE, "They agree closely"),
        (drawn(120, 0.25, 3), Reliance.TENTATIVE, "tentative conclusions"),
        (pairs_of([0, 1, 2, 3] * 8, [3, 0, 1, 2] * 8), Reliance.POOR, "depends on who audited"),
        (drawn(8, 0.35, 2), Reliance.UNSURE, "Too few were audited twice to tell"),
    ],
)
def test_it_is_said_in_words(pairs: list[Pair], reliance: Reliance, says: str) -> None:
    found = agreement(pairs, 4)
    assert found.reliance is reliance
    assert says in found.words


def test_no_interval_is_made_of_few_files_however_many_answers() -> None:
    found = agreement([Pair(number % (FEWEST - 1), number % 4, (number // 2) % 4) for number in range(60)], 4)
    assert (found.pairs, found.low, found.high) == (60, None, None)


def test_an_answer_outside_the_order_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        agreement([Pair(1, 0, 4)], 4)


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_a_share_has_wilsons_interval(found: int, of: int, low: float, high: float) -> None:
    """The last is Newcombe's worked example: Statistics in Medicine 17, 1998, table I."""
    assert list(wilson(found, of)) == [pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5)]


def test_the_interval_is_that_of_the_standing_evidence() -> None:
    for of in (1, 7, 40, 1_000):
        for found in {0, 1, of // 2, of}:
            low, high = weighing.wilson(found, of, Z)
            assert wilson(found, of) == pytest.approx((float(low), float(high)), abs=1e-12)
            assert (wilson(0, of)[0], wilson(of, of)[1]) == (0.0, 1.0)
