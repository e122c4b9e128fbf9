"""Numbers to sort by: what is put into one is in it, in order, however large."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.engines.arrays.numbers import NOTHING, Numbers, day_of, distinct, key_of, ordered, placed, repeated
from sightline.engines.lower.calendar import FAR

LARGEST = 2**31 - 1


def numbers(*values: int) -> Numbers:
    return np.array(values, np.int32)


def test_a_key_and_a_day_come_back_from_their_number_and_are_in_order() -> None:
    """The widest there are: no key, the last of 2^31 keys; no day, days before 1970, the end of what is open."""
    keys = [NOTHING, -1, 0, 1, LARGEST]
    days = [NOTHING, -719_162, -1, 0, 33_237, 2_932_896, FAR, LARGEST]
    pairs = [(key, day) for key in keys for day in days]
    by, day = (numbers(*each) for each in zip(*pairs, strict=True))
    together = placed(by, day)
    assert list(zip(key_of(together), day_of(together), strict=True)) == pairs
    assert (np.diff(together) > 0).all()


def test_distinct_numbers_are_in_order_and_each_once() -> None:
    assert distinct(np.array([5, 3, 5, 5, -1], np.int64)).tolist() == [-1, 3, 5]
    assert distinct(np.array([2, 1], np.int64)).tolist() == [1, 2]
    assert distinct(np.zeros(0, np.int64)).tolist() == []


@pytest.mark.parametrize("least", [0, NOTHING], ids=["narrow", "wider together than a number"])
def test_rows_are_ordered_by_the_first_column_then_the_next(least: int) -> None:
    """Whether they fit one number or are sorted column by column; rows alike keep their order."""
    random = np.random.default_rng(7)
    columns = [random.integers(0, 4, 500).astype(np.int32) for _ in range(4)]
    for each in columns:
        each[each == 3] = LARGEST if least else 3
        each[each == 0] = least
    expected = sorted(range(500), key=lambda row: tuple(int(each[row]) for each in columns))
    assert ordered(*columns).tolist() == expected


def test_one_row_and_none_are_in_order() -> None:
    assert ordered(numbers(4)).tolist() == [0]
    assert ordered(numbers(), numbers()).tolist() == []


def test_parts_are_numbered_within_their_thing() -> None:
    begins, number = repeated(np.array([2, 0, 3]))
    assert begins.tolist() == [0, 2, 2]
    assert number.tolist() == [0, 1, 0, 1, 2]
    assert repeated(np.array([], np.intp))[1].tolist() == []
