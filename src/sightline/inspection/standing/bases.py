"""Whom a standard is about on a day, where its own obligations cannot say.

A standard that forbids one state while another holds (*no child's worker is a manager*) yields an obligation only where
both do; one that asks for a state throughout another (*every open case has a worker*) yields one at the start and at
each gap. Neither says out of how many. The base is the state itself: every child with a worker, every open case.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.clocks import NEVER, Clocks
from sightline.inspection.standing.weighing import Base
from sightline.sources.extract import Extract
from sightline.standards.nodes import Condition, Never, Node, Spans, Test, Throughout

TEAM_OF_THE_WORKER = frozenset({"involvements", "posts"})  # elsewhere ``team_id`` is the team that first took the case


def bases_of(extract: Extract, clocks: Clocks) -> dict[int, Base]:
    """The base of each standard that needs one and whose state can be counted, by position in ``clocks.standards``."""
    states = ((position, _state(each.node), each.subject) for position, each in enumerate(clocks.standards))
    return {
        position: _base(extract.tables[state.table], state, subject, clocks)
        for position, state, subject in states
        if state is not None
    }


def _state(node: Node) -> Spans | None:
    if isinstance(node, Never) and node.state.only_while is not None:
        state = node.state
    elif isinstance(node, Throughout) and node.during.only_while is None:
        state = node.during
    else:
        return None
    is_clipped = state.aged is not None or state.first is not None or state.beyond is not None
    compares = any(condition.test in (Test.BEFORE, Test.NOT_BEFORE) for condition in state.where)
    return None if state.linked or is_clipped or compares else state


def _base(table: pa.Table, state: Spans, subject: str, clocks: Clocks) -> Base:
    keep = pc.and_(pc.is_valid(table[state.starts]), pc.is_valid(table[subject]))
    for condition in state.where:
        keep = pc.and_(keep, _holds(table, condition))
    rows = table.filter(keep)
    starts = np.asarray(rows[state.starts].cast(pa.int32()).to_numpy(), dtype=np.int32)
    ends = np.full(len(starts), NEVER, dtype=np.int32)
    if state.ends is not None:
        ends = np.asarray(pc.fill_null(rows[state.ends].cast(pa.int32()), int(NEVER)).to_numpy(), dtype=np.int32)
    subjects = pc.index_in(rows[subject], value_set=pc.unique(rows[subject]))
    team = np.full(len(starts), -1, dtype=np.int32)
    if state.table in TEAM_OF_THE_WORKER:
        found = pc.index_in(rows["team_id"], value_set=pa.array(clocks.teams, pa.string()))
        team = np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int32)
    return Base(starts, ends, np.asarray(subjects.to_numpy(), dtype=np.int32), team)


def _holds(table: pa.Table, condition: Condition) -> pa.ChunkedArray:
    column = table[condition.column]
    match condition.test:
        case Test.KNOWN:
            return pc.is_valid(column)
        case Test.MISSING:
            return pc.is_null(column)
        case _:
            among = pc.is_in(column, value_set=pa.array(list(condition.values), column.type))
            wanted = among if condition.test is Test.IS else pc.invert(among)
            return pc.and_(pc.is_valid(column), wanted)
