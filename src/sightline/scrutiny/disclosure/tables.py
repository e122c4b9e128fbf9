"""What is counted: a population of which each child is in one finest crossing, and the tables made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

ALL = "all"
MOST_CROSSINGS = 60_000  # of one population: beyond it a check would take minutes

Where = tuple[str, ...]
Counts = npt.NDArray[np.int64]
Which = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to divide a population. ``values``: the finest, of which each child has one.

    ``groups``: further values that are shown, each of some of the finest; they may nest, and they may cross one another
    as wards cross districts. ``shows_finest`` False: only the groups are shown. ``is_sensitive``: that *all* of some
    group are of one value is itself not to be told, such as being looked after.
    """

    name: str
    values: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shows_finest: bool = True
    is_sensitive: bool = False

    def __post_init__(self) -> None:
        names = [*self.values, *self.groups]
        if not self.values or ALL in names or len(set(names)) != len(names):
            raise ValueError(f"The values of {self.name} must be there, be told apart, and none be {ALL!r}.")
        if any(not parts or set(parts) - set(self.values) for parts in self.groups.values()):
            raise ValueError(f"A group of {self.name} must be of its finest values.")

    @property
    def shown(self) -> tuple[str, ...]:
        """The values shown in a table, besides all together."""
        return (*(self.values if self.shows_finest else ()), *self.groups)

    def within(self, value: str) -> tuple[str, ...]:
        """The finest values that ``value`` holds."""
        if value == ALL:
            return self.values
        return self.groups.get(value, (value,))


@dataclass(frozen=True, eq=False)
class Population:
    """Who is counted: ``name`` says whom and on what day. ``counts``: children by finest crossing, noughts left out.

    Tables of one population are linked: whatever one tells bounds the others.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Where, int]

    def __post_init__(self) -> None:
        if len({each.name for each in self.dimensions}) != len(self.dimensions):
            raise ValueError(f"{self.name} is divided twice by the same name.")
        if np.prod([len(each.values) for each in self.dimensions], dtype=float) > MOST_CROSSINGS:
            raise ValueError(f"{self.name} has more than {MOST_CROSSINGS:,} crossings: divide it by fewer things.")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError(f"{self.name} counts somebody below nought.")
        known = [frozenset(each.values) for each in self.dimensions]
        for where in self.counts:
            if len(where) != len(known) or any(value not in there for value, there in zip(where, known, strict=True)):
                raise ValueError(f"{self.name} counts somebody who is in none of its values.")

    @classmethod
    def of(cls, name: str, dimensions: Sequence[Dimension], rows: Iterable[Where]) -> Population:
        """The population of ``rows``, one a child, each with its finest value by every dimension."""
        counts: dict[Where, int] = {}
        for row in rows:
            counts[row] = counts.get(row, 0) + 1
        return cls(name, tuple(dimensions), counts)

    @cached_property
    def crossings(self) -> Counts:
        """Children by finest crossing, as an array with an axis for each dimension."""
        places = [{value: at for at, value in enumerate(each.values)} for each in self.dimensions]
        out = np.zeros([len(each.values) for each in self.dimensions], np.int64)
        for where, count in self.counts.items():
            out[tuple(place[value] for place, value in zip(places, where, strict=True))] = count
        return out

    def which(self, held: Mapping[str, Iterable[str]]) -> Which:
        """The crossings, flat, whose values by each dimension named are among those given."""
        out = np.ones(self.crossings.shape, np.bool_)
        for axis, each in enumerate(self.dimensions):
            if each.name in held:
                among = frozenset(held[each.name])
                is_in = np.array([value in among for value in each.values])
                out &= is_in.reshape([-1 if other == axis else 1 for other in range(out.ndim)])
        return out.ravel()


@dataclass(frozen=True, eq=False)
class Table:
    """A table of a population ``by`` some of its dimensions, with all its margins.

    ``name`` is the same from edition to edition, by which its cells are compared with those told before.
    """

    name: str
    population: Population
    by: tuple[str, ...]

    def __post_init__(self) -> None:
        known = {each.name for each in self.population.dimensions}
        if set(self.by) - known or len(set(self.by)) != len(self.by):
            raise ValueError(f"{self.name} is by something that {self.population.name} is not divided by.")

    @classmethod
    def of(cls, name: str, dimensions: Sequence[Dimension], counts: Mapping[Where, int]) -> Table:
        """A table linked to no other, by everything its own population is divided by."""
        whole = Population(name, tuple(dimensions), counts)
        return cls(name, whole, tuple(each.name for each in dimensions))

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it is by, in order."""
        by_name = {each.name: each for each in self.population.dimensions}
        return tuple(by_name[name] for name in self.by)

    def cells(self) -> Iterator[Where]:
        """Where each cell is: the values shown, then all together, by each dimension."""
        yield from product(*((*each.shown, ALL) for each in self.dimensions))

    def which(self, where: Where) -> Which:
        """The crossings of the population that a cell counts."""
        held = {each.name: each.within(value) for each, value in zip(self.dimensions, where, strict=True)}
        return self.population.which(held)

    def count(self, where: Where) -> int:
        """How many a cell truly counts."""
        return int(self.population.crossings.ravel()[self.which(where)].sum())
