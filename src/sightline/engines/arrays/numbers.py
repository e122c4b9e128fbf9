"""Arrays of numbers: the one that stands for missing, a key and a day as one number to sort by, and orders of rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]  # days, and numbers that stand for keys and refs
Keys = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

NOTHING = int(np.iinfo(np.int32).min)  # no day and no key: dates end a thousand times nearer, keys are never negative
HALF = 1 << 31
WIDEST = 63  # bits of a number that is never negative


def placed(by: Numbers, day: Numbers | Keys) -> Keys:
    """One number a row, in order of key and then of day.

    The key times 2^32, and the day counted from the least that 32 bits hold. A day is less than 2^32 so counted and a
    key lies within 32 bits, so neither reaches into the other and both fit in 64. ``day`` may be wider than 32 bits,
    but not what it holds.
    """
    keys = by.astype(np.int64)
    keys <<= 32
    keys += HALF
    keys += day
    return keys


def key_of(placed: Keys) -> Keys:
    """The key that :func:`placed` put into a number."""
    return placed >> 32


def day_of(placed: Keys) -> Numbers:
    """The day that :func:`placed` put into a number."""
    return (placed - HALF).astype(np.int32)  # the lower 32 bits are what is left of it


def distinct(placed: Keys) -> Keys:
    """Numbers in order, each once; sorts what it is given. (numpy's own counts them first, and lets no thread run.)"""
    placed.sort()
    is_again = placed[1:] == placed[:-1]
    if not is_again.any():
        return placed
    return placed[np.flatnonzero(np.concatenate(([True], ~is_again)))]


def ordered(*columns: Numbers) -> Places:
    """Where the rows stand in order of the columns, the first of them first; rows alike in all stay as they stand.

    Sorting one number a row is several times as fast as sorting places by what they hold. Columns are sorted by from
    the last to the first, as many at a time as one number holds, and each time what stands first stays first: one
    column always fits, since it spans at most 32 bits and there are fewer than 2^31 rows.
    """
    if len(columns[0]) < 2:
        return np.arange(len(columns[0]))
    room = WIDEST - _bits(len(columns[0]) - 1)
    order: Places | None = None
    waiting = list(columns)
    while waiting:
        together: list[Numbers] = []
        left = room
        while waiting and (width := _width(waiting[-1])) <= left:
            together.insert(0, waiting.pop())
            left -= width
        found = _ordered_at_once(together if order is None else [each[order] for each in together])
        order = found if order is None else order[found]
    return np.arange(len(columns[0])) if order is None else order


def _ordered_at_once(columns: list[Numbers]) -> Places:
    """The order by one number a row: each column less its least, in as many bits as that needs, then the place."""
    count = len(columns[0])
    for_place = _bits(count - 1)
    keys = np.zeros(count, np.int64)
    for column in columns:
        keys <<= _width(column)
        keys += column
        keys -= int(column.min())
    keys <<= for_place
    keys += np.arange(count)
    keys.sort()
    keys &= (1 << for_place) - 1
    return keys


def _width(column: Numbers) -> int:
    return _bits(int(column.max()) - int(column.min()))


def _bits(number: int) -> int:
    return number.bit_length()


def repeated(counts: Places) -> tuple[Places, Places]:
    """For things that have so many parts each: where each one's parts begin, and every part's number in its thing."""
    ends = np.cumsum(counts)
    begins = ends - counts
    total = int(ends[-1]) if len(ends) else 0
    return begins, np.arange(total) - np.repeat(begins, counts)
