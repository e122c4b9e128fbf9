"""Everything owed on a day, as a table: one row an obligation begun by then, with its verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.base import Engine
from sightline.inspection.standing.clocks import NEVER, clocks_from, day_number
from sightline.inspection.standing.evaluating import assessable, obligations, one_a_code
from sightline.sources.extract import Extract
from sightline.standards.lasting import WINDOW_DAYS
from sightline.standards.obligations import Verdict
from sightline.standards.standard import Standard


def verdicts_on(
    extract: Extract, engine: Engine, standards: Sequence[Standard], as_at: dt.date, window_days: int = WINDOW_DAYS
) -> pa.Table:
    """Obligations that had begun by ``as_at`` with ``verdict`` and ``is_open`` (an open breach that is still owed:
    :func:`sightline.standards.lasting.is_owed_on`).

    Columns as :data:`sightline.engines.base.OBLIGATIONS`, then ``team``, ``verdict`` and ``is_open``. What happened
    after ``as_at`` is blanked, since nobody could have known it.
    """
    asked = assessable(extract, standards)
    table = obligations(engine, extract, asked)
    clocks = clocks_from(table, one_a_code(asked, as_at))
    on = day_number(as_at)
    begun = clocks.begun <= on
    done = clocks.done <= on
    breached = clocks.breached & (clocks.breach <= on)
    # By the day: done in time, late or not at all by then, unknown for want of a date, or none of these yet.
    verdict = np.select(
        [clocks.unknown, clocks.kept & done, breached],
        [Verdict.UNKNOWN.value, Verdict.MET.value, Verdict.BREACHED.value],
        default=Verdict.NOT_YET_DUE.value,
    )
    still_owed = clocks.outlasts_the_window | (clocks.due > on - window_days)
    is_open = breached & (clocks.stop > on) & still_owed
    table = table.append_column("verdict", pa.array(verdict)).append_column("is_open", pa.array(is_open))
    for name, days in (("done_on", clocks.done), ("ended_on", clocks.ended)):
        known_by_then = pa.array((days <= on) & (days != NEVER))
        blanked = pc.if_else(known_by_then, table[name], pa.scalar(None, pa.date32()))
        table = table.set_column(table.column_names.index(name), name, blanked)
    chosen = table.filter(pa.array(begun))
    return chosen.sort_by(
        [("standard", "ascending"), ("subject", "ascending"), ("ref", "ascending"), ("since", "ascending")]
    )
