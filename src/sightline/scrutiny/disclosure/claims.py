"""What must stay open: each count that would tell of a few children, as the crossings it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from sightline.scrutiny.disclosure.rule import Rule
from sightline.scrutiny.disclosure.safe import Safe
from sightline.scrutiny.disclosure.tables import ALL, Counts, Population, Table, Where, Which


@dataclass(frozen=True, slots=True)
class Claim:
    """A count of which no reader may know better than within ``need``: ``among`` are the crossings it adds up."""

    among: Which
    need: int


def claims_of(population: Population, tables: Sequence[Table], rule: Rule, before: Sequence[Safe]) -> Iterator[Claim]:
    """Everything that must stay open whatever is hidden; hidden cells are added by whoever hides them."""
    flat = population.crossings.ravel()
    for at in np.flatnonzero((flat > 0) & (flat < rule.threshold)):
        among = np.zeros(len(flat), np.bool_)
        among[at] = True
        yield Claim(among, rule.protection)
    for table in tables:
        for where in table.cells():
            yield from _of_everybody(table, where, flat, rule)
            yield from _between_groups(table, where, flat, rule)
        for earlier in before:
            if earlier.table.name == table.name:
                yield from _since(earlier, table, rule)


def told_again(among: Which, rule: Rule) -> Claim:
    """A cell that is told of one day after another: each time it stays open to half the protection.

    Then whatever two days are taken, a change of a few between them is open to the whole: both are told and open to
    half of it each, or one is hidden and open to all of it. From a nought, which is told as it is, a change of a few
    leads to a count that is hidden.
    """
    return Claim(among, -(-rule.protection // 2))


def _of_everybody(table: Table, where: Where, flat: Counts, rule: Rule) -> Iterator[Claim]:
    """That all of a group are of one sensitive value: how many of it are of another must stay open above nought."""
    for axis, each in enumerate(table.dimensions):
        if not each.is_sensitive or where[axis] in each.values:
            continue
        whole = table.which(where)
        count = int(flat[whole].sum())
        for value in each.within(where[axis]) if count else ():
            part = table.which((*where[:axis], value, *where[axis + 1 :]))
            if int(flat[part].sum()) == count and (whole & ~part).any():
                yield Claim(whole & ~part, rule.protection)


def _between_groups(table: Table, where: Where, flat: Counts, rule: Rule) -> Iterator[Claim]:
    """What is left of one group without another, such as a district without the ward that all but fills it."""
    for axis, each in enumerate(table.dimensions):
        if where[axis] != ALL or not each.groups:
            continue
        for one, other in permutations((*each.groups, ALL), 2):
            left = tuple(value for value in each.within(one) if value not in set(each.within(other)))
            if not left or len(left) == len(each.within(one)):
                continue
            held = {every.name: every.within(value) for every, value in zip(table.dimensions, where, strict=True)}
            among = table.population.which({**held, each.name: left})
            if rule.is_small(int(flat[among].sum())):
                yield Claim(among, rule.protection)


def _since(earlier: Safe, table: Table, rule: Rule) -> Iterator[Claim]:
    """What changed in a cell since it was told: the two together must leave a change of a few children open."""
    there = set(table.cells())
    for where, (least, greatest) in earlier.reach.items():
        need = rule.protection - (greatest - least)
        if where in there and need > 0 and rule.is_small(table.count(where) - earlier.table.count(where)):
            yield Claim(table.which(where), need)
