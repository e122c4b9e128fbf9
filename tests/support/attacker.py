"""An attacker written apart from what it attacks: every possible table is enumerated, one by one.

It knows the rule and everything told, and shares no code with the disclosure control: figures are added up from a
dictionary, the bounds of a rounded figure are found by trying counts, and whatever tables agree are all kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Crossing = tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """A figure told: which crossings it adds up, and what was printed; None where nothing was."""

    among: frozenset[Crossing]
    printed: int | None


def printed_as(count: int, threshold: int, base: int) -> int | None:
    """What a count is printed as, from the rule as it is stated: fewer than the threshold is not; then the nearest."""
    if 0 < count < threshold:
        return None
    if base == 1:
        return count
    below = count - count % base
    return below + base if (count - below) * 2 > base or (count - below) * 2 == base else below


def could_be(printed: int, threshold: int, base: int) -> list[int]:
    """Every count that is printed so."""
    return [count for count in range(printed + 3 * base + 1) if printed_as(count, threshold, base) == printed]


def every_table(
    crossings: Sequence[Crossing], published: Sequence[Published], threshold: int, base: int, most: int
) -> Iterator[Mapping[Crossing, int]]:
    """Every table of at most ``most`` in each crossing that agrees with everything printed."""
    told = [(each.among, could_be(each.printed, threshold, base)) for each in published if each.printed is not None]
    ranges = [(among, min(counts), max(counts)) for among, counts in told]
    chosen: dict[Crossing, int] = {}

    def fits(last: int) -> bool:
        left = set(crossings[last:])
        for among, low, high in ranges:
            so_far = sum(chosen[each] for each in among if each in chosen)
            if so_far > high or (so_far < low and not among & left):
                return False
        return True

    def go(at: int) -> Iterator[Mapping[Crossing, int]]:
        if at == len(crossings):
            yield dict(chosen)
            return
        for count in range(most + 1):
            chosen[crossings[at]] = count
            if fits(at + 1):
                yield from go(at + 1)
        del chosen[crossings[at]]

    return go(0)


def range_of(tables: Sequence[Mapping[Crossing, int]], among: Callable[[Crossing], bool]) -> tuple[int, int]:
    """The least and the greatest that the attacker can think of for what adds up ``among``."""
    sums = [sum(count for where, count in table.items() if among(where)) for table in tables]
    return min(sums), max(sums)
