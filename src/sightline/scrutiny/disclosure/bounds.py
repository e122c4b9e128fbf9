"""What a reader could still believe: whole tables that agree with everything published, found by HiGHS.

The solver proposes and whole-number arithmetic disposes. A table counts as possible only after every figure published
was added up from it again in integers, so that neither the solver's tolerance nor a fraction of a child proves
anything. What the solver does not find is not taken to be impossible to find for a reader; it only hides more.
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
import numpy.typing as npt

from sightline.scrutiny.disclosure.tables import Counts, Which

Floats = npt.NDArray[np.float64]
WHOLE = 1e-6  # how far from a whole number the solver's answer may lie to be tried as one
SECONDS = 2.0  # for one search among whole numbers
FREE = highspy.kHighsInf


class Reader:
    """One who knows a population's divisions and every figure told of it, and nothing else.

    Columns are the crossings, then for each figure how far it is under- and overshot, which is nought except while
    looking for what to hide (:meth:`cheapest`).
    """

    def __init__(self, true: Counts, figures: Sequence[Which], most: int) -> None:
        self.true = true
        self.figures = np.array(figures, np.bool_).reshape(len(figures), len(true))
        self._sums = self.figures.astype(np.int64)
        self.least = np.zeros(len(figures), np.int64)
        self.greatest = np.full(len(figures), most, np.int64)
        self._size, self._count = len(true), len(figures)
        self._solver = self._built(most)

    def _built(self, most: int) -> highspy.Highs:
        solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("solver", "simplex")):
            solver.setOptionValue(option, value)
        width = self._size + 2 * self._count
        highest = np.concatenate([np.full(self._size, float(most)), np.zeros(width - self._size)])
        solver.addVars(width, np.zeros(width), highest)
        starts, indices, values = [0], [], []
        for number, figure in enumerate(self.figures):
            among = np.flatnonzero(figure)
            indices.append(np.concatenate([among, [self._size + number, self._size + self._count + number]]))
            values.append(np.concatenate([np.ones(len(among)), [1.0, -1.0]]))
            starts.append(starts[-1] + len(among) + 2)
        if self._count:
            solver.addRows(
                self._count,
                np.full(self._count, -FREE),
                np.full(self._count, FREE),
                starts[-1],
                np.array(starts[:-1], np.int32),
                np.concatenate(indices).astype(np.int32),
                np.concatenate(values),
            )
        return solver

    def tell(self, figure: int, least: int, greatest: int) -> None:
        """The reader learns that a figure is within these."""
        self.least[figure], self.greatest[figure] = least, greatest
        self._solver.changeRowBounds(figure, float(least), float(greatest))

    def forget(self, figure: int) -> None:
        """The figure is told no more."""
        self.least[figure], self.greatest[figure] = 0, np.iinfo(np.int64).max
        self._solver.changeRowBounds(figure, -FREE, FREE)

    def believes(self, crossings: Counts) -> bool:
        """Whether a table of whole children agrees with every figure told."""
        sums = self._sums @ crossings
        return bool((crossings >= 0).all() and (sums >= self.least).all() and (sums <= self.greatest).all())

    def furthest(self, costs: Floats, *, up: bool) -> Counts | None:
        """A possible table in which ``costs`` weigh most, or least; None where none was found whole."""
        self._aim(costs, up=up)
        return self._solved()

    def furthest_whole(self, costs: Floats, *, up: bool, until: float) -> Counts | None:
        """The same among whole numbers only, which takes longer; it stops once ``until`` is reached."""
        self._aim(costs, up=up)
        return self._among_whole(-until if up else until)

    def cheapest(
        self, among: Which, least: float, greatest: float, prices: Floats
    ) -> tuple[list[int], Counts | None] | None:
        """Which figures not to tell, at what ``prices`` a child, so that those ``among`` could be within these.

        Also the table that shows it, if it is whole. None where there is no such table at all.
        """
        solver, places = self._solver, np.flatnonzero(among).astype(np.int32)
        solver.addRow(least, greatest, len(places), places, np.ones(len(places)))
        over = np.arange(self._size, self._size + 2 * self._count, dtype=np.int32)
        solver.changeColsBounds(len(over), over, np.zeros(len(over)), np.full(len(over), FREE))
        costs = np.zeros(self._size + 2 * self._count)
        costs[self._size :] = np.concatenate([prices, prices])
        self._put(costs)
        found = self._run()
        solver.changeColsBounds(len(over), over, np.zeros(len(over)), np.zeros(len(over)))
        solver.deleteRows(1, np.array([self._count], np.int32))
        if found is None:
            return None
        strays = found[self._size : self._size + self._count] + found[self._size + self._count :]
        return list(map(int, np.flatnonzero(strays > WHOLE))), self._as_whole(found)

    def _aim(self, costs: Floats, *, up: bool) -> None:
        """Set what is made least, so that HiGHS can stop a search once it is as little as asked."""
        self._put(np.concatenate([-costs if up else costs, np.zeros(2 * self._count)]))

    def _put(self, costs: Floats) -> None:
        self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def _solved(self) -> Counts | None:
        found = self._run()
        whole = None if found is None else self._as_whole(found)
        return whole if whole is not None and self.believes(whole) else None

    def _among_whole(self, until: float) -> Counts | None:
        solver, columns = self._solver, np.arange(self._size, dtype=np.int32)
        kinds = (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous)
        solver.changeColsIntegrality(self._size, columns, np.full(self._size, kinds[0]))
        solver.setOptionValue("time_limit", solver.getRunTime() + SECONDS)
        solver.setOptionValue("objective_target", float(until))
        try:
            return self._solved()
        finally:
            solver.setOptionValue("time_limit", FREE)
            solver.setOptionValue("objective_target", -FREE)
            solver.changeColsIntegrality(self._size, columns, np.full(self._size, kinds[1]))
            solver.clearSolver()

    def _run(self) -> Floats | None:
        self._solver.run()
        solution = self._solver.getSolution()
        return np.array(solution.col_value) if solution.value_valid else None

    def _as_whole(self, found: Floats) -> Counts | None:
        part = found[: self._size]
        near = np.rint(part)
        return near.astype(np.int64) if np.abs(part - near).max(initial=0.0) <= WHOLE else None
