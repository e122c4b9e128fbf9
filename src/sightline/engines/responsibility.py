"""Every claim of a team to a child, worker or carer, read from an extract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.load import Names
from sightline.engines.lower.calendar import FAR
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard

ALLOCATED = "ALLOCATED"  # the involvement role of the worker who holds the case
STRONG, WEAK = 1, 0
EMPTY = pa.table({name: pa.array([], pa.int32()) for name in ("subject", "starts", "ends", "team")})


@dataclass(frozen=True, slots=True)
class Claims:
    """``candidates`` and ``spaces`` are tables of :mod:`sightline.engines.lower.teams`; ``teams`` are keys in order."""

    candidates: pa.Table
    spaces: pa.Table
    teams: pa.Array


def claims(extract: Extract, standards: Sequence[Standard], names: Names) -> Claims:
    """The claims to every subject of ``standards``.

    A child: by allocation, whether in force or the latest before, failing that by the latest episode of need referred
    by then (the first one counts from the start). A worker: by post (the first one counts from the start). A carer:
    by the household's supervising team. A team: itself. The council as a whole has none.
    """
    kinds = list(dict.fromkeys((each.subject_kind, each.subject) for each in standards))
    spaces = [kinds.index((each.subject_kind, each.subject)) for each in standards]
    teams = _teams(extract, names)
    tables = [
        _in_space(table, space, rank)
        for space, (kind, column) in enumerate(kinds)
        for table, rank in _claims_to(kind, names.keys[column], extract, teams)
    ]
    candidates = pa.concat_tables([*tables, _in_space(EMPTY, 0, WEAK)])
    candidates = candidates.append_column("place", pa.array(np.arange(len(candidates), dtype=np.int32)))
    standards_in = {"standard": np.arange(len(spaces), dtype=np.int32), "space": np.array(spaces, dtype=np.int32)}
    return Claims(candidates, pa.table(standards_in), teams)


def _teams(extract: Extract, names: Names) -> pa.Array:
    columns = [extract.tables[table]["team_id"] for table in ("involvements", "cin_episodes", "posts", "foster_carers")]
    own = [names.keys["team_id"]] if "team_id" in names.keys else []
    chunks = [chunk for column in columns for chunk in column.chunks] + own
    return pc.unique(pa.chunked_array(chunks, type=pa.string())).drop_null()


def _claims_to(
    kind: SubjectKind, subjects: pa.Array, extract: Extract, teams: pa.Array
) -> Iterator[tuple[pa.Table, int]]:
    match kind:
        case SubjectKind.CHILD:
            involved = extract.tables["involvements"]
            allocated = involved.filter(pc.equal(involved["role"], ALLOCATED))
            yield _claims(allocated, "person_id", "started_on", "ended_on", subjects, teams), STRONG
            episodes = _claims(extract.tables["cin_episodes"], "person_id", "referred_on", None, subjects, teams)
            yield _from_the_start(episodes), WEAK
        case SubjectKind.WORKER:
            posts = _claims(extract.tables["posts"], "professional_id", "started_on", "ended_on", subjects, teams)
            yield _from_the_start(posts), STRONG
        case SubjectKind.CARER:
            carers = extract.tables["foster_carers"]
            yield _from_the_start(_claims(carers, "foster_carer_id", "approved_on", None, subjects, teams)), STRONG
        case SubjectKind.TEAM:
            itself = pa.table({"team_id": subjects, "starts": pa.array([-FAR] * len(subjects), pa.date32())})
            yield _claims(itself, "team_id", "starts", None, subjects, teams), STRONG
        case SubjectKind.COUNCIL:
            return


def _claims(
    rows: pa.Table, subject: str, starts: str, ends: str | None, subjects: pa.Array, teams: pa.Array
) -> pa.Table:
    """Rows that name a subject asked about, a team and a start."""
    nowhere = pa.nulls(len(rows), pa.int32())
    claims = pa.table(
        {
            "subject": pc.index_in(rows[subject], value_set=subjects),
            "starts": rows[starts].cast(pa.int32()),
            "ends": nowhere if ends is None else rows[ends].cast(pa.int32()),
            "team": pc.index_in(rows["team_id"], value_set=teams),
        }
    )
    named = pc.and_(pc.is_valid(claims["subject"]), pc.is_valid(claims["team"]))
    return claims.filter(pc.and_(named, pc.is_valid(claims["starts"])))


def _from_the_start(claims: pa.Table) -> pa.Table:
    """The earliest claim to each subject counts for all days before it too."""
    claims = claims.sort_by([("subject", "ascending"), ("starts", "ascending")])
    subjects = claims["subject"].to_numpy()
    is_first = np.diff(subjects, prepend=-1) != 0
    starts = np.where(is_first, -FAR, claims["starts"].to_numpy()).astype(np.int32)
    return claims.set_column(claims.schema.get_field_index("starts"), "starts", pa.array(starts))


def _in_space(claims: pa.Table, space: int, rank: int) -> pa.Table:
    for name, value in (("space", space), ("rank", rank)):
        claims = claims.append_column(name, pa.array(np.full(len(claims), value, dtype=np.int32)))
    return claims
