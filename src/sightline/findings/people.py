"""Who is who on the day the site is *as at*: names, ages, a child's team and worker, a worker's team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.codes import CODE_SETS
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind

NO_TEAM = "no-team"  # stands in an address for "no team on record"
ALLOCATED = "ALLOCATED"


@dataclass(frozen=True, slots=True)
class Child:
    """What a list or a heading says of a child. ``team`` and ``worker`` are keys; None when nobody is on record."""

    key: str
    name: str
    born_on: dt.date | None
    team: str | None
    worker: str | None
    is_open: bool

    def age_on(self, day: dt.date) -> int | None:
        """Whole years old on ``day``; None when the birth date is unknown or later."""
        if self.born_on is None or self.born_on > day:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff: ``team`` is the key of the team of the post held on the day, None without one."""

    key: str
    name: str
    job: str
    team: str | None
    is_manager: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team, and the service it sits in where the record says."""

    key: str
    name: str
    service: str


@dataclass(frozen=True, slots=True)
class People:
    """Everyone on the record by key, as at one day."""

    children: Mapping[str, Child]
    workers: Mapping[str, Worker]
    teams: Mapping[str, Team]

    def team_of(self, kind: SubjectKind, subject: str) -> str | None:
        """The key of the team that answers for a subject; None when none does."""
        if kind is SubjectKind.CHILD and (child := self.children.get(subject)):
            return child.team
        if kind is SubjectKind.WORKER and (worker := self.workers.get(subject)):
            return worker.team
        return subject if kind is SubjectKind.TEAM else None

    def team_name(self, team: str | None) -> str:
        """A team's name; words when there is none."""
        if team is None:
            return "No team on record"
        return self.teams[team].name if team in self.teams else team

    def name_of(self, kind: SubjectKind, subject: str) -> str:
        """A subject's name if the record has one, else its key."""
        if kind is SubjectKind.CHILD and (child := self.children.get(subject)):
            return child.name or subject
        if kind is SubjectKind.WORKER and (worker := self.workers.get(subject)):
            return worker.name or subject
        if kind is SubjectKind.TEAM:
            return self.team_name(subject)
        return "The council" if kind is SubjectKind.COUNCIL else subject


def people_on(extract: Extract, as_at: dt.date) -> People:
    """Everyone in ``extract``, placed as they were at the end of ``as_at``."""
    teams = {
        row["team_id"]: Team(
            row["team_id"], row["name"] or row["team_id"], _service(row["service"], row["parent_name"])
        )
        for row in extract.tables["teams"].select(["team_id", "name", "parent_name", "service"]).to_pylist()
    }
    allocated = _latest(extract.tables["involvements"], as_at, role=ALLOCATED, columns=("team_id", "professional_id"))
    involved = _latest(extract.tables["involvements"], as_at, columns=("team_id", "professional_id"))
    posts = _latest(extract.tables["posts"], as_at, by="professional_id", columns=("team_id", "is_management"))
    episodes = extract.tables["cin_episodes"].select(
        ["person_id", "referred_on", "closed_on", "team_id", "no_further_action"]
    )
    referred = _latest(episodes, as_at, starts="referred_on", ends="closed_on", columns=("team_id",))
    accepted = episodes.filter(pc.fill_null(pc.equal(episodes["no_further_action"], False), False))
    open_now = set(_latest(accepted, as_at, starts="referred_on", ends="closed_on", columns=("team_id",)))
    children: dict[str, Child] = {}
    for row in extract.tables["people"].select(["person_id", "forename", "surname", "born_on"]).to_pylist():
        key = row["person_id"]
        worker = allocated.get(key, (None, None))[1]
        team = next(
            (found[0] for where in (allocated, involved, referred) if (found := where.get(key)) and found[0]), None
        )
        name = " ".join(part for part in (row["forename"], row["surname"]) if part)
        children[key] = Child(key, name, row["born_on"], team, worker, key in open_now)
    workers = {
        row["professional_id"]: Worker(
            row["professional_id"],
            row["name"] or "",
            row["job_title"] or "",
            posts.get(row["professional_id"], (None, None))[0],
            posts.get(row["professional_id"], (None, None))[1] is True,
        )
        for row in extract.tables["professionals"].select(["professional_id", "name", "job_title"]).to_pylist()
    }
    return People(children, workers, teams)


def _service(code: str | None, parent_name: str | None) -> str:
    return CODE_SETS["service"].meanings.get(code or "", parent_name or "")


def _latest(
    table: pa.Table,
    as_at: dt.date,
    *,
    by: str = "person_id",
    starts: str = "started_on",
    ends: str = "ended_on",
    role: str | None = None,
    columns: tuple[str, ...],
) -> dict[str, tuple[Any, ...]]:
    """For each ``by``, the ``columns`` of the row that holds on ``as_at`` and began last."""
    day = pa.scalar(as_at)
    holds = pc.and_(
        pc.fill_null(pc.less_equal(table[starts], day), False), pc.fill_null(pc.greater(table[ends], day), True)
    )
    if role is not None:
        holds = pc.and_(holds, pc.fill_null(pc.equal(table["role"], role), False))
    rows = table.filter(holds).select(list(dict.fromkeys([by, starts, *columns]))).sort_by(starts)
    return {row[by]: tuple(row[column] for column in columns) for row in rows.to_pylist() if row[by] is not None}
