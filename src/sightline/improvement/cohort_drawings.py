"""Finding the children of a cohort in the record's columns, never child by child. No Django here.

Each drawing gives a table of two columns: ``person_id``, each child once, and ``on``, the day that says why. A span
that has no first day is taken to have begun long ago, since a child reviewed for nothing costs an hour and a child left
out costs more.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.population import equals, standing_on

Tables = Mapping[str, pa.Table]
Values = Mapping[str, str | int]
Drawing = Callable[[Tables, dt.date, Values], pa.Table]
FOUND = pa.schema([("person_id", pa.string()), ("on", pa.date32())])
VISITS = ("cin_visits", "cp_visits", "cla_visits")
LONG_AGO = dt.date(1900, 1, 1)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months before, or that month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def held_by_manager(tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """Children allocated on some day of the window to somebody who held a management post that day."""
    first = months_before(as_at, int(values["months"]))
    held = tables["involvements"]
    held = _of_teams(held.filter(equals(held, "role", "ALLOCATED")), tables, values)
    held = _overlapping(held, "started_on", "ended_on", first, as_at)
    posts = tables["posts"]
    posts = posts.filter(pc.fill_null(posts["is_management"], False))
    posts = _overlapping(posts, "started_on", "ended_on", first, as_at)
    posts = posts.select(["professional_id", "started_on", "ended_on"]).rename_columns(["professional_id", "s", "e"])
    both = held.select(["person_id", "professional_id", "started_on", "ended_on"]).join(
        posts, "professional_id", join_type="inner"
    )
    begins = pc.max_element_wise(both["started_on"], both["s"], _day(LONG_AGO))
    ends = pc.min_element_wise(both["ended_on"], both["e"], _day(as_at + dt.timedelta(days=1)))
    shared = pc.and_(pc.less(begins, ends), pc.greater(ends, _day(first)))  # a span holds until the day before its end
    known = pc.if_else(pc.equal(begins, _day(LONG_AGO)), pa.scalar(None, pa.date32()), begins)
    return _each_once(pa.table({"person_id": both["person_id"], "on": known}).filter(shared), "min")


def missing_unscreened(tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """Children missing within the window, with no screening on or after the day they last went missing."""
    episodes = _between(tables["missing_episodes"], "started_on", months_before(as_at, int(values["months"])), as_at)
    missing = _each_once(_as_found(episodes, "started_on"), "max")
    screenings = _between(tables["exploitation_screenings"], "screened_on", LONG_AGO, as_at)
    screened = _each_once(_as_found(screenings, "screened_on"), "max").rename_columns(["person_id", "screened"])
    both = missing.join(screened, "person_id", join_type="left outer")
    waits = pc.fill_null(pc.less(both["screened"], both["on"]), True)
    return _kept_to(both.filter(waits).select(FOUND.names), tables, as_at, values)


def unseen(tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """Children with an open case whose last sight, or whose case's beginning if later, is so many months ago."""
    cases = _open_cases(tables, as_at)
    sights = [
        _as_found(rows.filter(pc.fill_null(rows["child_seen"], False)), on)
        for name, on in (*((each, "visited_on") for each in VISITS), ("assessments", "authorised_on"))
        for rows in (tables[name],)
    ]
    seen = pa.concat_tables(sights)
    seen = _each_once(seen.filter(pc.fill_null(pc.less_equal(seen["on"], _day(as_at)), False)), "max")
    both = cases.join(seen.rename_columns(["person_id", "seen"]), "person_id", join_type="left outer")
    since = pc.max_element_wise(both["on"], both["seen"])
    found = pa.table({"person_id": both["person_id"], "on": since})
    late = pc.fill_null(pc.less_equal(since, _day(months_before(as_at, int(values["months"])))), True)
    return _kept_to(found.filter(late), tables, as_at, values)


def in_need_without_plan(tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """Children in need for so many days with no plan of any kind that holds on the day."""
    cases = _open_for(_open_cases(tables, as_at), as_at, int(values["days"]))
    planned = [
        standing_on(tables[name], "started_on", ends, as_at)["person_id"]
        for name, ends in (("cin_plans", "ended_on"), ("cp_plans", "ended_on"), ("cla_episodes", "ceased_on"))
    ]
    has_plan = pc.is_in(cases["person_id"], value_set=pa.concat_arrays([_whole(each) for each in planned]))
    return _kept_to(cases.filter(pc.invert(has_plan)), tables, as_at, values)


def without_worker(tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """Children with an open case and no allocated worker, since it opened or the last one stopped."""
    cases = _open_cases(tables, as_at)
    rows = tables["involvements"]
    allocated = rows.filter(equals(rows, "role", "ALLOCATED"))
    holds = _overlapping(allocated, "started_on", "ended_on", as_at, as_at)
    waiting = cases.filter(pc.invert(pc.is_in(cases["person_id"], value_set=_whole(holds["person_id"]))))
    ended = _each_once(_as_found(_between(allocated, "ended_on", LONG_AGO, as_at), "ended_on"), "max")
    both = waiting.join(ended.rename_columns(["person_id", "ended"]), "person_id", join_type="left outer")
    found = pa.table({"person_id": both["person_id"], "on": pc.max_element_wise(both["on"], both["ended"])})
    return _kept_to(_open_for(found, as_at, int(values["days"])), tables, as_at, values)


def overdue(obligations: pa.Table, tables: Tables, as_at: dt.date, values: Values, since: dt.date | None) -> pa.Table:
    """Children to whom one of ``obligations`` is overdue on the day, by the day the first of them was due.

    ``since``: those due before it no longer count, where nothing in the record could end them; None where it can.
    """
    kept = obligations.filter(
        pc.and_(
            pc.fill_null(pc.less(obligations["due"], _day(as_at)), False),
            pc.and_(
                pc.fill_null(pc.greater(obligations["done_on"], _day(as_at)), True),
                pc.fill_null(pc.greater(obligations["ended_on"], _day(as_at)), True),
            ),
        )
    )
    if since is not None:
        kept = kept.filter(pc.greater(kept["due"], _day(since)))
    found = pa.table({"person_id": kept["subject"].cast(pa.string()), "on": kept["due"].cast(pa.date32())})
    return _kept_to(_each_once(found, "min"), tables, as_at, values)


DRAWINGS: Mapping[str, Drawing] = MappingProxyType(
    {
        each.__name__: each
        for each in (held_by_manager, missing_unscreened, unseen, in_need_without_plan, without_worker)
    }
)
# What each reads, beside the tables that say whose a child is.
READS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "held_by_manager": ("posts",),
        "missing_unscreened": ("missing_episodes", "exploitation_screenings"),
        "unseen": (*VISITS, "assessments"),
        "in_need_without_plan": ("cin_plans", "cp_plans", "cla_episodes"),
        "without_worker": (),
    }
)
WHOSE = ("involvements", "cin_episodes", "teams")


def team_of(tables: Tables, as_at: dt.date) -> pa.Table:
    """Whose each child was on the day: the team of the worker allocated last, else of the open case, each once."""
    rows = tables["involvements"]
    held = _overlapping(rows.filter(equals(rows, "role", "ALLOCATED")), "started_on", "ended_on", as_at, as_at)
    held = held.filter(pc.is_valid(held["team_id"]))
    by_worker = _latest(held.select(["person_id", "team_id", "started_on"]))
    cases = _open_rows(tables, as_at)
    by_case = _latest(cases.select(["person_id", "team_id", "referred_on"]).filter(pc.is_valid(cases["team_id"])))
    others = by_case.filter(pc.invert(pc.is_in(by_case["person_id"], value_set=_whole(by_worker["person_id"]))))
    return pa.concat_tables([by_worker, others])


def _latest(rows: pa.Table) -> pa.Table:
    """Of each child's rows the one whose third column is last."""
    ordered = rows.sort_by([("person_id", "ascending"), (rows.column_names[2], "ascending"), ("team_id", "ascending")])
    return (
        ordered.group_by("person_id", use_threads=False)
        .aggregate([("team_id", "last")])
        .rename_columns(["person_id", "team_id"])
    )


def _open_rows(tables: Tables, as_at: dt.date) -> pa.Table:
    rows = tables["cin_episodes"]
    return standing_on(
        rows, "referred_on", "closed_on", as_at, pc.invert(pc.fill_null(rows["no_further_action"], False))
    )


def _open_cases(tables: Tables, as_at: dt.date) -> pa.Table:
    """Children with an open case, by the day it opened: the first of those open."""
    return _each_once(_as_found(_open_rows(tables, as_at), "referred_on"), "min")


def _open_for(cases: pa.Table, as_at: dt.date, days: int) -> pa.Table:
    return cases.filter(pc.less_equal(cases["on"], _day(as_at - dt.timedelta(days=days))))


def _between(rows: pa.Table, column: str, first: dt.date, last: dt.date) -> pa.Table:
    within = pc.and_(pc.greater_equal(rows[column], _day(first)), pc.less_equal(rows[column], _day(last)))
    return rows.filter(pc.fill_null(within, False))


def _overlapping(rows: pa.Table, starts: str, ends: str, first: dt.date, last: dt.date) -> pa.Table:
    """Spans that hold on some day from ``first`` to ``last``."""
    begun = pc.fill_null(pc.less_equal(rows[starts], _day(last)), True)
    not_over = pc.fill_null(pc.greater(rows[ends], _day(first)), True)
    return rows.filter(pc.and_(begun, not_over))


def _of_teams(rows: pa.Table, tables: Tables, values: Values) -> pa.Table:
    """Rows of the team or the service asked for; all where neither is."""
    if not (values.get("team") or values.get("service")):
        return rows
    if values.get("team"):
        return rows.filter(equals(rows, "team_id", str(values["team"])))
    teams = tables["teams"]
    of_service = teams.filter(equals(teams, "service", str(values["service"])))["team_id"]
    return rows.filter(pc.is_in(rows["team_id"], value_set=_whole(of_service)))


def _kept_to(found: pa.Table, tables: Tables, as_at: dt.date, values: Values) -> pa.Table:
    """``found`` kept to the children of the team or the service asked for."""
    if not (values.get("team") or values.get("service")):
        return found
    theirs = _of_teams(team_of(tables, as_at), tables, values)
    return found.filter(pc.is_in(found["person_id"], value_set=_whole(theirs["person_id"])))


def _as_found(rows: pa.Table, on: str) -> pa.Table:
    return rows.select(["person_id", on]).rename_columns(FOUND.names)


def _each_once(found: pa.Table, which: str) -> pa.Table:
    """Each child once, by their first (``min``) or last (``max``) day; rows of nobody are left out."""
    kept = found.filter(pc.is_valid(found["person_id"]))
    return kept.group_by("person_id").aggregate([("on", which)]).rename_columns(FOUND.names)


def _whole(values: pa.ChunkedArray) -> pa.Array:
    found = values.combine_chunks()
    return pa.concat_arrays(found.chunks) if isinstance(found, pa.ChunkedArray) else found


def _day(day: dt.date) -> pa.Scalar:
    return pa.scalar(day, pa.date32())
