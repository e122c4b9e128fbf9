"""The record replayed day by day: what stood on each, and when each line of enquiry first stood out.

One evaluation answers every day, so ten years cost about as much as one day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sightline import charts
from sightline.engines.base import Engine
from sightline.inspection.standing.bases import bases_of
from sightline.inspection.standing.clocks import THREADS, Clocks, clocks_from, day_number
from sightline.inspection.standing.enquiry import WeighedLine, weigh_lines
from sightline.inspection.standing.evaluating import assessable, one_a_code, owed_by
from sightline.inspection.standing.inspect import Progress
from sightline.inspection.standing.rule import Rule, load_rule
from sightline.inspection.standing.weighing import Grid, weigh
from sightline.inspection.standing.words import day_or_before, long_date
from sightline.sources.extract import Extract
from sightline.standards.lasting import outlasts_the_window
from sightline.standards.standard import Standard

NO_TEAM = "no team"
FIGURES = ("due", "met", "breached_open", "breached_late", "not_yet_due")


@dataclass(frozen=True, slots=True)
class Replay:
    """Every day from ``first`` to ``last``."""

    first: dt.date
    last: dt.date
    clocks: Clocks
    lines: dict[str, WeighedLine]
    rule: Rule

    def days(self) -> pa.Table:
        """One row a day, standard and team for which anything stood, in order of standard, team and day.

        ``due``, ``met``, ``breached_open``, ``breached_late`` over the twelve months to the end of the day, as in the
        inspection's JSON; ``not_yet_due`` on the day.
        """
        clocks = self.clocks
        order = np.argsort(clocks.standard, kind="stable")
        ends = np.cumsum(np.bincount(clocks.standard, minlength=len(clocks.standards)))
        codes = pa.array([each.code for each in clocks.standards], pa.string())
        names = pa.array([*clocks.teams, NO_TEAM], pa.string())
        schema = pa.schema(
            [("day", pa.date32()), *((name, pa.dictionary(pa.int32(), pa.string())) for name in ("standard", "team"))]
            + [(name, pa.int32()) for name in FIGURES]
        )
        firsts = [0, *ends[:-1].tolist()]

        def part(row: int) -> pa.RecordBatch:
            found = self._days_of(row, order[firsts[row] : ends[row]])
            standard = pa.array(np.full(len(found.day), row, dtype=np.int32))
            columns = [
                pa.array(found.day).cast(pa.date32()),
                pa.DictionaryArray.from_arrays(standard, codes),
                pa.DictionaryArray.from_arrays(pa.array(found.team), names),
                *(pa.array(getattr(found, name)) for name in FIGURES),
            ]
            return pa.record_batch(columns, schema=schema)

        with ThreadPoolExecutor(THREADS) as pool:
            parts = list(pool.map(part, range(len(clocks.standards))))
        return pa.Table.from_batches(parts, schema=schema)

    def _days_of(self, row: int, mine: npt.NDArray[np.int64]) -> _Days:
        clocks, window, first = self.clocks, self.rule.window_days, day_number(self.first)
        days = day_number(self.last) - first + 1
        team = np.where(clocks.team[mine] < 0, len(clocks.teams), clocks.team[mine])
        teams = np.flatnonzero(np.bincount(team, minlength=len(clocks.teams) + 1)).astype(np.int32)
        place = np.searchsorted(teams, team).astype(np.int32)
        grid = Grid(place, len(teams), first, days)
        kept, late = clocks.kept[mine], clocks.breached[mine]
        due, breach, stop = clocks.due[mine], clocks.breach[mine], clocks.stop[mine]
        until = due + np.int32(window)
        open_until = stop if outlasts_the_window(clocks.standards[row]) else np.minimum(stop, until)
        met = grid.recent(kept, due, window)
        open_ = grid.count(late, breach, open_until)
        over = grid.count(late, np.maximum(stop, breach), until)
        waiting = grid.count(~clocks.unknown[mine], clocks.since[mine], np.where(late, np.minimum(breach, stop), stop))
        owed = met + open_ + over
        stands = np.flatnonzero((owed + waiting).ravel())
        which, day = np.divmod(stands, days)
        return _Days(
            team=teams[which],
            day=(day + first).astype(np.int32),
            due=owed.ravel()[stands],
            met=met.ravel()[stands],
            breached_open=open_.ravel()[stands],
            breached_late=over.ravel()[stands],
            not_yet_due=waiting.ravel()[stands],
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of one standard, in columns."""

    team: npt.NDArray[np.int32]
    day: npt.NDArray[np.int32]
    due: npt.NDArray[np.int32]
    met: npt.NDArray[np.int32]
    breached_open: npt.NDArray[np.int32]
    breached_late: npt.NDArray[np.int32]
    not_yet_due: npt.NDArray[np.int32]


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
    owed = owed_by(engine, extract, asked)
    asked = one_a_code(asked, last)
    clocks = clocks_from(owed.numbered, asked)
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
    rows = [f"{'First stood out':<31}{'Stands since':<31}"]
    for first, line in dated:
        since = replay.lines[line.id].since(replay.rule)
        stands = day_or_before(since, replay.first) if since else "has passed"
        rows.append(f"{day_or_before(first, replay.first):<31}{stands:<31}{line.f_number or '':<4}{line.title}")
    if any(first <= replay.first for first, _ in dated):
        rows.append(
            f"What stood out on {long_date(replay.first)}, the first day asked, may have done so long before it."
        )
    return "\n".join(each.rstrip() for each in rows) + "\n"


def _drawn(title: str, first: dt.date, start: dt.date) -> str:
    """The label of a row: a ring on the first day of all says no more than that it began by then."""
    return f"{title} (then or before)" if first <= start else title


def draw_stood_out(replay: Replay) -> str:
    """The same as a drawing (SVG)."""
    rows = sorted(
        (
            charts.Stretch(_drawn(each.line.title, first, replay.first), first, each.since(replay.rule))
            for each in replay.lines.values()
            if (first := each.first_stood_out(replay.rule)) is not None
        ),
        key=lambda row: (str(row.first), row.label),
    )
    words = "; ".join(f"{row.label} on {long_date(row.first)}" for row in rows if row.first) or "None."
    return charts.timeline(
        "stood-out", "When each line of enquiry first stood out", words, rows, replay.first, replay.last
    )
