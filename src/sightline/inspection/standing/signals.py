"""What the record shows that no standard measures: for a person to weigh, never graded.

Days since each child was last seen, cases held by managers and how that began, caseloads, how many plans there are and
who decides to end them. Every figure uses only what had happened by the day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.population import equals, standing_on
from sightline.inspection.standing.report import Point, Series, Signal
from sightline.sources.extract import Extract

SEEN = (
    ("cin_visits", "visited_on"),
    ("cp_visits", "visited_on"),
    ("cla_visits", "visited_on"),
    ("assessments", "authorised_on"),
)
BANDS = (("up to 6 weeks", 42), ("to 3 months", 91), ("to 6 months", 183), ("to 12 months", 365), ("to 18 months", 548))
OVER_18_MONTHS = 548


def signals(extract: Extract, as_at: dt.date) -> tuple[Signal, ...]:
    """Every signal this source can give, as at the day."""
    made = (_last_seen, _held_by_managers, _caseloads, _plan_endings)
    return tuple(each for each in (make(extract, as_at) for make in made) if each is not None)


def plans_over_time(extract: Extract, as_at: dt.date, months: int = 36) -> Series | None:
    """Children on a child protection plan at each month's end, with the limits of natural variation (XmR chart).

    The limits come from the first two thirds of the months: mean ± 2.66 × the mean difference between neighbours
    (Wheeler's constant for individual values). None if the source has no plans or there is less than a year of them.
    """
    rows = extract.tables["cp_plans"]
    if "cp_plans" not in extract.supplied or not rows.num_rows:
        return None
    first = pc.min(rows["started_on"]).as_py()
    ends = [day for day in _month_ends(as_at, months) if first is not None and day >= first]
    if len(ends) < 12:
        return None
    counts = [float(standing_on(rows, "started_on", "ended_on", day).num_rows) for day in ends]
    base = counts[: max(8, len(counts) * 2 // 3)]
    centre = sum(base) / len(base)
    spread = 2.66 * sum(abs(b - a) for a, b in pairwise(base)) / (len(base) - 1)
    low, high = max(0.0, centre - spread), centre + spread
    outside = [(day, value) for day, value in zip(ends, counts, strict=True) if not low <= value <= high]
    a_year_before = counts[-13] if len(counts) > 12 else counts[0]
    words = f"{counts[-1]:.0f} children on a plan, against {a_year_before:.0f} a year before"
    late = [each for each in outside if each[0] > ends[len(base) - 1]]
    if late:
        words += (
            f"; outside natural variation ({low:.0f} to {high:.0f}) since {late[0][0]:%B %Y}, which asks for a reason"
        )
    else:
        words += f"; within natural variation ({low:.0f} to {high:.0f})"
    points = tuple(Point(day, value) for day, value in zip(ends, counts, strict=True))
    return Series(
        "plans-over-time", "Children on a child protection plan", "children", points, centre, low, high, words + "."
    )


def _last_seen(extract: Extract, as_at: dt.date) -> Signal | None:
    # Without every way of being seen, a child seen the other way would be called unseen.
    can_tell = all(extract.supplies(table, column) for table, on in SEEN for column in ("person_id", on, "child_seen"))
    if not can_tell or not extract.supplies("cin_episodes", "closed_on"):
        return None
    episodes = extract.tables["cin_episodes"]
    open_cases = standing_on(
        episodes, "referred_on", "closed_on", as_at, pc.invert(pc.fill_null(episodes["no_further_action"], False))
    )
    opened = open_cases.group_by("person_id").aggregate([("referred_on", "min")])
    last: dict[str, dt.date] = {}
    for table, on in SEEN:
        rows = extract.tables[table]
        theirs = pc.is_in(rows["person_id"], value_set=opened["person_id"].combine_chunks())
        seen = (
            rows.filter(pc.and_(theirs, pc.and_(pc.fill_null(rows["child_seen"], False), _by(rows, on, as_at))))
            .group_by("person_id")
            .aggregate([(on, "max")])
        )
        for person, day in zip(seen["person_id"].to_pylist(), seen[f"{on}_max"].to_pylist(), strict=True):
            if person is not None and (person not in last or last[person] < day):
                last[person] = day
    team_of = _team_of_child(extract, as_at)
    entitled = _disabled(extract)
    bands: dict[str, Counter[str]] = defaultdict(Counter)
    long, long_entitled = 0, 0
    for person, since in zip(opened["person_id"].to_pylist(), opened["referred_on_min"].to_pylist(), strict=True):
        if person is None:
            continue
        days = (as_at - last.get(person, since)).days
        bands[team_of.get(person, "no team")][_band(days)] += 1
        if days > OVER_18_MONTHS:
            long += 1
            long_entitled += person in entitled
    names = [name for name, _ in BANDS] + ["over 18 months"]
    rows_out = tuple((team, *(str(bands[team][name]) for name in names)) for team in sorted(bands))
    words = (
        f"{long} children with an open case were not seen by a social worker for over 18 months, "
        f"{long_entitled} of them disabled or with an education, health and care plan."
        if long
        else "No child with an open case has gone over 18 months without being seen by a social worker."
    )
    return Signal(
        "last-seen", "children-not-seen", "Children with an open case, by time since last seen", ("team", *names),
        rows_out, words,
    )  # fmt: skip


def _held_by_managers(extract: Extract, as_at: dt.date) -> Signal | None:
    if not extract.supplies("posts", "is_management") or not extract.supplies("involvements", "professional_id"):
        return None
    posts = extract.tables["posts"]
    managers = set(
        standing_on(posts, "started_on", "ended_on", as_at, pc.equal(posts["is_management"], True))[
            "professional_id"
        ].to_pylist()
    )
    held = _allocations(extract, as_at)
    names = _teams(extract)
    looked_after = set(
        standing_on(extract.tables["cla_episodes"], "started_on", "ceased_on", as_at)["person_id"].to_pylist()
    )
    by_team: dict[str, list[int]] = defaultdict(list)
    began: dict[str, Counter[str]] = defaultdict(Counter)
    children: dict[str, set[str]] = defaultdict(set)
    for row in held.to_pylist():
        if row["professional_id"] in managers:
            team = names.get(row["team_id"], "no team")
            by_team[team].append((as_at - row["started_on"]).days)
            began[team][row["change_reason"] or "not recorded"] += 1
            children[team].add(row["person_id"])
    if not by_team:
        return None
    rows = tuple(
        (
            team,
            str(len(children[team])),
            str(len(children[team] & looked_after)),
            str(sorted(by_team[team])[len(by_team[team]) // 2]),
            str(max(by_team[team])),
            "; ".join(f"{reason} ({number})" for reason, number in began[team].most_common(3)),
        )
        for team in sorted(by_team, key=lambda each: (-len(by_team[each]), each))
    )
    total = len(set().union(*children.values()))
    return Signal(
        "held-by-managers",
        "cases-held-by-managers",
        "Children whose allocated worker holds a management post",
        ("team", "children", "looked after", "median days held", "longest days", "how it began"),
        rows,
        f"{total} children are allocated to managers.",
    )


def _caseloads(extract: Extract, as_at: dt.date) -> Signal | None:
    if "involvements" not in extract.supplied:
        return None
    names = _teams(extract)
    load: dict[str, Counter[str]] = defaultdict(Counter)
    pairs = {
        (row["team_id"], row["professional_id"], row["person_id"])
        for row in _allocations(extract, as_at).select(["team_id", "professional_id", "person_id"]).to_pylist()
    }
    for team, worker, _ in pairs:
        if worker is not None:
            load[names.get(team, "no team")][worker] += 1
    if not load:
        return None
    rows = tuple(
        (
            team,
            str(len(each)),
            str(sum(each.values())),
            f"{sum(each.values()) / len(each):.1f}",
            str(max(each.values())),
        )
        for team, each in sorted(load.items())
    )
    highest = max((max(each.values()), team) for team, each in load.items())
    return Signal(
        "caseloads",
        "supervision-and-decisions",
        "Children for each allocated worker",
        ("team", "workers", "children", "average", "most"),
        rows,
        f"The largest caseload is {highest[0]} children, in {highest[1]}.",
    )


def _plan_endings(extract: Extract, as_at: dt.date) -> Signal | None:
    rows = extract.tables["management_decisions"]
    if "management_decisions" not in extract.supplied:
        return None
    recent = rows.filter(
        pc.and_(
            _by(rows, "decided_on", as_at),
            pc.fill_null(pc.greater(rows["decided_on"], pa.scalar(as_at - dt.timedelta(days=365), pa.date32())), False),
        )
    )
    if not recent.num_rows:
        return None
    made: Counter[str] = Counter(each or "not recorded" for each in recent["professional_id"].to_pylist())
    ended = recent.filter(pc.fill_null(equals(recent, "decision_type", "end-plan"), False))
    ends: Counter[str] = Counter(each or "not recorded" for each in ended["professional_id"].to_pylist())
    without: Counter[str] = Counter(
        each["professional_id"] or "not recorded" for each in ended.to_pylist() if each["has_rationale"] is not True
    )
    if not ends:
        return None
    top = sorted(ends, key=lambda each: (-ends[each], each))[:8]
    return Signal(
        "plan-endings",
        "child-protection-numbers",
        "Decisions to end a plan, by the manager who made them (twelve months)",
        ("manager", "decisions", "to end a plan", "of them without a reason"),
        tuple((each, str(made[each]), str(ends[each]), str(without[each])) for each in top),
        f"{sum(ends.values())} decisions to end a plan by {len(ends)} managers, {sum(without.values())} unreasoned.",
    )


def _by(rows: pa.Table, on: str, as_at: dt.date) -> pa.ChunkedArray:
    return pc.fill_null(pc.less_equal(rows[on], pa.scalar(as_at, pa.date32())), False)


def _allocations(extract: Extract, as_at: dt.date) -> pa.Table:
    rows = extract.tables["involvements"]
    return standing_on(rows, "started_on", "ended_on", as_at, equals(rows, "role", "ALLOCATED"))


def _teams(extract: Extract) -> dict[str, str]:
    rows = extract.tables["teams"]
    return {
        key: name or key
        for key, name in zip(rows["team_id"].to_pylist(), rows["name"].to_pylist(), strict=True)
        if key is not None
    }


def _team_of_child(extract: Extract, as_at: dt.date) -> dict[str, str]:
    names = _teams(extract)
    held = _allocations(extract, as_at)
    return {
        person: names.get(team, "no team")
        for person, team in zip(held["person_id"].to_pylist(), held["team_id"].to_pylist(), strict=True)
    }


def _disabled(extract: Extract) -> set[str]:
    disabled = extract.tables["disabilities"]
    recorded = disabled.filter(pc.fill_null(pc.not_equal(disabled["disability_code"], "NONE"), False))
    people = extract.tables["people"]
    planned = people.filter(pc.fill_null(people["has_ehc_plan"], False))
    return {*recorded["person_id"].to_pylist(), *planned["person_id"].to_pylist()}


def _band(days: int) -> str:
    return next((name for name, most in BANDS if days <= most), "over 18 months")


def _month_ends(as_at: dt.date, months: int) -> Iterable[dt.date]:
    day = as_at
    found = [as_at]
    for _ in range(months):
        day = day.replace(day=1) - dt.timedelta(days=1)
        found.append(day)
    return reversed(found)
