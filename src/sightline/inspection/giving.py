"""Which files are audited twice, and who audits which: fairly, and the same each time it is worked out. No Django here.

Who is audited twice is drawn by the sample's own seed: files stand in the order of SHA-256 of seed and key, and the
first share of them is taken. Anybody can work that out again without this program.

Files are shared out so that nobody has more than need be: the largest number any auditor has is the least possible,
given who may not audit what (an optimal semi-matching: Harvey, Ladner, Lovász and Tamir, *Semi-matchings for bipartite
graphs and load balancing*, Journal of Algorithms 59, 2006).
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

F = TypeVar("F", bound=Hashable)
A = TypeVar("A", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shared(Generic[F, A]):
    """Who audits which file, and the files that nobody may audit."""

    auditor_of: Mapping[F, A]
    left: tuple[F, ...]


def drawn_order(keys: Iterable[str], seed: int, purpose: str) -> list[str]:
    """``keys`` in the order of their lot: SHA-256 of ``seed/purpose/key``."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}/{purpose}/{key}".encode()).digest())


def drawn_twice(keys: Collection[str], share: int, seed: int) -> frozenset[str]:
    """The keys to be audited twice: ``share`` of a hundred, rounded up; ValueError outside 0 to 100."""
    if not 0 <= share <= 100:
        raise ValueError("a share is from 0 to 100 of a hundred")
    wanted = -(-len(keys) * share // 100)
    return frozenset(drawn_order(keys, seed, "second audit")[:wanted])


def shared_out(files: Sequence[F], able: Mapping[F, Sequence[A]], held: Mapping[A, int]) -> Shared[F, A]:
    """Each of ``files`` to one of those ``able`` to audit it, so that the largest number held is the least possible.

    ``held``: how many each has already. Where several serve equally, the first in ``able``. Each file is put with the
    least laden auditor who can be reached by handing others' files on, which keeps the sharing optimal file by file.
    """
    load = dict(held)
    for each in able.values():
        for auditor in each:
            load.setdefault(auditor, 0)
    auditor_of: dict[F, A] = {}
    has: dict[A, list[F]] = {auditor: [] for auditor in load}
    left = []
    for file in files:
        path = _least_laden(file, able, load, has)
        if path is None:
            left.append(file)
            continue
        for moved, to in path:
            before = auditor_of.get(moved)
            if before is not None:
                has[before].remove(moved)
                load[before] -= 1
            auditor_of[moved] = to
            has[to].append(moved)
            load[to] += 1
    return Shared(auditor_of, tuple(left))


def _least_laden(
    file: F, able: Mapping[F, Sequence[A]], load: Mapping[A, int], has: Mapping[A, Sequence[F]]
) -> list[tuple[F, A]] | None:
    """The moves that put ``file`` somewhere and end at the least laden auditor reachable; None where nobody is able."""
    came: dict[A, tuple[F, A | None]] = {}
    waiting: deque[A] = deque()
    for auditor in able.get(file, ()):
        came[auditor] = (file, None)
        waiting.append(auditor)
    best: A | None = None
    while waiting:
        auditor = waiting.popleft()
        if best is None or load[auditor] < load[best]:
            best = auditor
        for held in has[auditor]:
            for other in able[held]:
                if other not in came:
                    came[other] = (held, auditor)
                    waiting.append(other)
    if best is None:
        return None
    path: list[tuple[F, A]] = []
    at: A | None = best
    while at is not None:
        moved, before = came[at]
        path.append((moved, at))
        at = before
    return path
