"""Episodes of the SSDA903 put together into periods of care, placements and legal statuses.

The rules, each from the return's guide:

* A **period of care** goes on while each episode begins no later than the day the last one ended and is not itself a
  start (RNE S). It is named ``<child>|care|<first day>``, and began on that day only if its first episode is a start.
* A **placement** goes on through episodes that changed the legal status alone (RNE L).
* A **legal status** goes on through episodes that keep it, whatever moves the child makes.

An episode without a start date belongs with no other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.ssda903_rows import Returned, key

STARTS_CARE = "S"
CHANGES_LEGAL_STATUS_ONLY = "L"
_UNKNOWN, _OPEN = -(1 << 31), (1 << 31) - 1  # days no date reaches
_CHILD = 1 << 32  # child and day as one number that sorts by child, then day

_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Rows that stand together: where each run starts and which row is its last; ``of_row`` numbers each row's run."""

    starts: _Numbers
    lasts: _Numbers
    of_row: _Numbers


@dataclass(frozen=True, slots=True)
class Episodes:
    """Every child's episodes in order, with the periods, placements and legal statuses they make up."""

    rows: Returned
    periods: Runs
    placements: Runs
    legal_statuses: Runs

    def at(self, column: str, rows: _Numbers) -> pa.Array:
        """The values of a column of the return in these rows."""
        return self.rows.column(column).take(pa.array(rows))

    def keys(self, kind: str, runs: Runs) -> pa.Array:
        """The stable key of each run."""
        return key(self.at("CHILD", runs.starts), kind, self.at("DECOM", runs.starts))

    def period_on(self, children: pa.Array, days: pa.Array) -> pa.Array:
        """The number of the period of care that holds each child's day, ends included; the later of two that meet."""
        starts, lasts = self.periods.starts, self.periods.lasts
        known = _days(self.at("DECOM", starts), _UNKNOWN) != _UNKNOWN
        starts, lasts, numbers = starts[known], lasts[known], np.flatnonzero(known)
        nothing = pa.nulls(len(children), pa.int64())
        if not len(starts):
            return nothing
        names = pc.unique(self.at("CHILD", starts))
        child = _codes(children, names)
        begins = _codes(self.at("CHILD", starts), names) * _CHILD + _days(self.at("DECOM", starts), _UNKNOWN)
        ends = _codes(self.at("CHILD", starts), names) * _CHILD + _days(self.at("DEC", lasts), _OPEN)
        asked = child * _CHILD + _days(days, _UNKNOWN)
        found = np.searchsorted(begins, asked, side="right") - 1
        holds = (found >= 0) & (child >= 0) & (begins[found] // _CHILD == asked // _CHILD) & (asked <= ends[found])
        return pa.array(numbers[found], pa.int64(), mask=~holds)


def put_together(rows: Returned) -> Episodes:
    """Sort the episodes and find the runs in them."""
    table = rows.rows.append_column("as read", pa.array(range(rows.rows.num_rows), pa.int64()))
    table = table.sort_by(
        [("CHILD", "ascending"), ("DECOM", "ascending"), ("DEC", "ascending"), ("as read", "ascending")]
    )
    order = table.column("as read").to_pylist()
    locate = rows.locate
    ordered = Returned(rows.file, table, lambda some: locate([order[row] for row in some]))
    began, ended = _days(ordered.column("DECOM"), _UNKNOWN), _days(ordered.column("DEC"), _OPEN)
    child = _distinct(ordered.column("CHILD"))
    reason = ordered.column("RNE")
    is_start = pc.fill_null(pc.equal(reason, STARTS_CARE), False).to_numpy(zero_copy_only=False)
    changes_law_only = pc.fill_null(pc.equal(reason, CHANGES_LEGAL_STATUS_ONLY), False).to_numpy(zero_copy_only=False)
    is_new = np.ones(len(child), dtype=bool)
    is_new[1:] = ~(
        (child[1:] == child[:-1])
        & ~is_start[1:]
        & (began[1:] != _UNKNOWN)
        & (began[:-1] != _UNKNOWN)
        & (began[1:] <= ended[:-1])
    )
    status = _distinct(ordered.column("LS"))
    changes_law = np.ones(len(child), dtype=bool)
    changes_law[1:] = status[1:] != status[:-1]
    return Episodes(ordered, _runs(is_new), _runs(is_new | ~changes_law_only), _runs(is_new | changes_law))


def _runs(is_new: npt.NDArray[np.bool_]) -> Runs:
    starts = np.flatnonzero(is_new)
    lasts = np.append(starts[1:], len(is_new)) - 1 if len(starts) else starts
    return Runs(starts, lasts, np.cumsum(is_new) - 1)


def _days(days: pa.Array, missing: int) -> _Numbers:
    numbers: _Numbers = pc.fill_null(days.cast(pa.int32()).cast(pa.int64()), missing).to_numpy()
    return numbers


def _codes(values: pa.Array, names: pa.Array) -> _Numbers:
    numbers: _Numbers = pc.fill_null(pc.index_in(values, value_set=names), -1).cast(pa.int64()).to_numpy()
    return numbers


def _distinct(values: pa.Array) -> _Numbers:
    numbers: _Numbers = values.dictionary_encode(null_encoding="encode").indices.cast(pa.int64()).to_numpy()
    return numbers
