"""Finding a possible table by wandering: one child more here, one fewer there, until every figure is as told again.

A search among whole numbers by the solver takes tenths of a second; this takes a few thousandths, and there are
hundreds to be found. What it does not find, the solver is asked for. The steps are the same on every run.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sightline.scrutiny.disclosure.tables import Counts, Which

STEPS = 400
STAY = 6  # steps for which a crossing just changed is left alone


class Wanderer:
    """Wanders among the tables of one population, given which crossings each figure adds up."""

    def __init__(self, figures: npt.NDArray[np.bool_], most: int) -> None:
        self._most = most
        self._adds = figures.astype(np.float32)
        self._lot = np.random.default_rng(0)

    def reach(self, start: Counts, among: Which, target: int, least: Counts, greatest: Counts) -> Counts | None:
        """A table in which ``among`` add up to ``target``, found from ``start``; None where it loses its way."""
        adds = np.vstack([self._adds, among.astype(np.float32)])
        low, high = np.append(least, target).astype(np.float32), np.append(greatest, target).astype(np.float32)
        crossings = start.copy()
        sums = adds @ crossings.astype(np.float32)
        weights = np.ones(len(sums), np.float32)
        weights[-1] = 2.0
        until = np.zeros(len(crossings), np.int64)
        for step in range(STEPS):
            under, over = sums < low, sums > high
            if not (under.any() or over.any()):
                return crossings
            more = (weights * ((sums >= high) * 1.0 - under)).astype(np.float32) @ adds
            fewer = (weights * ((sums <= low) * 1.0 - over)).astype(np.float32) @ adds
            rests = until > step
            more[rests | (crossings >= self._most)] = np.inf
            fewer[rests | (crossings <= 0)] = np.inf
            best_more, best_fewer = float(more.min()), float(fewer.min())
            if min(best_more, best_fewer) == np.inf:
                return None
            scores, by = (more, 1) if best_more <= best_fewer else (fewer, -1)
            ties = np.flatnonzero(scores == min(best_more, best_fewer))
            if min(best_more, best_fewer) >= 0:
                weights[under | over] += 1.0
            at = int(ties[self._lot.integers(len(ties))])
            crossings[at] += by
            sums += by * adds[:, at]
            until[at] = step + STAY
        return None
