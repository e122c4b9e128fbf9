"""Spans merged, clipped and kept only while another state holds."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.engines.arrays.limits import Limits
from sightline.engines.arrays.numbers import NOTHING, Numbers, day_of, key_of
from sightline.engines.arrays.periods import Periods, clipped, column, covered, merged, merged_if_known, only_while
from sightline.engines.lower.calendar import FAR
from sightline.standards.nodes import Spans, days, months


def numbers(*values: int) -> Numbers:
    return np.array(values, np.int32)


def spans(*rows: tuple[int, int, int, int]) -> Periods:
    """Key, start, end and ref of each."""
    by, starts, ends, ref = (numbers(*each) for each in zip(*rows, strict=True)) if rows else [numbers()] * 4
    return Periods(ref, starts, ends, by=by, subject=by, person=by, only_by=by)


def rows(periods: Periods) -> list[tuple[int, ...]]:
    columns = (column(periods.by), periods.starts, periods.ends, periods.ref)
    return sorted(tuple(int(each) for each in row) for row in zip(*columns, strict=True))


def test_touching_and_overlapping_spans_are_one_with_the_ref_of_the_earliest() -> None:
    found = merged(spans((1, 10, 20, 9), (1, 20, 25, 4), (1, 12, 14, 1), (1, 26, 30, 2)), numbers(1, 1, 1, 1))
    assert rows(found) == [(1, 10, 25, 9), (1, 26, 30, 2)]


def test_of_those_that_start_together_the_least_ref_names_them() -> None:
    found = merged(spans((1, 10, 20, 9), (1, 10, 11, 4)), numbers(1, 1))
    assert rows(found) == [(1, 10, 20, 4)]


def test_one_that_never_ends_swallows_the_rest_of_its_group_and_no_others() -> None:
    found = merged(spans((1, -5, FAR, 1), (1, 900, 901, 2), (2, 3, 4, 3)), numbers(1, 1, 2))
    assert rows(found) == [(1, -5, FAR, 1), (2, 3, 4, 3)]


def test_spans_that_lack_a_key_merge_with_none() -> None:
    several = spans((NOTHING, 1, 9, 1), (NOTHING, 2, 9, 2), (5, 1, 4, 3), (5, 2, 9, 4))
    subjects = numbers(7, 7, 7, 7)
    assert rows(merged_if_known(several, column(several.by), subjects)) == [
        (NOTHING, 1, 9, 1),
        (NOTHING, 2, 9, 2),
        (5, 1, 9, 3),
    ]


def test_no_spans_are_no_spans() -> None:
    none = spans()
    assert rows(merged(none, numbers())) == rows(only_while(none, covered(spans((1, 2, 3, 4))))) == []
    assert rows(only_while(spans((1, 2, 3, 4)), covered(none))) == []


def test_stretches_are_in_order_and_apart() -> None:
    found = covered(spans((2, 5, 9, 1), (1, 7, FAR, 2), (2, 9, 11, 3), (2, 13, 14, 4)))
    assert key_of(found.begin).tolist() == key_of(found.end).tolist() == [1, 2, 2]
    assert day_of(found.begin).tolist() == found.starts.tolist() == [7, 5, 13]
    assert found.ends.tolist() == [FAR, 11, 14]


def test_a_span_is_clipped_by_age_and_by_lengths_from_its_own_start() -> None:
    several = spans((1, 0, FAR, 1), (1, 370, 380, 2), (1, 350, 364, 3))
    births = numbers(0, 0, 0)
    spells = Spans("cp_plans", "started_on", "ended_on", aged=(1, None), first=months(24), beyond=days(8))
    # a year old on day 365; two years from day 0 is day 730; day 370 and eight is 378
    assert rows(clipped(several, spells, Limits(), births)) == [(1, 365, 730, 1), (1, 378, 380, 2)]


@pytest.mark.parametrize("birth", [NOTHING, -1, 33_000])
def test_an_age_that_cannot_be_said_keeps_nothing(birth: int) -> None:
    spells = Spans("cp_plans", "started_on", "ended_on", aged=(2, None))
    assert rows(clipped(spans((1, 0, FAR, 1)), spells, Limits(), numbers(birth))) == []


def test_ages_need_births() -> None:
    with pytest.raises(ValueError, match="key"):
        clipped(spans((1, 0, 1, 1)), Spans("cp_plans", "started_on", "ended_on", aged=(2, None)), Limits(), None)


def test_a_span_has_a_part_for_each_stretch_it_meets() -> None:
    others = covered(spans((1, 5, 10, 1), (1, 20, FAR, 2), (2, 0, FAR, 3)))
    several = spans((1, 0, 30, 8), (1, 10, 20, 9), (3, 0, FAR, 10), (NOTHING, 0, FAR, 11))
    assert rows(only_while(several, others)) == [(1, 5, 10, 8), (1, 20, 30, 8)]
