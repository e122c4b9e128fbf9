"""How many children come along each path, in what families, and when: fixed before any life is drawn.

Shares are quotas rather than chances, and first referrals are spread evenly over the years (with the school year's
seasons), so that a council of a given size has that size whatever the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sightline.simulate import days, people
from sightline.simulate.child import Child
from sightline.simulate.drift import CASE_SIZE, NO_ENQUIRY, Drift, cohort
from sightline.simulate.life import AFTER, AGAIN, live
from sightline.simulate.names import SURNAMES
from sightline.simulate.referral import SOURCES, Wave
from sightline.simulate.scenarios import Chances, Planting
from sightline.simulate.sink import Sink

SHARES = {  # of children ever known, by the path of their first referral in the years
    "contact": 0.08,
    "nfa": 0.06,
    "assessed": 0.0,  # the rest
    "cin": 0.055,
    "cp": 0.150,
    "cla": 0.060,
    "uasc": 0.006,
    "disability": 0.029,
    "private": 0.007,
}
BURN = {"drift": 9, "harm": 0, "contact": 0, "nfa": 2, "assessed": 4, "cin": 5, "cp": 5, "cla": 6, "uasc": 5,
        "disability": 6, "private": 3}  # fmt: skip
"""Years before the first day in which a family still known on it may first have been referred."""
AGE = {"drift": "drift", "cp": "cp", "cla": "cla", "uasc": "uasc", "disability": "disability", "private": "private"}
NEEDS = {
    "drift": (("N2", 1.0),),
    "disability": (("N2", 1.0),),
    "uasc": (("N8", 1.0),),
    "private": (("N5", 1.0),),
    "cp": (("N1", 0.86), ("N5", 0.14)),
    "cla": (("N1", 0.72), ("N5", 0.12), ("N4", 0.08), ("N8", 0.08)),
}
ANY_NEED = (("N1", 0.52), ("N5", 0.18), ("N4", 0.14), ("N3", 0.06), ("N6", 0.05), ("N2", 0.03), ("N8", 0.02))
SIZES = (0.56, 0.25, 0.12, 0.05, 0.02)
ALONE = {"drift", "harm", "uasc", "disability", "private", "contact"}
SEASON = (1.06, 1.02, 1.10, 0.98, 1.06, 1.06, 1.08, 0.72, 1.04, 1.08, 1.08, 0.78)  # referrals by month, mean about 1


@dataclass(frozen=True, slots=True)
class Family:
    """Brothers and sisters known together: ``first`` is the number of the first child."""

    number: int
    first: int
    size: int
    path: str
    arrives: int
    drift: Drift | None = None


def families(children: int, start: int, until: int, seed: int, planted: Sequence[Planting] = ()) -> list[Family]:
    """Every family of a council that ever knew ``children`` children between ``start`` and ``until``."""
    rng = Random(f"{seed}/families")  # noqa: S311 - an invented council, not a secret
    drawn = _special(children, until, planted, rng)
    counts = _quotas(children, [path for path, *_ in drawn])
    for path, wanted in counts.items():
        sizes = _sizes(path, wanted, rng)
        begins = max(start - 365 * BURN[path], days.FIRST_WORKING + 400)
        for index, size in enumerate(sizes):
            arrives = begins + (index + rng.random()) / len(sizes) * (until - begins)
            drawn.append((path, size, _season(int(arrives), rng), None))
    rng.shuffle(drawn)
    found, first = [], 1
    for number, (path, size, arrives, drift) in enumerate(drawn, start=1):
        found.append(Family(number, first, size, path, arrives, drift))
        first += size
    return found


def _special(
    children: int, until: int, planted: Sequence[Planting], rng: Random
) -> list[tuple[str, int, int, Drift | None]]:
    """Families a failing is about, each of one child: those of F1 and F2, and the nine of F6."""
    by_line = {each.line: each for each in planted}
    found: list[tuple[str, int, int, Drift | None]] = []
    for drift in cohort(children, until, by_line, rng):
        latest = min(drift.leaves_on, drift.last_seen or days.FOREVER, until - 700) - 400
        earliest = max(until - 9 * 365, days.FIRST_WORKING + 400)
        found.append(("drift", 1, days.working_day(earliest + int(rng.random() * max(1, latest - earliest))), drift))
    harm = by_line.get("significant-harm-response")
    for _ in range(round(NO_ENQUIRY * children / CASE_SIZE * harm.strength) if harm else 0):
        found.append(("harm", 1, days.working_day(until - 340 + int(rng.random() * 290)), None))
    return found


def _quotas(children: int, special: Sequence[str]) -> dict[str, int]:
    """How many children come along each path; those special to a failing take the place of others like them.

    A drifting child stays to the end, when six in ten disabled children do: each takes the place of 1.6.
    """
    counts = {path: int(share * children) for path, share in SHARES.items()}
    counts["disability"] = max(0, counts["disability"] - round(1.6 * special.count("drift")))
    counts["assessed"] -= special.count("harm")
    counts["assessed"] += children - sum(counts.values()) - len(special)
    return counts


def _sizes(path: str, wanted: int, rng: Random) -> list[int]:
    if path in ALONE:
        return [1] * wanted
    sizes = []
    while wanted > 0:
        point, size = rng.random(), 1
        for share in SIZES:
            if point < share:
                break
            point -= share
            size += 1
        sizes.append(min(size, wanted, 5))
        wanted -= sizes[-1]
    return sizes


def _season(day: int, rng: Random) -> int:
    """Move some days out of August and December, as schools do."""
    month = days.date(day).month
    if rng.random() > SEASON[month - 1] / 1.0:
        day += 28 + int(rng.random() * 30)
    return days.working_day(day)


def draw(family: Family, seed: int, out: Sink, chances: Chances, start: int, until: int) -> None:
    """The lives of one family, drawn again until the council knew them on or after ``start``."""
    arrives = family.arrives
    for attempt in range(60):
        rng = Random((seed << 40) + (family.number << 8) + attempt)  # noqa: S311
        if attempt:
            begins = max(start - 365 * BURN[family.path], days.FIRST_WORKING + 400)
            arrives = _season(begins + int(rng.random() * (until - begins)), rng)
        marks = out.marks() if arrives < start else None
        if arrives > until:
            continue
        if _family(family, arrives, rng, seed, out, chances, until, attempt) >= start or marks is None:
            return
        out.back_to(marks)


def _family(
    family: Family, arrives: int, rng: Random, seed: int, out: Sink, chances: Chances, until: int, attempt: int
) -> int:
    path = family.path
    surname = SURNAMES[int(rng.random() * len(SURNAMES))]
    ethnicity = _pick(people.ETHNICITIES, rng)
    postcode = f"AV{1 + int(rng.random() * 18)}{int(rng.random() * 10)}{'ABDEFGHJ'[int(rng.random() * 8)]}X"
    eldest = people.birthday(rng, AGE.get(path, "any"), arrives)
    wave = Wave(arrives, _pick(NEEDS.get(path, ANY_NEED), rng), _pick(SOURCES, rng))
    wave.drift, wave.no_enquiry = family.drift, path == "harm"
    members: list[tuple[Child, int]] = []
    last = 0
    for place in range(family.size):
        number = family.first + place
        stream = Random((seed << 40) + (number << 8) + attempt + (1 << 39))  # noqa: S311
        c = Child(number, family.number, stream, out, chances, until)
        born = eldest if place == 0 else people.sibling_birthday(rng, eldest, place, arrives)
        boy = 0.95 if path == "uasc" else 0.70 if path in ("disability", "drift") else 0.51
        people.describe(c, born, "1" if c.r() < boy else "2", surname, ethnicity, postcode)
        closed = live(c, ("assessed" if path == "harm" else path) if place == 0 else _sibling_path(path, rng), wave)
        members.append((c, closed))
    if path not in ("contact", "disability", "drift"):
        _again(members, AFTER.get(path, AGAIN), 0.55 if path in AFTER else 0.45, rng, until)
    for c, _ in members:
        people.record(c, arrives, c.has_plan)
        last = max(last, c.last)
    return last


def _sibling_path(path: str, rng: Random) -> str:
    point = rng.random()
    if path == "cp":
        return "cp" if point < 0.8 else "cin"
    if path == "cla":
        return "cla" if point < 0.55 else "cp" if point < 0.75 else "cin"
    if path == "cin":
        return "cin" if point < 0.9 else "assessed"
    return path


def _again(
    members: list[tuple[Child, int]], paths: tuple[tuple[str, float], ...], likely: float, rng: Random, until: int
) -> None:
    """Later referrals of the family, together, each after every case of theirs has closed."""
    for _ in range(4):
        if rng.random() > likely:
            return
        closed = max(each for _, each in members)
        day = days.working_day(min(closed, until + 1) + 12 + int(rng.expovariate(1 / 230)))
        if day > until:
            return
        path = _pick(paths, rng)
        wave = Wave(day, _pick(NEEDS.get(path, ANY_NEED), rng), _pick(SOURCES, rng))
        later = []
        for c, before in members:
            age = c.age(day)
            if before >= day or not 0 <= age < 17.6 or c.adopted:
                later.append((c, before))
                continue
            mine = path if age < 16.5 or path in ("nfa", "assessed", "cla") else "assessed"
            later.append((c, live(c, mine if not later else _sibling_path(mine, rng), wave)))
        members[:] = later


def _pick(options: tuple[tuple[str, float], ...], rng: Random) -> str:
    point = rng.random()
    for option, weight in options:
        point -= weight
        if point < 0:
            return option
    return options[-1][0]
