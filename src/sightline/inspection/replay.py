"""The record replayed day by day: what stood on each, and when each line of enquiry first stood out.

One evaluation answers every day, so ten years cost about as much as one day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from sightline import charts
from sightline.engines.base import Engine
from sightline.inspection.bases import bases_of
from sightline.inspection.clocks import Clocks, clocks_from, day_number, still_owed
from sightline.inspection.enquiry import WeighedLine, weigh_lines
from sightline.inspection.evaluating import assessable, obligations, one_a_code
from sightline.inspection.inspect import Progress
from sightline.inspection.rule import Rule, load_rule
from sightline.inspection.weighing import Grid, weigh
from sightline.inspection.words import long_date
from sightline.sources.extract import Extract
from sightline.standards.standard import Standard

NO_TEAM = "no team"


@dataclass(frozen=True, slots=True)
class Replay:
    """Every day from ``first`` to ``last``."""

    first: dt.date
    last: dt.date
    clocks: Clocks
    lines: dict[str, WeighedLine]
    rule: Rule

    def days(self) -> pa.Table:
        """One row a day, standard and team for which anything stood, in that order.

        ``due``, ``met``, ``breached_open``, ``breached_late`` over the twelve months to the end of the day, as in the
        inspection's JSON; ``not_yet_due`` on the day.
        """
        clocks, window = self.clocks, self.rule.window_days
        teams = len(clocks.teams) + 1
        group = clocks.standard.astype(np.int32) * teams + np.where(clocks.team < 0, teams - 1, clocks.team)
        first, last = day_number(self.first), day_number(self.last)
        grid = Grid(group.astype(np.int32), len(clocks.standards) * teams, first, last - first + 1)
        owed = np.array([still_owed(each) for each in clocks.standards], dtype=bool)[clocks.standard]
        until = clocks.breach + window
        met = grid.count(clocks.kept, clocks.due, clocks.due + window)
        open_ = grid.count(clocks.breached, clocks.breach, np.where(owed, clocks.stop, np.minimum(clocks.stop, until)))
        late = grid.count(clocks.breached, np.maximum(clocks.stop, clocks.breach), until)
        ends = np.where(clocks.breached, np.minimum(clocks.breach, clocks.stop), clocks.stop)
        waiting = grid.count(~clocks.unknown, clocks.since, ends)
        # A day's rows together: days first, then standard and team.
        stands = np.flatnonzero(((met + open_ + late + waiting) > 0).T.ravel())
        day, which = np.divmod(stands, grid.groups)
        codes = pa.array([each.code for each in clocks.standards], pa.string())
        names = pa.array([*clocks.teams, NO_TEAM], pa.string())

        def figures(counts: np.ndarray) -> pa.Array:
            return pa.array(counts.T.ravel()[stands])

        return pa.table(
            {
                "day": pa.array((day + first).astype(np.int32)).cast(pa.date32()),
                "standard": pa.DictionaryArray.from_arrays(pa.array((which // teams).astype(np.int32)), codes),
                "team": pa.DictionaryArray.from_arrays(pa.array((which % teams).astype(np.int32)), names),
                "due": figures(met + open_ + late),
                "met": figures(met),
                "breached_open": figures(open_),
                "breached_late": figures(late),
                "not_yet_due": figures(waiting),
            }
        )


def replay_of(
    extract: Extract,
    first: dt.date,
    last: dt.date,
    engine: Engine,
    standards: Sequence[Standard],
    *,
    rule: Rule | None = None,
    progress: Progress = lambda _: None,
) -> Replay:
    """Evaluate once and weigh each day from ``first`` to ``last``."""
    rule = rule or load_rule()
    asked = assessable(extract, standards)
    progress("Holding the record against the standards")
    owed = obligations(engine, extract, asked)
    asked = one_a_code(asked, last)
    clocks = clocks_from(owed, asked)
    progress("Weighing each day of the record")
    weighed = weigh(clocks, day_number(first), day_number(last), rule, bases_of(extract, clocks))
    return Replay(first, last, clocks, weigh_lines(asked, weighed, rule), rule)


def stood_out_words(replay: Replay) -> str:
    """When each line of enquiry first stood out, a line each, earliest first."""
    dated = sorted(
        ((first, each.line) for each in replay.lines.values() if (first := each.first_stood_out(replay.rule))),
        key=lambda each: (each[0], each[1].id),
    )
    if not dated:
        return f"Nothing stood out from {long_date(replay.first)} to {long_date(replay.last)}.\n"
    rows = [f"{long_date(first):<20}{line.f_number or '':<5}{line.title}" for first, line in dated]
    return "First stood out\n" + "\n".join(rows) + "\n"


def draw_stood_out(replay: Replay) -> str:
    """The same as a drawing (SVG)."""
    rows = sorted(
        (
            charts.Stretch(each.line.title, first, each.since(replay.rule))
            for each in replay.lines.values()
            if (first := each.first_stood_out(replay.rule)) is not None
        ),
        key=lambda row: (str(row.first), row.label),
    )
    words = "; ".join(f"{row.label} on {row.first}" for row in rows) or "None."
    return charts.timeline(
        "stood-out", "When each line of enquiry first stood out", words, rows, replay.first, replay.last
    )
