"""Who holds which case: children's segments are given to desks, and desks are filled by workers who come and go.

A *desk* is one established post. Each segment goes to the least loaded desk of its pool on the day it starts (brothers
and sisters to the same one); when all are full a desk is opened. Workers then succeed each other at each desk, with a
handover on the day the last one leaves, and now and then a gap. All of it is a function of the seed and the segments.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from random import Random

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sightline.simulate import days
from sightline.simulate.pools import (
    AGENCY,
    ASSESSMENT,
    BY_SEGMENT,
    NEWLY_QUALIFIED,
    POOLS,
    SQUEEZED_LOAD,
    TURNOVER,
    UNSETTLED_AGENCY,
    UNSETTLED_TURNOVER,
)
from sightline.simulate.scenarios import Chances

Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Desk:
    """An established post: its pool, place among the pool's desks, team, and the day it was opened."""

    pool: int
    place: int
    team: int
    opened: int
    named: str = ""
    closes: int = days.FOREVER


@dataclass(slots=True)
class Tenure:
    """One worker at one desk from ``starts`` to ``ends``; ``covers`` marks a manager, whose post is elsewhere."""

    desk: int
    worker: int
    starts: int
    ends: int
    is_agency: bool = False
    is_newly_qualified: bool = False
    left: str = ""
    covers: bool = False
    post_type: str = ""  # "" for the pool's own


@dataclass(slots=True)
class Staff:
    """Desks, teams, tenures and managers of a council."""

    desks: list[Desk] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)  # ordered by desk, then start
    managers: list[Tenure] = field(default_factory=list)  # desk is the team's number
    teams: list[tuple[int, str, str]] = field(default_factory=list)  # number, name, service
    workers: int = 0

    def hire(self) -> int:
        """The number of a new worker."""
        self.workers += 1
        return self.workers


def assign(segments: pa.Table, squeezed: int = days.FOREVER) -> tuple[Ints, list[Desk]]:
    """The desk of each segment, and the desks it took; ``segments`` in order of start, family and person.

    From ``squeezed`` every second assessment desk takes no more children and closes; the others carry the rest.
    """
    starts = segments.column("starts").to_pylist()
    ends = segments.column("ends").to_pylist()
    family = segments.column("family").to_pylist()
    kinds = list(zip(segments.column("service").to_pylist(), segments.column("role").to_pylist(), strict=True))
    named = segments.column("held_by").to_pylist()
    desks: list[Desk] = []
    chosen = np.empty(len(starts), dtype=np.int64)
    heaps: list[list[tuple[int, int]]] = [[] for _ in POOLS]
    load: list[int] = []
    ending: list[tuple[int, int]] = []
    per_pool = [0] * len(POOLS)
    by_name: dict[str, int] = {}
    last: tuple[int, int, int, int] = (-1, -1, -1, -1)
    latest: list[int] = []  # the last end of each desk's segments
    for index, since in enumerate(starts):
        while ending and ending[0][0] <= since:
            _, desk = heapq.heappop(ending)
            load[desk] -= 1
            heapq.heappush(heaps[desks[desk].pool], (load[desk], desk))
        pool = BY_SEGMENT[kinds[index]]
        hard = since >= squeezed and pool == ASSESSMENT
        carries = SQUEEZED_LOAD if hard else POOLS[pool].carries
        if named[index]:
            if named[index] not in by_name:
                by_name[named[index]] = len(desks)
                desks.append(Desk(pool, -1, -1, since, named[index], closes=0))
                load.append(0)
                latest.append(0)
            chosen[index] = by_name[named[index]]
            desks[chosen[index]].closes = max(desks[chosen[index]].closes, ends[index])
            continue
        if (
            last[:3] == (pool, since, family[index])
            and load[last[3]] < carries + 3
            and not (hard and desks[last[3]].place % 2)
        ):
            desk = last[3]
        else:
            heap = heaps[pool]
            while heap and (heap[0][0] != load[heap[0][1]] or (hard and desks[heap[0][1]].place % 2)):
                heapq.heappop(heap)
            if heap and heap[0][0] < carries:
                desk = heapq.heappop(heap)[1]
            else:
                desk = len(desks)
                desks.append(Desk(pool, per_pool[pool], -1, since))
                per_pool[pool] += 2 if hard else 1  # a new one is never of those that close
                load.append(0)
                latest.append(0)
        load[desk] += 1
        latest[desk] = max(latest[desk], ends[index])
        heapq.heappush(heaps[pool], (load[desk], desk))
        heapq.heappush(ending, (ends[index], desk))
        chosen[index] = desk
        last = (pool, since, family[index], desk)
    for index, desk_of in enumerate(desks):
        if squeezed < days.FOREVER and desk_of.pool == ASSESSMENT and not desk_of.named and desk_of.place % 2:
            desk_of.closes = max(latest[index], squeezed)
    return chosen, desks


def people_it(desks: list[Desk], seed: int, until: int, chances: Chances, unsettled: int = days.FOREVER) -> Staff:
    """Teams, managers, and the workers who succeed each other at each desk.

    From ``unsettled`` twice as many leave and half of those who come are agency workers.
    """
    staff = Staff(desks)
    rng = Random(f"{seed}/staff")  # noqa: S311 - an invented council, not a secret
    first_of_team: dict[tuple[int, int], int] = {}
    for desk in desks:
        pool = POOLS[desk.pool]
        unit = max(desk.place, 0) // pool.team_size
        if (desk.pool, unit) not in first_of_team:
            number = len(staff.teams) + 1
            first_of_team[desk.pool, unit] = number
            staff.teams.append((number, f"{pool.name} {unit + 1}", pool.service))
            _managers(staff, number, desk.opened - 60, rng, until)
        desk.team = first_of_team[desk.pool, unit]
    managers: dict[int, list[Tenure]] = {}
    for each in staff.managers:
        managers.setdefault(each.desk, []).append(each)
    for index, desk in enumerate(desks):
        if desk.named:
            _fill_named(staff, index, desk, until)
            continue
        _fill(staff, index, desk, managers[desk.team], rng, until, chances, unsettled)
    return staff


def _fill_named(staff: Staff, index: int, desk: Desk, until: int) -> None:
    """The desks of F1: a worker who leaves and is not replaced, or a manager in whose name children stand."""
    if desk.named.startswith("leaver"):
        staff.tenures.append(
            Tenure(index, staff.hire(), desk.opened - 90, min(desk.closes, days.FOREVER), left="resigned")
        )
        return
    post_type = "service-manager" if desk.named.startswith("service") else "team-manager"
    holder = next((each for each in staff.managers if each.desk == desk.team and each.post_type == post_type), None)
    if holder is None:
        holder = Tenure(desk.team, staff.hire(), desk.opened - 700, days.FOREVER, post_type=post_type)
        staff.managers.append(holder)
    staff.tenures.append(Tenure(index, holder.worker, desk.opened, days.FOREVER, covers=True))


def _managers(staff: Staff, team: int, opened: int, rng: Random, until: int) -> None:
    day = opened
    while day <= until:
        ends = day + 400 + int(rng.expovariate(1 / 1500))
        staff.managers.append(Tenure(team, staff.hire(), day, ends if ends <= until else days.FOREVER, left="resigned"))
        day = ends


def _fill(
    staff: Staff, index: int, desk: Desk, managers: list[Tenure], rng: Random, until: int, chances: Chances,
    unsettled: int,
) -> None:  # fmt: skip
    good, begins, planted = chances["wf-case-held-by-manager"]
    del begins, planted
    day = desk.opened - 21 - int(rng.random() * 60)
    while day <= until and day < desk.closes:
        hard = day >= unsettled
        is_agency = rng.random() < (UNSETTLED_AGENCY if hard else AGENCY)
        newly = not is_agency and POOLS[desk.pool].post_type == "social-worker" and rng.random() < NEWLY_QUALIFIED
        mean = 420.0 if is_agency else 365.25 / (UNSETTLED_TURNOVER if hard else TURNOVER)
        ends = min(day + 120 + int(rng.expovariate(1 / (mean - 120))), desk.closes)
        running = ends > until
        why = "agency-ended" if is_agency else rng.choice(("resigned", "resigned", "moved-team", "retired"))
        staff.tenures.append(
            Tenure(
                index, staff.hire(), day, days.FOREVER if running else ends, is_agency, newly, "" if running else why
            )
        )
        if running:
            return
        day = ends
        point = rng.random()
        if point < 0.10:  # a gap, usually short
            gap = 1 + int(rng.random() * 5) if rng.random() < 0.8 else 6 + int(rng.expovariate(1 / 10))
            day = ends + gap
        elif point < 0.24 and POOLS[desk.pool].role == "ALLOCATED":
            cover = 3 + int(rng.random() * 9) if rng.random() >= good else 16 + int(rng.expovariate(1 / 12))
            manager = next((each for each in managers if each.starts <= ends and ends + cover < each.ends), None)
            if manager is not None and ends + cover <= until:
                staff.tenures.append(Tenure(index, manager.worker, ends, ends + cover, covers=True))
                day = ends + cover


@dataclass(slots=True)
class Pieces:
    """Who held each segment when: arrays of equal length, ordered by segment then start."""

    segment: Ints
    worker: Ints
    desk: Ints
    starts: Ints
    ends: Ints
    covers: npt.NDArray[np.bool_]


def pieces(starts: Ints, ends: Ints, desk: Ints, staff: Staff) -> Pieces:
    """Each segment cut where the worker at its desk changes; days nobody sat there are left out."""
    tenures = staff.tenures
    shift = 1 << 20
    t_desk = np.array([each.desk for each in tenures], dtype=np.int64)
    t_start = np.array([each.starts for each in tenures], dtype=np.int64)
    t_end = np.array([each.ends for each in tenures], dtype=np.int64)
    t_worker = np.array([each.worker for each in tenures], dtype=np.int64)
    t_covers = np.array([each.covers for each in tenures], dtype=np.bool_)
    low = np.searchsorted(t_desk * shift + t_end, desk * shift + starts, side="right")
    high = np.searchsorted(t_desk * shift + t_start, desk * shift + ends, side="left")
    count = np.maximum(high - low, 0)
    segment = np.repeat(np.arange(len(starts)), count)
    offset = np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)
    which = np.repeat(low, count) + offset
    return Pieces(
        segment,
        t_worker[which],
        desk[segment],
        np.maximum(starts[segment], t_start[which]),
        np.minimum(ends[segment], t_end[which]),
        t_covers[which],
    )
