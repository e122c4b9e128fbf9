"""What stood on every day, from what began and ended: running totals, with nothing evaluated again."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa

from sightline.engines.lower.calendar import day_number

STATES = ("met", "breached_open", "breached_over", "not_yet_due", "unknown")
DAY = "day"


def only_changes(changes: pa.Table, first: dt.date) -> pa.Table:
    """Totals at the end of each day on which one changed, and of ``first``, in order of standard, team and day.

    ``changes``: by ``standard`` (and ``team``), as numbers, and ``day``, what is added to each of :data:`STATES`.
    """
    groups = [name for name in changes.column_names if name in ("standard", "team")]
    opening = changes.group_by(groups, use_threads=False).aggregate([])
    at_first = pa.array(np.full(len(opening), day_number(first), dtype=np.int32))
    nothing = {name: np.zeros(len(opening), dtype=np.int64) for name in STATES}
    opening = pa.table({**{name: opening[name] for name in groups}, DAY: at_first, **nothing})
    rows = pa.concat_tables([changes.select(opening.column_names), opening])
    rows = rows.group_by([*groups, DAY], use_threads=False).aggregate([(name, "sum") for name in STATES])
    rows = rows.sort_by([(name, "ascending") for name in [*groups, DAY]])
    starts = _starts(rows, groups)
    totals = {name: _running(rows[f"{name}_sum"].to_numpy(), starts) for name in STATES}
    days = rows[DAY].cast(pa.date32())
    return pa.table({**{name: rows[name] for name in groups}, DAY: days, **totals})


def every_day(changes: pa.Table, first: dt.date, last: dt.date) -> pa.Table:
    """``changes`` in totals, one row a change, as one row a day: each row stands until the next of its group."""
    days = changes[DAY].cast(pa.int32()).to_numpy()
    if not len(days):
        return changes
    until = np.append(days[1:], day_number(first))
    until = np.where(until <= days, day_number(last) + 1, until)  # the last of a group stands to the end
    lengths = until - days
    stands = np.repeat(np.arange(len(days)), lengths)
    offsets = np.arange(len(stands)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    each_day = pa.array((days[stands] + offsets).astype(np.int32)).cast(pa.date32())
    rows = changes.take(pa.array(stands))
    return rows.set_column(rows.schema.get_field_index(DAY), DAY, each_day)


def _starts(rows: pa.Table, groups: list[str]) -> np.ndarray:
    """Whether a row is the first of its group."""
    is_start = np.zeros(len(rows), dtype=bool)
    for name in groups:
        values = rows[name].to_numpy()
        is_start |= np.append(True, values[1:] != values[:-1])[: len(rows)]
    return is_start


def _running(amounts: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Running totals that begin again at each start."""
    totals = np.cumsum(amounts)
    before = (totals - amounts)[starts]
    since_start: np.ndarray = totals - before[np.cumsum(starts) - 1]
    return since_start.astype(np.int32)
