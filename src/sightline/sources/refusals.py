"""Gathering what a reader refuses: the first few of each kind in detail, the rest as a count.

A broken extract can refuse a million values for one reason. Each reason keeps :data:`KEPT_IN_DETAIL` places that a
person can go and look at; every one is counted.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sightline.sources.extract import Refusal

KEPT_IN_DETAIL = 100

Locate = Callable[[Sequence[int]], Sequence[tuple[str, int]]]
"""Gives the file and line (1-based) of each row, rows numbered from 0 in the order they were read."""


@dataclass(slots=True)
class RefusalLog:
    """What was refused so far; safe to share between the threads that read files."""

    refusals: list[Refusal] = field(default_factory=list)
    total: int = 0
    _kept: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, file: str, line: int, column: str, reason: str, *, kept_row: bool = False) -> None:
        """One refusal whose place is known."""
        with self._lock:
            self._count(file, line, column, reason, kept_row=kept_row)

    def add_rows(
        self, locate: Locate, rows: Sequence[int] | np.ndarray, column: str, reason: str, *, kept_row: bool = False
    ) -> None:
        """A refusal for each of ``rows``, for one reason; only those kept in detail are located."""
        if not len(rows):
            return
        places = locate([int(row) for row in rows[:KEPT_IN_DETAIL]])
        with self._lock:
            for file, line in places:
                self._count(file, line, column, reason, kept_row=kept_row)
            self.total += len(rows) - len(places)

    def _count(self, file: str, line: int, column: str, reason: str, *, kept_row: bool) -> None:
        self.total += 1
        kind = (file, column, reason)
        if self._kept[kind] < KEPT_IN_DETAIL:
            self._kept[kind] += 1
            self.refusals.append(Refusal(file, line, column, reason, kept_row))

    def sorted(self) -> tuple[Refusal, ...]:
        """The refusals kept in detail, by file and line, whatever order the files were read in."""
        return tuple(sorted(self.refusals))
