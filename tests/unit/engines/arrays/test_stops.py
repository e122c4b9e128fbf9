"""What stops a clock, and the gaps between: as far as numbers reach, and no further than the key."""

from __future__ import annotations

import numpy as np

from sightline.engines.arrays.gaps import every, throughout
from sightline.engines.arrays.numbers import NOTHING, Numbers, placed
from sightline.engines.arrays.periods import Periods, covered
from sightline.engines.arrays.stops import Pool, earliest, latest_before, pool_of
from sightline.engines.lower.calendar import FAR

ENDLESS = 10**15  # days


def numbers(*values: int) -> Numbers:
    return np.array(values, np.int32)


def pool(*events: tuple[int, int]) -> Pool:
    """Events of a key and a day each."""
    keys, days = zip(*events, strict=True) if events else ((), ())
    return pool_of([placed(numbers(*keys), numbers(*days))])


def spans(*rows: tuple[int, int, int]) -> Periods:
    """Key, start and end; refs from 100."""
    by, starts, ends = (numbers(*each) for each in zip(*rows, strict=True))
    return Periods(np.arange(100, 100 + len(by), dtype=np.int32), starts, ends, by=by, subject=by)


def test_the_earliest_event_from_a_day_on_is_the_keys_own() -> None:
    events = pool((0, 5), (1, -9), (1, 7), (1, 7), (3, -719_162))
    keys, since = numbers(0, 0, 1, 1, 2, NOTHING, 1), numbers(5, 6, -8, -9, 0, 0, NOTHING)
    assert earliest(keys, since, events, 0).tolist() == [5, NOTHING, 7, -9, NOTHING, NOTHING, NOTHING]


def test_however_early_an_event_may_be_it_is_the_keys_own() -> None:
    events = pool((0, FAR), (1, -719_162), (1, 3))
    assert earliest(numbers(1, 2), numbers(2_932_896, 0), events, ENDLESS).tolist() == [-719_162, NOTHING]


def test_the_latest_event_before_a_day_comes_before_any_after_it() -> None:
    events = pool((1, 2), (1, 4), (1, 8), (2, 5))
    keys, since = numbers(1, 1, 1, 2, 3), numbers(4, 7, 1, 4, 5)
    assert latest_before(keys, since, events, None).tolist() == [4, 4, 2, 5, NOTHING]
    assert latest_before(keys, since, events, 2).tolist() == [4, 8, 2, 5, NOTHING]
    assert latest_before(keys, since, events, ENDLESS).tolist() == [4, 4, 2, 5, NOTHING]


def test_no_events_stop_nothing() -> None:
    assert earliest(numbers(1), numbers(1), pool(), 0).tolist() == [NOTHING]
    assert latest_before(numbers(1), numbers(1), pool(), None).tolist() == [NOTHING]
    found = every(spans((1, 5, FAR), (2, 3, 4)), pool(), 0, None)
    assert found.since.tolist() == [5, 3]
    assert found.done_on.tolist() == [NOTHING, NOTHING]
    assert found.ended_on is not None
    assert found.ended_on.tolist() == [NOTHING, 4]


def test_gaps_follow_one_another_and_none_follows_the_last_day() -> None:
    events = pool((1, 4), (1, 5), (1, 8), (1, 10), (2, 7))
    found = every(spans((1, 5, 10), (1, 9, FAR), (2, 5, 7), (NOTHING, 0, FAR)), events, 0, None)
    assert list(zip(found.ref, found.since, found.done_on, strict=True)) == [
        (100, 5, 5),
        (100, 5, 8),
        (100, 8, 10),
        (101, 9, 10),
        (101, 10, NOTHING),
        (102, 5, 7),
        (103, 0, NOTHING),
    ]


def test_gaps_by_number() -> None:
    events = pool((1, 4), (1, 5), (1, 8))
    during = spans((1, 0, FAR), (2, 0, FAR))
    for low, high, expected in [
        (0, 0, [(100, 0, 4), (101, 0, NOTHING)]),
        (1, 2, [(100, 4, 5), (100, 5, 8)]),
        (3, 9, [(100, 8, NOTHING)]),
        (4, None, []),
        (ENDLESS, None, []),
    ]:
        found = every(during, events, low, high)
        assert list(zip(found.ref, found.since, found.done_on, strict=True)) == expected


def test_a_state_is_uncovered_from_its_start_and_from_each_end_inside_it() -> None:
    held = covered(spans((1, 2, 4), (1, 6, 8), (1, 10, 12), (2, 0, FAR)))
    found = throughout(spans((1, 1, 10), (1, 3, FAR), (1, 12, FAR), (2, 5, FAR), (3, 1, 2)), held)
    assert list(zip(found.ref, found.since, found.done_on, strict=True)) == [
        (100, 1, 2),
        (100, 4, 6),
        (100, 8, NOTHING),
        (101, 3, 3),
        (101, 4, 6),
        (101, 8, 10),
        (101, 12, NOTHING),
        (102, 12, NOTHING),
        (103, 5, 5),
        (104, 1, NOTHING),
    ]
