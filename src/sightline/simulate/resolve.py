"""Puts names to segments: which worker, manager or team a row is about, given the day it happened."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.simulate.staffing import Ints, Pieces, Staff

SHIFT = 1 << 20

WORKERS: Mapping[str, tuple[tuple[str, str], ...]] = {  # table: (column, the column with its day)
    "assessments": (("professional_id", "started_on"),),
    "cin_episodes": (("professional_id", "decided_on"),),
    "cin_plans": (("professional_id", "started_on"),),
    "cin_visits": (("professional_id", "visited_on"),),
    "cp_visits": (("professional_id", "visited_on"),),
    "cla_visits": (("professional_id", "visited_on"),),
    "s47_enquiries": (("professional_id", "started_on"),),
    "initial_cp_conferences": (("professional_id", "held_on"),),
    "case_supervisions": (("professional_id", "held_on"),),
    "iro_escalations": (("professional_id", "raised_on"),),
    "permanences": (("professional_id", "adoption_decision_on"),),
    "care_leavers": (("professional_id", ""), ("personal_adviser_id", "")),
    "pa_contacts": (("professional_id", "contacted_on"),),
    "exploitation_screenings": (("professional_id", "screened_on"),),
}
MANAGERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cin_episodes": (("decided_by_id", "decided_on"),),
    "strategy_discussions": (("chaired_by_id", "held_on"),),
    "management_decisions": (("professional_id", "decided_on"),),
}
TEAMS = ("assessments", "cin_episodes", "cin_plans", "s47_enquiries", "initial_cp_conferences", "contacts",
         "care_leavers", "complaints")  # fmt: skip


class Resolver:
    """Looks segments up in who held them."""

    def __init__(self, segment_keys: Ints, segment_desk: Ints, held: Pieces, staff: Staff, until: int) -> None:
        order = np.argsort(segment_keys, kind="stable")
        self._keys = segment_keys[order]
        self._index = order
        self._desk = segment_desk
        self._pieces = held
        self._piece_at = held.segment * SHIFT + held.starts
        self._team_of_desk = np.array([each.team for each in staff.desks], dtype=np.int64)
        leads = sorted((each.desk * SHIFT + each.starts, each.worker) for each in staff.managers if not each.post_type)
        self._manager_at = np.array([since for since, _ in leads], dtype=np.int64)
        self._manager = np.array([worker for _, worker in leads], dtype=np.int64)
        self._until = until

    def table(self, name: str, table: pa.Table) -> pa.Table:
        """``table`` with its segment columns made into workers, managers and teams."""
        changed: dict[str, pa.Array] = {}
        for column, on in WORKERS.get(name, ()):
            changed[column] = self._worker(table, column, on)
        for column, on in MANAGERS.get(name, ()):
            changed[column] = self._manager_of(table, column, on)
        if name in TEAMS:
            index, known = self._find(table.column("team_id"))
            changed["team_id"] = pa.array(self._team_of_desk[self._desk[index]], mask=~known)
        for column, values in changed.items():
            table = table.set_column(table.schema.get_field_index(column), column, values)
        return table

    def _find(self, keys: pa.ChunkedArray) -> tuple[Ints, npt.NDArray[np.bool_]]:
        wanted = pc.fill_null(keys, -1).to_numpy().astype(np.int64)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return self._index[at], self._keys[at] == wanted

    def _days(self, table: pa.Table, on: str) -> Ints:
        if not on:
            return np.full(table.num_rows, self._until, dtype=np.int64)
        found: Ints = pc.fill_null(table.column(on), self._until).to_numpy().astype(np.int64)
        return found

    def _worker(self, table: pa.Table, column: str, on: str) -> pa.Array:
        index, known = self._find(table.column(column))
        at = np.searchsorted(self._piece_at, index * SHIFT + self._days(table, on), side="right") - 1
        at = np.clip(at, 0, len(self._piece_at) - 1)
        # before the first piece of its segment: whoever came first
        at = np.where(self._pieces.segment[at] == index, at, np.minimum(at + 1, len(self._piece_at) - 1))
        known &= self._pieces.segment[at] == index
        return pa.array(self._pieces.worker[at], mask=~known)

    def _manager_of(self, table: pa.Table, column: str, on: str) -> pa.Array:
        index, known = self._find(table.column(column))
        team = self._team_of_desk[self._desk[index]]
        at = np.searchsorted(self._manager_at, team * SHIFT + self._days(table, on), side="right") - 1
        return pa.array(self._manager[np.clip(at, 0, len(self._manager) - 1)], mask=~known)
