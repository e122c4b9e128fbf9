"""Which team answered for each obligation: the team of the child's worker, or the worker's own, when it fell due."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.clocks import NEVER
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind

ROLES = ("ALLOCATED", "PERSONAL_ADVISER")


def with_team(obligations: pa.Table, extract: Extract) -> pa.Table:
    """``obligations`` with a column ``team`` (a team's key, null where none is known).

    The team is that of the latest allocation, or post, begun by the day the obligation fell due (by the day it began,
    where it has no due date); for somebody allocated only later, their first.
    """
    day = pc.fill_null(pc.coalesce(obligations["due"], obligations["since"]).cast(pa.int32()), int(NEVER))
    kind = obligations["subject_kind"]
    team = pa.nulls(obligations.num_rows, pa.string())
    for name, table, subject, starts, where in (
        (SubjectKind.CHILD, "involvements", "person_id", "started_on", True),
        (SubjectKind.WORKER, "posts", "professional_id", "started_on", False),
        (SubjectKind.CARER, "foster_carers", "foster_carer_id", "approved_on", False),
    ):
        rows = extract.tables[table].select([subject, "team_id", starts, *(["role"] if where else [])])
        if where:
            rows = rows.filter(pc.is_in(rows["role"], value_set=pa.array(ROLES)))
        mine = np.flatnonzero(pc.equal(kind, name.value).to_numpy())
        if len(mine) and rows.num_rows:
            found = _latest(obligations["subject"].take(mine), day.take(mine), rows, subject, starts)
            team = pc.replace_with_mask(team, pc.equal(kind, name.value).combine_chunks(), found.cast(pa.string()))
    return obligations.append_column("team", team)


def _latest(subjects: pa.ChunkedArray, day: pa.ChunkedArray, rows: pa.Table, subject: str, starts: str) -> pa.Array:
    rows = rows.filter(pc.and_(pc.is_valid(rows[subject]), pc.is_valid(rows[starts])))
    keys = rows[subject].unique()
    owner = _index(rows[subject], keys)
    start = np.asarray(rows[starts].cast(pa.int32()).to_numpy(), dtype=np.int64)
    order = np.lexsort((start, owner))
    span = 4 * int(NEVER)
    ladder = owner[order] * span + start[order]
    asked = _index(subjects, keys)
    at = np.searchsorted(ladder, asked * span + np.asarray(day.to_numpy(), dtype=np.int64), side="right") - 1
    at = np.where((at >= 0) & (owner[order][np.maximum(at, 0)] == asked), at, at + 1)
    known = (asked >= 0) & (at < len(ladder))
    at = np.where(known, at, 0)
    known &= owner[order][at] == asked
    return rows["team_id"].combine_chunks().take(pa.array(np.where(known, order[at], 0), mask=~known))


def _index(values: pa.ChunkedArray, keys: pa.Array) -> npt.NDArray[np.int64]:
    return np.asarray(pc.fill_null(pc.index_in(values, value_set=keys), -1).to_numpy(), dtype=np.int64)
