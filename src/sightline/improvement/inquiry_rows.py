"""The rows of a child's record that are about children concerned on the day of the row, and whose post was whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.findings.people import ALLOCATED
from sightline.findings.queries.loaded import Loaded, remembered
from sightline.findings.standing import NEVER, number
from sightline.improvement.inquiries import Tier
from sightline.improvement.inquiry_breaches import FAR, Breaches, Ints
from sightline.record.codes import CODE_SETS
from sightline.sources.extract import Extract

NO_POST = "nobody in a post on record"
HEADS = frozenset({"service-manager", "head-of-service"})


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Rows of one table with a child and a day: places in the table, and the child's place in ``children``."""

    place: Ints
    child: Ints
    day: Ints
    children: pa.Array


@remembered
@lru_cache(maxsize=24)
def dated(loaded: Loaded, table: str, column: str) -> Dated:
    """The rows of ``table`` that have a child and a day in ``column``, by the end of the day the figures are about."""
    rows = loaded.extract.tables[table]
    person = _whole(rows["person_id"]).dictionary_encode()
    day = np.asarray(pc.fill_null(_whole(rows[column]).cast(pa.int32()), FAR).to_numpy(), dtype=np.int64)
    child = np.asarray(person.indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int64)
    place = np.flatnonzero((child >= 0) & (day <= number(loaded.as_at)))
    return Dated(place, child[place], day[place], person.dictionary)


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """The rows of one table about somebody concerned on their day, in order of day.

    ``place``: rows of the table. ``subject``: positions in the keys of the breaches. ``day``: numbers of days.
    """

    place: Ints
    subject: Ints
    day: Ints

    def __len__(self) -> int:
        return len(self.place)


def about(loaded: Loaded, table: str, column: str, of: Breaches, first: dt.date, last: dt.date) -> About:
    """The rows of ``table`` whose day in ``column`` lies between two days and whose child is concerned on it."""
    rows = dated(loaded, table, column)
    who = np.asarray(
        pc.fill_null(pc.index_in(rows.children, value_set=pa.array(of.keys, pa.string())), -1).to_numpy(
            zero_copy_only=False
        ),
        dtype=np.int64,
    )
    inside = np.flatnonzero((rows.day >= number(first)) & (rows.day <= number(last)))
    subject = who[rows.child[inside]] if len(who) else np.full(len(inside), -1, dtype=np.int64)
    hit = inside[of.concerned(subject, rows.day[inside])]
    order = hit[np.argsort(rows.day[hit], kind="stable")]
    return About(rows.place[order], who[rows.child[order]] if len(who) else order, rows.day[order])


@dataclass(frozen=True, slots=True)
class Post:
    """A post somebody held from a day until the day before another."""

    starts: int
    ends: int
    kind: str
    is_management: bool
    team: str | None

    @property
    def tier(self) -> Tier:
        """At which tier it is: what is no manager's is a practitioner's."""
        if self.kind == "director":
            return Tier.DIRECTOR
        if self.kind in HEADS:
            return Tier.HEAD
        return Tier.TEAM_MANAGER if self.is_management else Tier.PRACTITIONER

    @property
    def words(self) -> str:
        """The post in words, never whose."""
        name = CODE_SETS["post_type"].meanings.get(self.kind, "Another post")
        return name[0].lower() + name[1:]


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """Who held which post when."""

    held: Mapping[str, Sequence[Post]]

    def on(self, professional: str | None, day: int) -> Post | None:
        """The post somebody held on a day; of several the one that manages, then the newest. None for none."""
        found = [each for each in self.held.get(professional or "", ()) if each.starts <= day < each.ends]
        return max(found, key=lambda each: (each.is_management, each.starts), default=None)


@remembered
@lru_cache(maxsize=2)
def posts(loaded: Loaded) -> Posts:
    """The posts of everybody on the record."""
    held: dict[str, list[Post]] = {}
    columns = ["professional_id", "post_type", "is_management", "started_on", "ended_on", "team_id"]
    for row in loaded.extract.tables["posts"].select(columns).to_pylist():
        if row["professional_id"] is None or row["started_on"] is None:
            continue
        ends = NEVER if row["ended_on"] is None else number(row["ended_on"])
        post = Post(
            number(row["started_on"]), ends, row["post_type"] or "", row["is_management"] is True, row["team_id"]
        )
        held.setdefault(row["professional_id"], []).append(post)
    return Posts(held)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Allocations of children concerned at some time: who held whom, from when until the day before another."""

    subject: Ints
    worker: Sequence[str | None]
    starts: Ints
    ends: Ints

    def on(self, day: dt.date) -> dict[int, str | None]:
        """Who held each subject on ``day``; of several the last to begin."""
        at = number(day)
        rows = np.flatnonzero((self.starts <= at) & (at < self.ends))
        found: dict[int, str | None] = {}
        for row in rows[np.argsort(self.starts[rows], kind="stable")]:
            found[int(self.subject[row])] = self.worker[int(row)]
        return found


def held(extract: Extract, of: Breaches) -> Held:
    """Who held whom, of those ever concerned."""
    rows = extract.tables["involvements"].select(["person_id", "professional_id", "role", "started_on", "ended_on"])
    keys = pa.array(of.keys, pa.string())
    keep = pc.and_(pc.equal(rows["role"], ALLOCATED), pc.is_in(rows["person_id"], value_set=keys))
    rows = rows.filter(pc.and_(pc.fill_null(keep, False), pc.is_valid(rows["started_on"])))
    return Held(
        _numbers(pc.index_in(rows["person_id"], value_set=keys)),
        rows["professional_id"].to_pylist(),
        _numbers(rows["started_on"].cast(pa.int32())),
        _numbers(pc.fill_null(rows["ended_on"].cast(pa.int32()), FAR)),
    )


def _numbers(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy(), dtype=np.int64)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def column_at(loaded: Loaded, table: str, column: str, place: npt.NDArray[np.int64]) -> list[object]:
    """The values of ``column`` in those rows."""
    return list(loaded.extract.tables[table][column].take(pa.array(place)).to_pylist())
