"""How many files buy how much certainty: exact counts of what a random sample of a group would show. No Django.

Without putting back: a group is finite, and a third of a small one says more than the same number of a large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, floor

from sightline.inspection.standing.weighing import wilson

CONFIDENCE = 0.95
Z = 1.959963984540054  # of 95 in a hundred, both sides
SHARES = (0.05, 0.1, 0.2, 0.3)  # of the files of a group, in which a failing may be
LARGE = 200  # children in a group, from which files buy the same to within four parts in a hundred
SIZES = (2, 3, 5, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class Certainty:
    """What reading ``files`` of a group of ``people`` at random buys.

    ``sees``: for each of :data:`SHARES`, the chance to see a failing that is in that share of the files at least once.
    ``hides``: the largest share of files that could still have a failing which none of those read shows, at 95%.
    ``low`` and ``high``: Wilson's interval if half of them show it, at 95%.
    """

    people: int
    files: int
    sees: tuple[float, ...]
    hides: float
    low: float
    high: float

    @property
    def by_share(self) -> tuple[tuple[float, float], ...]:
        """Each of :data:`SHARES` with the chance to see a failing in that share of the files."""
        return tuple(zip(SHARES, self.sees, strict=True))

    @property
    def one_in_five(self) -> float:
        """The chance to see, at least once, a failing that is in one file of five."""
        return self.sees[SHARES.index(0.2)]

    @property
    def words(self) -> str:
        """The same as a sentence or two."""
        one_in_five = round(self.one_in_five * 100)
        if self.files == self.people:
            return "Every file is read, so what they show is so of all of them."
        seen = "almost surely" if one_in_five >= 99 else f"{one_in_five} times in 100"
        return (
            f"A failing in one file of five is seen at least once {seen}. If none of these shows a failing, it may "
            f"still be in up to {round(self.hides * 100)}% of files; if half do, between {round(self.low * 100)}% "
            f"and {round(self.high * 100)}% of all files do."
        )


def certainty(people: int, files: int) -> Certainty:
    """What ``files`` of ``people`` buy; ValueError unless there are that many, and at least one."""
    if not 1 <= files <= people:
        raise ValueError(f"{files} of {people} files cannot be read")
    low, high = wilson(files / 2, files, Z)
    return Certainty(
        people=people,
        files=files,
        sees=tuple(1 - chance_of_none(people, _with(people, share), files) for share in SHARES),
        hides=_hides(people, files),
        low=float(low),
        high=float(high),
    )


def chance_of_none(people: int, failing: int, files: int) -> float:
    """The chance that none of ``files`` drawn of ``people`` is one of the ``failing``: hypergeometric, exact."""
    return comb(people - failing, files) / comb(people, files)


def table(people: int) -> tuple[Certainty, ...]:
    """What each of :data:`SIZES` buys of a group of ``people``, and reading all of them where they are few."""
    sizes = [each for each in SIZES if each < people]
    return tuple(certainty(people, each) for each in [*sizes, *([people] if 0 < people <= SIZES[-1] else [])])


def _with(people: int, share: float) -> int:
    """How many files of ``people`` a failing in this share of them is in: at least one."""
    return max(1, floor(people * share + 0.5))


def _hides(people: int, files: int) -> float:
    """By bisection, for the chance falls as failing files grow."""
    few, many = 0, people - files + 1  # of ``few`` it may be hidden, of ``many`` it cannot
    while many - few > 1:
        middle = (few + many) // 2
        if chance_of_none(people, middle, files) > 1 - CONFIDENCE:
            few = middle
        else:
            many = middle
    return few / people
