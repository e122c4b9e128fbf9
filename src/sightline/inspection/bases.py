"""Whom a forbidden state could befall, for standards of the form *no child's worker is a manager*.

A standard that forbids one state while another holds yields an obligation only where both do, so its own obligations
cannot say out of how many. The denominator is the state without the restriction: every child with a worker.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.clocks import NEVER, Clocks
from sightline.inspection.weighing import Base
from sightline.sources.extract import Extract
from sightline.standards.nodes import Condition, Never, Test


def bases_of(extract: Extract, clocks: Clocks) -> dict[int, Base]:
    """The base of each standard that has one, by its position in ``clocks.standards``."""
    found: dict[int, Base] = {}
    for position, standard in enumerate(clocks.standards):
        node = standard.node
        if not isinstance(node, Never) or node.state.only_while is None or node.state.linked:
            continue
        if any(condition.test in (Test.BEFORE, Test.NOT_BEFORE) for condition in node.state.where):
            continue
        found[position] = _base(extract.tables[node.state.table], node, clocks)
    return found


def _base(table: pa.Table, node: Never, clocks: Clocks) -> Base:
    keep = pc.is_valid(table[node.state.starts])
    for condition in node.state.where:
        keep = pc.and_(keep, _holds(table, condition))
    rows = table.filter(keep)
    starts = np.asarray(rows[node.state.starts].cast(pa.int32()).to_numpy(), dtype=np.int32)
    ends = np.full(len(starts), NEVER, dtype=np.int32)
    if node.state.ends is not None:
        ends = np.asarray(pc.fill_null(rows[node.state.ends].cast(pa.int32()), int(NEVER)).to_numpy(), dtype=np.int32)
    team = np.full(len(starts), -1, dtype=np.int32)
    if "team_id" in rows.column_names:
        found = pc.index_in(rows["team_id"], value_set=pa.array(clocks.teams, pa.string()))
        team = np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int32)
    return Base(starts, ends, team)


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
