"""Avonmere, an invented council: ``simulate`` draws its children, its staff and its record, and says what went wrong.

The same arguments give the same tables, row for row, on any machine.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.simulate import days, population, staffing, truth, workforce
from sightline.simulate.governance import Governance
from sightline.simulate.keys import SHARED, key_text, text
from sightline.simulate.layout import LAYOUT
from sightline.simulate.population import Family
from sightline.simulate.resolve import Resolver
from sightline.simulate.scenarios import Chances, Planting, Scenario, chances, plantings
from sightline.simulate.sink import Sink
from sightline.sources.extract import Extract, arrow_schema

DEFAULT_CHILDREN = 12_000
DEFAULT_YEARS = 10
DEFAULT_UNTIL = dt.date(2016, 11, 14)
DEFAULT_SEED = 2016
UNSETTLED_FROM = dt.date(2013, 4, 1)  # agency staff rise and turnover doubles in the case

Progress = Callable[[str, float], None]
Chunk = dict[str, pa.Table]
FAMILIES_PER_CHUNK = 2500


@dataclass(frozen=True, slots=True)
class Council:
    """A simulated council: its record as an extract, and the truth about it."""

    extract: Extract
    truth: truth.Truth


def simulate(
    children: int = DEFAULT_CHILDREN,
    years: int = DEFAULT_YEARS,
    until: dt.date = DEFAULT_UNTIL,
    seed: int = DEFAULT_SEED,
    scenario: Scenario = Scenario.HEALTHY,
    progress: Progress | None = None,
    *,
    also: Sequence[Planting] = (),
) -> Council:
    """The record of a council that knew ``children`` children in the ``years`` to ``until``.

    ``also`` plants failings besides the scenario's. ``progress`` is called with what is being done and how much of the
    whole is done, 0 to 1. ValueError, in a sentence, for a size or dates that cannot be simulated.
    """
    start_on = _checked(children, years, until)
    start, last = days.number(start_on), days.number(until)
    planted = plantings(scenario, also)
    table = chances(planted)
    say = progress or (lambda _what, _share: None)
    was_collecting = gc.isenabled()
    gc.disable()  # millions of live tuples and no cycles: collecting would double the time
    try:
        chunks = _draw(population.families(children, start, last, seed, planted), seed, table, start, last, say)
        return _assemble(chunks, children, seed, scenario, planted, table, start, last, say)
    finally:
        if was_collecting:
            gc.enable()


def _checked(children: int, years: int, until: dt.date) -> dt.date:
    if children < 50:
        raise ValueError(f"a council needs at least 50 children to be one, got {children}")
    if not 1 <= years <= 30:
        raise ValueError(f"years to simulate lie between 1 and 30, got {years}")
    start = days.date(days.add_months(days.number(until), -12 * years))
    if start < dt.date(2003, 1, 1) or until > dt.date(2037, 12, 31):
        raise ValueError(
            f"the years simulated must lie between 2003 and 2037, where working days are known;"
            f" {start} to {until} do not"
        )
    return start


def _draw(families: Sequence[Family], seed: int, table: Chances, start: int, last: int, say: Progress) -> list[Chunk]:
    chunks = []
    out = Sink()
    for begin in range(0, len(families), FAMILIES_PER_CHUNK):
        for family in families[begin : begin + FAMILIES_PER_CHUNK]:
            population.draw(family, seed, out, table, start, last)
        chunks.append(out.take())
        say("children", 0.8 * min(1.0, (begin + FAMILIES_PER_CHUNK) / len(families)))
    return chunks


def _assemble(
    chunks: list[Chunk],
    children: int,
    seed: int,
    scenario: Scenario,
    planted: Sequence[Planting],
    table: Chances,
    start: int,
    last: int,
    say: Progress,
) -> Council:
    tables = {name: pa.concat_tables([chunk[name] for chunk in chunks]) for name in chunks[0]}
    say("staff", 0.82)
    segments = tables.pop("segments").sort_by(
        [("starts", "ascending"), ("family", "ascending"), ("person", "ascending"), ("segment", "ascending")]
    )
    squeezed = _begins(planted, "supervision-and-decisions")
    desk, desks = staffing.assign(segments, squeezed)
    unsettled = days.number(UNSETTLED_FROM) if scenario is Scenario.CASE_2016 else days.FOREVER
    staff = staffing.people_it(desks, seed, last, table, unsettled)
    starts = segments.column("starts").to_numpy().astype(np.int64)
    ends = segments.column("ends").to_numpy().astype(np.int64)
    held = staffing.pieces(starts, ends, desk, staff)
    keep = held.starts <= last
    held = staffing.Pieces(*(getattr(held, name)[keep] for name in staffing.Pieces.__slots__))
    person = segments.column("person").to_numpy().astype(np.int64)[held.segment]
    is_allocated = pc.equal(segments.column("role"), "ALLOCATED").to_numpy()[held.segment]
    allocated = np.flatnonzero(is_allocated)

    out = Sink()
    order = np.lexsort((held.segment, held.starts))
    keys = workforce.involve(segments, held, order, last, out, staff)
    workforce.Workforce(staff, seed, start, last, table, out).write()
    workforce.manager_held(held, keys, person, last, staff, out)
    workforce.overloaded(held, keys, person, allocated, last, out, staff, squeezed)
    cases = tables["cin_episodes"]
    workforce.unallocated(
        cases.filter(pc.invert(cases.column("no_further_action"))), held, person, allocated, last, out
    )
    team = np.array([each.team for each in desks], dtype=np.int64)[held.desk]
    Governance(seed, start, last, table, out).write(
        children,
        staff,
        (person[allocated], team[allocated], held.starts[allocated], held.ends[allocated]),
        squeezed if squeezed < days.FOREVER else None,
    )
    say("record", 0.9)
    resolver = Resolver(segments.column("segment").to_numpy().astype(np.int64), desk, held, staff, last)
    made = out.take()
    lapses = pa.concat_tables([tables.pop("lapses"), made.pop("lapses")])
    made.pop("segments")
    finished = {}
    for name in TABLES:
        rows = tables[name] if name in tables else arrow_schema(TABLES[name]).empty_table()
        if name in made and made[name].num_rows:
            rows = pa.concat_tables([rows, made[name]]) if rows.num_rows else made[name]
        finished[name] = _finish(name, resolver.table(name, rows)) if name in LAYOUT else rows
    supplied = {name: frozenset(LAYOUT.get(name, ())) for name in TABLES}
    extract = Extract(finished, supplied, "Avonmere, an invented council")
    say("truth", 0.97)
    known = truth.Truth(scenario.value, seed, "Avonmere", days.date(last), truth.gather(lapses))
    say("done", 1.0)
    return Council(extract, known)


def _begins(planted: Sequence[Planting], line: str) -> int:
    """The day a failing begins; ``days.FOREVER`` where it is not planted."""
    return next((days.number(each.from_date) for each in planted if each.line == line and each.strength), days.FOREVER)


def _finish(name: str, rows: pa.Table) -> pa.Table:
    """Numbers made keys, day numbers made dates, columns in the declared order."""
    declared = TABLES[name]
    schema: Mapping[str, pa.Field] = {each.name: each for each in arrow_schema(declared)}
    columns = []
    for column in declared.columns:
        if column.name not in LAYOUT[name]:
            columns.append(pa.nulls(rows.num_rows, schema[column.name].type))
            continue
        values = rows.column(column.name)
        if column.kind is Kind.DATE:
            values = values.cast(pa.int32()).cast(pa.date32())
        elif column.kind is Kind.KEY:
            table = name if column.is_key else column.references
            values = key_text(table, values) if table else text(SHARED[column.name], values)
        columns.append(values)
    return pa.table(columns, schema=arrow_schema(declared))
