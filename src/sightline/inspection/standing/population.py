"""Who the council was responsible for on the day, counted from the record as it stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.extract import Extract


def population(extract: Extract, as_at: dt.date) -> dict[str, int]:
    """Counts by who they are, in words; a count whose table the source cannot hold is left out, never shown as none."""
    return {name: count(extract, as_at) for name, (table, count) in _COUNTS.items() if table in extract.supplied}


def standing_on(
    table: pa.Table, starts: str, ends: str | None, as_at: dt.date, keep: pa.ChunkedArray | None = None
) -> pa.Table:
    """The rows whose span holds on the day: started by then, and not ended by then."""
    day = pa.scalar(as_at, pa.date32())
    holds = pc.fill_null(pc.less_equal(table[starts], day), False)
    if ends is not None:
        holds = pc.and_(holds, pc.fill_null(pc.greater(table[ends], day), True))
    if keep is not None:
        holds = pc.and_(holds, pc.fill_null(keep, False))
    return table.filter(holds)


def equals(table: pa.Table, column: str, *values: str) -> pa.ChunkedArray:
    """Where the column holds one of ``values``."""
    return pc.is_in(table[column], value_set=pa.array(values, pa.string()))


def _people(table: pa.Table, column: str = "person_id") -> int:
    return int(pc.count_distinct(table[column], mode="only_valid").as_py())


def _spans(
    table: str, starts: str, ends: str | None, keep: Callable[[pa.Table], pa.ChunkedArray] | None = None
) -> tuple[str, Callable[[Extract, dt.date], int]]:
    def count(extract: Extract, as_at: dt.date) -> int:
        rows = extract.tables[table]
        return _people(standing_on(rows, starts, ends, as_at, keep(rows) if keep else None))

    return table, count


def _events(table: str, on: str, days: int) -> tuple[str, Callable[[Extract, dt.date], int]]:
    def count(extract: Extract, as_at: dt.date) -> int:
        rows = extract.tables[table]
        recent = pc.and_(
            pc.less_equal(rows[on], pa.scalar(as_at, pa.date32())),
            pc.greater(rows[on], pa.scalar(as_at - dt.timedelta(days=days), pa.date32())),
        )
        return _people(rows.filter(pc.fill_null(recent, False)))

    return table, count


def _ever_known(extract: Extract, as_at: dt.date) -> int:
    rows = extract.tables["cin_episodes"]
    return _people(rows.filter(pc.fill_null(pc.less_equal(rows["referred_on"], pa.scalar(as_at, pa.date32())), False)))


def _disabled_service(extract: Extract, as_at: dt.date) -> int:
    teams = extract.tables["teams"]
    ids = teams.filter(equals(teams, "service", "disability-0-25"))["team_id"].combine_chunks()
    rows = extract.tables["involvements"]
    keep = pc.and_(pc.is_in(rows["team_id"], value_set=ids), equals(rows, "role", "ALLOCATED"))
    return _people(standing_on(rows, "started_on", "ended_on", as_at, keep))


def _posts(agency: bool) -> tuple[str, Callable[[Extract, dt.date], int]]:
    def count(extract: Extract, as_at: dt.date) -> int:
        rows = extract.tables["posts"]
        keep = pc.equal(rows["is_agency"], True) if agency else None
        return _people(standing_on(rows, "started_on", "ended_on", as_at, keep), "professional_id")

    return "posts", count


def _care_leavers(extract: Extract, as_at: dt.date) -> int:
    rows = extract.tables["care_leavers"]
    keep = equals(rows, "eligibility_code", "Relevant", "Former Relevant", "Qualifying")
    return _people(rows.filter(pc.fill_null(keep, False)))


_COUNTS: dict[str, tuple[str, Callable[[Extract, dt.date], int]]] = {
    "Children ever referred": ("cin_episodes", _ever_known),
    "Children in need": _spans(
        "cin_episodes",
        "referred_on",
        "closed_on",
        lambda rows: pc.invert(pc.fill_null(rows["no_further_action"], False)),
    ),
    "On a child protection plan": _spans("cp_plans", "started_on", "ended_on"),
    "Looked after": _spans("cla_episodes", "started_on", "ceased_on"),
    "Accommodated under section 20": _spans(
        "legal_statuses", "started_on", "ended_on", lambda rows: equals(rows, "legal_status", "V2")
    ),
    "Care leavers, as last recorded": ("care_leavers", _care_leavers),
    "With a worker of the 0-25 disability service": ("involvements", _disabled_service),
    "With an education, health and care plan": _spans("ehcp_named_plans", "started_on", "ceased_on"),
    "Privately fostered": _spans("private_fostering_arrangements", "started_on", "ended_on"),
    "Missing at some time in the year": _events("missing_episodes", "started_on", 365),
    "With an open concern about exploitation": _spans("exploitation_concerns", "recorded_on", "closed_on"),
    "Staff in post": _posts(agency=False),
    "Agency staff among them": _posts(agency=True),
}
