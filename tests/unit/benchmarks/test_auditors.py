"""The invented auditors: errors at the rate they state, and lines named no oftener by chance than is stated."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.auditors import CHANCE, FEWEST, KINDS, Auditors, Bools, Files, kappa, named, said, threshold

USUAL = next(each for each in KINDS if each.id == "usual")


def files(count: int = 400, share: float = 0.3, lines: int = 2) -> Files:
    """Invented files: everything applies, and a share of each line lapsed; the last row is of nobody."""
    lapsed = np.random.default_rng(7).random((count + 1, lines)) < share
    applies = np.ones((count + 1, lines), dtype=bool)
    applies[-1] = lapsed[-1] = False
    return Files(applies, lapsed)


def test_auditors_err_at_the_rates_they_state_and_say_nothing_of_what_does_not_apply() -> None:
    one = files(2000)
    one.applies[:, 1] = False
    rows = np.tile(np.arange(2001), (300, 1))
    says = said(one, rows, USUAL, np.random.default_rng(2))
    lapsed = one.lapsed[rows][..., 0]
    there = one.applies[rows][..., 0]
    assert says[..., 0][lapsed].mean() == pytest.approx(USUAL.sensitivity, abs=0.02)
    assert says[..., 0][there & ~lapsed].mean() == pytest.approx(USUAL.false_alarm, abs=0.01)
    assert not says[..., 1].any()
    assert not says[:, one.nobody].any()


def test_members_of_a_team_differ() -> None:
    one = files(4000, 1.0)
    rows = np.tile(np.arange(4000), (1, 1))
    says = said(one, rows, USUAL, np.random.default_rng(3))[0, :, 0]
    by_member = [says[member::4].mean() for member in range(4)]
    assert np.std(by_member) > 0.03


@pytest.mark.parametrize(("count", "good"), [(5, 0.1), (20, 0.1), (60, 0.5), (12, 0.0), (3, 0.95)])
def test_a_line_is_named_no_oftener_by_chance_than_stated_and_no_less_often_than_it_may(
    count: int, good: float
) -> None:
    enough = threshold(count, good)
    heard = np.random.default_rng(5).binomial(count, good, 200_000)
    assert (heard >= enough).mean() <= CHANCE + 0.003
    assert enough >= FEWEST
    if enough > FEWEST:
        assert (heard >= enough - 1).mean() > CHANCE - 0.003  # one fewer would be too many


def test_in_a_good_council_few_are_named_and_in_a_failing_one_most() -> None:
    chance = np.random.default_rng(9)
    exact = Auditors("exact", 0.999, 0.001, 0.001)
    good = np.array([0.12, 0.12])

    def names(share: float, size: int) -> Bools:
        one = files(800, share)
        rows = np.array([chance.permutation(800)[:size] for _ in range(400)])
        return named(said(one, rows, exact, chance), one.applies[rows], good)

    assert names(0.1, 60).mean() <= CHANCE
    assert names(0.6, 60).mean() >= 0.99
    assert 0.2 < names(0.3, 12).mean() < names(0.3, 60).mean() < 1.0


def test_nothing_is_named_of_a_line_that_applies_to_no_file() -> None:
    one = files(50)
    one.applies[:] = False
    rows = np.tile(np.arange(20), (5, 1))
    says = said(one, rows, USUAL, np.random.default_rng(1))
    assert not named(says, one.applies[rows], np.array([0.1, 0.1])).any()


def test_kappa_is_cohens() -> None:
    first = np.array([True] * 20 + [True] * 5 + [False] * 10 + [False] * 15)
    second = np.array([True] * 20 + [False] * 5 + [True] * 10 + [False] * 15)
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa(first, first) == 1.0
    assert np.isnan(kappa(np.ones(4, dtype=bool), np.ones(4, dtype=bool)))


def test_two_of_a_better_kind_agree_more() -> None:
    one = files(500)
    rows = np.arange(500)[None, :]
    chance = np.random.default_rng(11)
    means = [
        np.mean([kappa(said(one, rows, kind, chance), said(one, rows, kind, chance)) for _ in range(40)])
        for kind in KINDS
    ]
    assert means == sorted(means, reverse=True)
