"""Who the children are: names, birth, household; invented throughout."""

from __future__ import annotations

from random import Random

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.names import BOYS, GIRLS

ETHNICITIES = (
    ("WBRI", 0.74), ("MOTH", 0.05), ("WOTH", 0.04), ("BAFR", 0.04), ("BCRB", 0.03), ("APKN", 0.03), ("AIND", 0.02),
    ("ABAN", 0.02), ("OOTH", 0.02), ("NOBT", 0.01),
)  # fmt: skip

AGES = {  # age in years at first referral: (from, to, weight)
    "any": ((-0.3, 0, 0.03), (0, 1, 0.10), (1, 5, 0.24), (5, 10, 0.28), (10, 15.5, 0.28), (15.5, 17.7, 0.07)),
    "cp": ((-0.25, 0, 0.05), (0, 1, 0.14), (1, 5, 0.27), (5, 10, 0.28), (10, 16, 0.24), (16, 17, 0.02)),
    "cla": ((0, 1, 0.20), (1, 5, 0.18), (5, 10, 0.16), (10, 16, 0.33), (16, 17.4, 0.13)),
    "disability": ((0.5, 4, 0.30), (4, 9, 0.38), (9, 14, 0.27), (14, 17, 0.05)),
    "uasc": ((15, 16, 0.2), (16, 17.6, 0.8)),
    "private": ((6, 11, 0.2), (11, 15.5, 0.8)),
    "drift": ((1, 8, 1.0),),
}


def birthday(rng: Random, ages: str, on: int) -> int:
    """A day of birth for a child first referred on ``on``."""
    bands = AGES[ages]
    point = rng.random()
    low, high = bands[-1][:2]
    for youngest, oldest, weight in bands:
        point -= weight
        if point < 0:
            low, high = youngest, oldest
            break
    return on - int((low + (high - low) * rng.random()) * 365.25)


def sibling_birthday(rng: Random, eldest: int, place: int, on: int) -> int:
    """A brother or sister of a child born on ``eldest``: one to four years apart, under eighteen on ``on``."""
    gap = int(365 * (1.1 + 2.4 * rng.random())) * ((place + 1) // 2)
    born = eldest + gap if place % 2 else eldest - gap
    if born > on:
        born = eldest - gap
    return max(born, on - 6300) + place


def describe(c: Child, born: int, sex: str, surname: str, ethnicity: str, postcode: str) -> None:
    """Set who the child is."""
    c.born, c.sex, c.surname, c.ethnicity, c.postcode = born, sex, surname, ethnicity, postcode
    names = GIRLS if sex == "2" else BOYS
    c.name = names[int(c.r() * len(names))]


def record(c: Child, first: int, has_plan: bool) -> None:
    """Write the child's own rows, once what they lived through is known."""
    for check in c.checks:
        check()
    unborn = c.born > c.until
    expected = c.born + int(c.r() * 20) - 10 if c.born > first else None
    c.out.people(
        (c.number, None if unborn else c.name, c.surname, None if unborn else c.sex, "0" if unborn else c.sex,
         c.ethnicity, None if unborn else c.born, has_plan, expected, None, False)
    )  # fmt: skip
    if c.known and not c.disabled and c.chance(0.975):
        c.out.disabilities((c.key(), c.number, "NONE"))
    c.out.families((c.key(), c.number, c.family))
    if unborn:
        return
    started = max(c.born, first - 200 - c.wait(900.0))
    if c.chance(0.18):
        moved = first + c.wait(500.0)
        if moved < c.until:
            c.out.addresses((c.key(), c.number, "Home", started, moved, c.postcode))
            started = moved
    c.out.addresses((c.key(), c.number, "Home", started, None, c.postcode))
    if days.add_years(c.born, 5) <= c.until:
        number = f"A{800_000_000_000 + c.number * 17 % 99_999_999_999}"
        c.out.linked_identifiers((c.key(), c.number, "Unique Pupil Number", number, days.add_years(c.born, 5)))
