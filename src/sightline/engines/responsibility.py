"""Which team each obligation is counted under: the one responsible for its subject on the day it fell due.

A *claim* is one row of the record that puts a subject with a team from one day on: an allocation, a post. Claims are
resolved into stretches of days, and a stretch looked up for every obligation at once; no text is compared on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.load import HANDFUL, THREADS, Names
from sightline.engines.lower.calendar import NO_TEAM
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard

Numbers = npt.NDArray[np.int64]

ALLOCATED = "ALLOCATED"  # the involvement role of the worker who holds the case
STRONG, WEAK = 1, 0
EARLIEST, LATEST = 0, (1 << 22) - 1  # days, moved so that none is negative: the years 1 to 9999 lie between
SHIFT = 1 << 20  # what they are moved by
DAY_BITS = 22


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims of one strength. ``owner`` says whose; ``starts`` and ``ends`` (excluded) are moved days."""

    owner: Numbers
    starts: Numbers
    ends: Numbers
    team: Numbers
    strength: int


@dataclass(frozen=True, slots=True)
class Responsible:
    """``at``: owner and first day of each stretch as one number, in order; ``team`` from then on; their ``names``."""

    at: Numbers
    team: Numbers
    names: pa.Array
    spaces: Numbers  # by standard, which kind of subject

    def teams(self, standard: Numbers, subject: Numbers, day: Numbers) -> npt.NDArray[np.int32]:
        """The number of the team responsible for each subject on each day, or :data:`NO_TEAM`."""
        owner = _owner(subject, self.spaces[standard])
        if not len(self.at):
            return np.full(len(owner), NO_TEAM, dtype=np.int32)
        place = np.searchsorted(self.at, (owner << DAY_BITS) + _moved(day), side="right") - 1
        is_found = (place >= 0) & (self.at[place] >> DAY_BITS == owner)
        return np.where(is_found, self.team[place], NO_TEAM).astype(np.int32)


def with_team(obligations: pa.Table, responsible: Responsible) -> pa.Table:
    """Obligations as numbers, with the number of the ``team`` on the day due, failing that since, failing that last."""
    last = pa.scalar(LATEST - SHIFT, pa.int32())

    def teams(rows: pa.RecordBatch) -> pa.Array:
        day = pc.fill_null(pc.coalesce(rows["due"], rows["since"]), last).to_numpy()
        return pa.array(responsible.teams(rows["standard"].to_numpy(), rows["subject"].to_numpy(), day))

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(teams, obligations.to_batches(max_chunksize=HANDFUL)))
    column = obligations.schema.get_field_index("team")
    return obligations.set_column(column, "team", pa.chunked_array(found, type=pa.int32()))


def named_with_team(obligations: pa.Table, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
    """:func:`with_team` for obligations by name, of an engine that holds no numbers; "" for no team."""
    codes = pa.array([each.code for each in standards], pa.string())
    standard = _numbers(pc.index_in(obligations["standard"], value_set=codes))
    columns = np.array([each.subject for each in standards])[standard]
    keys, subject = dict[str, pa.Array](), np.zeros(len(standard), dtype=np.int64)
    for column in np.unique(columns).tolist():
        mine = columns == column
        found = obligations["subject"].filter(pa.array(mine))
        keys[column] = pc.unique(found)
        subject[mine] = _numbers(pc.index_in(found, value_set=keys[column]))
    asked = [each for each in standards if each.subject in keys]
    held = responsible(extract, asked, Names(keys, pa.chunked_array([], pa.string())))
    places = np.array([asked.index(each) if each in asked else 0 for each in standards], dtype=np.int64)
    day = pc.fill_null(pc.coalesce(obligations["due"], obligations["since"]).cast(pa.int32()), LATEST - SHIFT)
    teams = held.teams(places[standard], subject, _numbers(day))
    names = pa.concat_arrays([pa.array([""]), held.names])
    return obligations.append_column("team", names.take(pa.array(teams + 1)))


def responsible(extract: Extract, standards: Sequence[Standard], names: Names) -> Responsible:
    """The team responsible, from day to day, for every subject of ``standards``.

    A child's: by allocation in force, else the latest before, else the latest episode of need referred by then (the
    first counts from the start). A worker's: by post in force, else the latest before (the first counts from the
    start). A carer's: the household's supervising team. A team's: itself. The council as a whole has none.
    """
    kinds = list(dict.fromkeys((each.subject_kind, each.subject) for each in standards))
    spaces = np.array([kinds.index((each.subject_kind, each.subject)) for each in standards], dtype=np.int64)
    teams = _teams(extract, names)
    claims = [
        claim
        for space, (kind, column) in enumerate(kinds)
        for claim in _claims_to(kind, space, names.keys[column], extract, teams)
    ]
    at, team = _resolved(claims)
    return Responsible(at, team, teams, spaces)


def _resolved(claims: Sequence[Claims]) -> tuple[Numbers, Numbers]:
    """On each day on which a claim begins or ends, the best: a stronger one, then one in force, then a later one."""
    if not claims:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    owner = np.concatenate([each.owner for each in claims])
    starts = np.concatenate([each.starts for each in claims])
    order = np.argsort((owner << DAY_BITS) + starts, kind="stable")
    owner, starts = owner[order], starts[order]
    ends = np.concatenate([each.ends for each in claims])[order]
    team = np.concatenate([each.team for each in claims])[order]
    strength = np.concatenate([np.full(len(each.owner), each.strength) for each in claims])[order]
    begun = (owner << DAY_BITS) + starts
    turns = _distinct(np.concatenate([begun, ((owner << DAY_BITS) + ends)[ends < LATEST]]))
    first = np.searchsorted(owner, turns >> DAY_BITS)  # the subject's claims, up to those begun by that day
    count = np.searchsorted(begun, turns, side="right") - first
    turn = np.repeat(np.arange(len(turns)), count)
    claim = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    in_force = ends[claim] > (turns[turn] & LATEST)
    worth = (strength[claim] * 2 + in_force << 40) + claim  # claims are in order of start
    best = np.maximum.reduceat(worth, np.cumsum(count) - count) & (1 << 40) - 1 if len(turns) else worth
    held = team[best]
    is_other = (held[1:] != held[:-1]) | (turns[1:] >> DAY_BITS != turns[:-1] >> DAY_BITS)
    is_new = np.append(True, is_other)[: len(turns)]
    return turns[is_new], held[is_new]


def _teams(extract: Extract, names: Names) -> pa.Array:
    columns = [extract.tables[table]["team_id"] for table in ("involvements", "cin_episodes", "posts", "foster_carers")]
    own = [names.keys["team_id"]] if "team_id" in names.keys else []
    chunks = [chunk for column in columns for chunk in column.chunks] + own
    return pc.unique(pa.chunked_array(chunks, type=pa.string())).drop_null()


def _claims_to(
    kind: SubjectKind, space: int, subjects: pa.Array, extract: Extract, teams: pa.Array
) -> Iterator[Claims]:
    match kind:
        case SubjectKind.CHILD:
            involved = extract.tables["involvements"]
            rows = involved.filter(pc.equal(involved["role"], ALLOCATED))
            yield _claims(rows, "person_id", "started_on", "ended_on", space, subjects, teams, STRONG)
            rows = extract.tables["cin_episodes"]
            yield _from_the_start(_claims(rows, "person_id", "referred_on", None, space, subjects, teams, WEAK))
        case SubjectKind.WORKER:
            rows = extract.tables["posts"]
            claims = _claims(rows, "professional_id", "started_on", "ended_on", space, subjects, teams, STRONG)
            yield _from_the_start(claims)
        case SubjectKind.CARER:
            rows = extract.tables["foster_carers"]
            claims = _claims(rows, "foster_carer_id", "approved_on", None, space, subjects, teams, STRONG)
            yield _from_the_start(claims)
        case SubjectKind.TEAM:
            itself = pa.table({"team_id": subjects, "since": pa.array([0] * len(subjects), pa.date32())})
            yield _from_the_start(_claims(itself, "team_id", "since", None, space, subjects, teams, STRONG))
        case SubjectKind.COUNCIL:
            return


def _claims(
    rows: pa.Table,
    subject: str,
    starts: str,
    ends: str | None,
    space: int,
    subjects: pa.Array,
    teams: pa.Array,
    strength: int,
) -> Claims:
    """Rows that name a subject asked about, a team and a start, and that do not end before they start."""
    nowhere = pa.nulls(len(rows), pa.int32())
    last = pa.scalar(LATEST - SHIFT, pa.int32())
    claims = pa.table(
        {
            "subject": pc.index_in(rows[subject], value_set=subjects),
            "starts": rows[starts].cast(pa.int32()),
            "ends": pc.fill_null(nowhere if ends is None else rows[ends].cast(pa.int32()), last),
            "team": pc.index_in(rows["team_id"], value_set=teams),
        }
    ).drop_null()
    claims = claims.filter(pc.less_equal(claims["starts"], claims["ends"]))
    numbers = {name: claims[name].to_numpy().astype(np.int64) for name in claims.column_names}
    owner = _owner(numbers["subject"], np.int64(space))
    return Claims(owner, _moved(numbers["starts"]), _moved(numbers["ends"]), numbers["team"], strength)


def _from_the_start(claims: Claims) -> Claims:
    """The earliest claim to each subject counts for all days before it too."""
    order = np.argsort((claims.owner << DAY_BITS) + claims.starts, kind="stable")
    owner, starts = claims.owner[order], claims.starts[order]
    is_first = np.append(True, owner[1:] != owner[:-1])[: len(owner)]
    starts = np.where(is_first, EARLIEST, starts)
    return Claims(owner, starts, claims.ends[order], claims.team[order], claims.strength)


def _distinct(numbers: Numbers) -> Numbers:
    """Each number once, in order. What :func:`numpy.unique` gives, by sorting: its hashing costs ten times as much."""
    ordered = np.sort(numbers)
    once: Numbers = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def _owner(subject: Numbers, space: Numbers | np.int64) -> Numbers:
    """One number for a subject of a kind; there are fewer kinds than 64."""
    return subject.astype(np.int64) * 64 + space


def _numbers(column: pa.ChunkedArray) -> Numbers:
    return np.asarray(column.to_numpy(), dtype=np.int64)


def _moved(day: Numbers) -> Numbers:
    return np.clip(day.astype(np.int64) + SHIFT, EARLIEST, LATEST)
