"""How many files buy how much certainty, held against counting by hand."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from sightline.inspection.how_many import LARGE, SHARES, SIZES, certainty, chance_of_none, table


@pytest.mark.parametrize(("people", "failing", "files"), [(8, 2, 3), (8, 0, 3), (8, 8, 1), (9, 4, 5), (6, 2, 6)])
def test_the_chance_of_seeing_none_is_that_of_every_sample_there_could_be(
    people: int, failing: int, files: int
) -> None:
    every = list(combinations(range(people), files))
    without = sum(all(one >= failing for one in each) for each in every)
    assert chance_of_none(people, failing, files) == pytest.approx(without / len(every))


def test_what_is_hidden_is_the_most_that_would_stay_unseen_one_time_in_twenty() -> None:
    found = certainty(100, 10)
    most = round(found.hides * 100)
    assert chance_of_none(100, most, 10) > 0.05 >= chance_of_none(100, most + 1, 10)


def test_of_a_large_group_it_comes_near_the_binomial() -> None:
    found = certainty(100_000, 10)
    assert found.sees[SHARES.index(0.2)] == pytest.approx(1 - 0.8**10, abs=1e-4)
    assert found.hides == pytest.approx(1 - 0.05 ** (1 / 10), abs=1e-3)


def test_reading_every_file_hides_nothing() -> None:
    found = certainty(12, 12)
    assert found.hides == 0
    assert found.words == "Every file is read, so what they show is so of all of them."


def test_more_files_buy_more() -> None:
    rows = table(500)
    assert [each.files for each in rows] == list(SIZES)
    assert [each.hides for each in rows] == sorted((each.hides for each in rows), reverse=True)
    assert all(one.sees < other.sees for one, other in pairwise(rows))


def test_the_words_say_what_the_numbers_do() -> None:
    assert certainty(500, 10).words == (
        "A failing in one file of five is seen at least once 90 times in 100. If none of these shows a failing, it may "
        "still be in up to 26% of files; if half do, between 24% and 76% of all files do."
    )


@pytest.mark.parametrize(("people", "sizes"), [(0, []), (1, [1]), (4, [2, 3, 4]), (30, [2, 3, 5, 10, 15, 20, 30])])
def test_a_small_group_may_be_read_whole(people: int, sizes: list[int]) -> None:
    assert [each.files for each in table(people)] == sizes


@pytest.mark.parametrize(("people", "files"), [(5, 0), (5, 6), (0, 0)])
def test_files_there_are_not_cannot_be_read(people: int, files: int) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        certainty(people, files)


@pytest.mark.parametrize("files", SIZES)
def test_of_large_groups_one_table_says_it_for_all(files: int) -> None:
    most = certainty(100_000, files)
    for people in range(LARGE, LARGE + 200):
        found = certainty(people, files)
        assert abs(found.hides - most.hides) <= 0.04
        assert all(abs(one - other) <= 0.04 for one, other in zip(found.sees, most.sees, strict=True))
