"""Sharing out files: drawn again the same, nobody with more than need be, nobody given what they may not have."""

from __future__ import annotations

import hashlib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.inspection.giving import drawn_order, drawn_twice, shared_out

KEYS = [f"C{number}" for number in range(40)]


def test_anybody_can_draw_the_same_files_again_without_this_program() -> None:
    by_hand = sorted(KEYS, key=lambda key: hashlib.sha256(f"7/second audit/{key}".encode()).digest())
    assert drawn_twice(KEYS, 25, 7) == frozenset(by_hand[:10])
    assert drawn_order(reversed(KEYS), 7, "second audit") == by_hand
    assert drawn_twice(KEYS, 25, 8) != drawn_twice(KEYS, 25, 7)


@pytest.mark.parametrize(("share", "wanted"), [(0, 0), (1, 1), (20, 8), (21, 9), (100, 40)])
def test_a_share_is_rounded_up(share: int, wanted: int) -> None:
    assert len(drawn_twice(KEYS, share, 1)) == wanted


def test_a_larger_share_holds_the_smaller() -> None:
    assert drawn_twice(KEYS, 10, 3) < drawn_twice(KEYS, 30, 3)


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_that_is_none_is_refused(share: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        drawn_twice(KEYS, share, 1)


@given(
    able=st.lists(st.lists(st.integers(0, 2), unique=True, max_size=3), min_size=1, max_size=6),
    held=st.lists(st.integers(0, 3), min_size=3, max_size=3),
)
def test_nobody_has_more_than_the_least_possible(able: list[list[int]], held: list[int]) -> None:
    """Against every way there is of sharing out up to six files among three."""
    files = range(len(able))
    found = shared_out(list(files), dict(enumerate(able)), dict(enumerate(held)))
    assert set(found.left) == {file for file in files if not able[file]}
    assert all(found.auditor_of[file] in able[file] for file in files if able[file])
    ways = product(*[each for each in able if each])
    best = min(tuple(sorted((held[who] + way.count(who) for who in range(3)), reverse=True)) for way in ways)
    loads = [held[who] + list(found.auditor_of.values()).count(who) for who in range(3)]
    assert max(loads) == max(best)
    assert sum(each * each for each in loads) <= sum(each * each for each in best)


def test_files_handed_on_make_room_for_one_that_only_one_auditor_may_have() -> None:
    able = {"A": ["x", "y"], "B": ["x", "y"], "C": ["x"], "D": ["x"]}
    found = shared_out(["A", "B", "C", "D"], able, {})
    assert found.auditor_of == {"A": "y", "B": "y", "C": "x", "D": "x"}


def test_forty_files_among_seven_differ_by_one_at_most() -> None:
    able = {key: list(range(7)) for key in KEYS}
    loads = [list(shared_out(KEYS, able, {}).auditor_of.values()).count(who) for who in range(7)]
    assert (min(loads), max(loads)) == (5, 6)
