"""A simulated record is one a council could have: keys that lead somewhere, lives in order, one place at a time."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from typing import Any

import pytest

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.simulate import Council
from sightline.simulate.layout import LAYOUT

NOT_ABOUT_THE_CHILDS_LIFE = {"expected_birth_on", "child_born_on", "born_on"}


def rows(council: Council, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = council.extract.tables[table].to_pylist()
    return found


@pytest.fixture(params=["healthy", "case"])
def council(request: pytest.FixtureRequest) -> Council:
    found: Council = request.getfixturevalue(request.param)
    return found


def test_every_table_it_lays_out_has_rows(case: Council) -> None:
    empty = [name for name in LAYOUT if not case.extract.tables[name].num_rows]
    # too rare for so small a council, or the parents of children who are not recorded
    assert set(empty) <= {"mothers", "cla_substance_misuses", "cla_convictions"}


def test_keys_are_unique_and_never_missing(council: Council) -> None:
    for name, table in TABLES.items():
        keys = council.extract.tables[name].column(table.key.name).to_pylist()
        assert None not in keys, name
        assert len(set(keys)) == len(keys), name


def test_no_key_dangles(council: Council) -> None:
    known = {
        name: set(council.extract.tables[name].column(table.key.name).to_pylist()) for name, table in TABLES.items()
    }
    for name, table in TABLES.items():
        for column in table.columns:
            if column.references is None:
                continue
            held = set(council.extract.tables[name].column(column.name).to_pylist()) - {None}
            assert held <= known[column.references], f"{name}.{column.name}"


def test_every_code_is_one_of_its_set(council: Council) -> None:
    for name, table in TABLES.items():
        for column in table.columns:
            if column.kind is Kind.CODE and column.codes:
                held = set(council.extract.tables[name].column(column.name).to_pylist()) - {None}
                assert held <= set(CODE_SETS[column.codes].meanings), f"{name}.{column.name}"


def test_nothing_lies_after_the_last_day(council: Council) -> None:
    ahead = {("audit_actions", "due_on"), ("cla_reviews", "due_on"), ("cp_reviews", "due_on"),
             ("initial_cp_conferences", "target_on"), ("people", "expected_birth_on")}  # fmt: skip
    for name, table in TABLES.items():
        for column in table.columns:
            if column.kind is Kind.DATE and (name, column.name) not in ahead:
                held = [each for each in council.extract.tables[name].column(column.name).to_pylist() if each]
                assert not held or max(held) <= council.truth.as_at, f"{name}.{column.name}"


def test_no_child_is_visited_or_looked_after_before_birth(council: Council) -> None:
    born = {row["person_id"]: row["born_on"] for row in rows(council, "people")}
    for name, column in (("cin_visits", "visited_on"), ("cp_visits", "visited_on"), ("cla_visits", "visited_on")):
        for row in rows(council, name):
            if row["child_seen"]:
                assert born[row["person_id"]] <= row[column], name
    for name in ("cla_episodes", "cla_placements", "legal_statuses", "missing_episodes", "early_help_episodes"):
        for row in rows(council, name):
            assert born[row["person_id"]] is not None, name
            assert born[row["person_id"]] <= row["started_on"], name


@pytest.mark.parametrize(
    ("table", "earlier", "later"),
    [
        ("cin_episodes", "referred_on", "decided_on"),
        ("cin_episodes", "decided_on", "closed_on"),
        ("cin_episodes", "decided_on", "referrer_told_on"),
        ("assessments", "started_on", "authorised_on"),
        ("cin_plans", "started_on", "ended_on"),
        ("strategy_discussions", "requested_on", "held_on"),
        ("s47_enquiries", "started_on", "ended_on"),
        ("cp_plans", "started_on", "ended_on"),
        ("cla_episodes", "started_on", "ceased_on"),
        ("cla_placements", "started_on", "ended_on"),
        ("legal_statuses", "started_on", "ended_on"),
        ("cla_care_plans", "started_on", "ended_on"),
        ("permanences", "adoption_decision_on", "placement_order_on"),
        ("permanences", "matched_on", "placed_for_adoption_on"),
        ("permanences", "placed_for_adoption_on", "order_on"),
        ("missing_episodes", "started_on", "ended_on"),
        ("return_interviews", "offered_on", "contacted_on"),
        ("return_interviews", "contacted_on", "held_on"),
        ("exploitation_concerns", "recorded_on", "closed_on"),
        ("ehcp_requests", "requested_on", "outcome_on"),
        ("ehcp_named_plans", "started_on", "ceased_on"),
        ("involvements", "started_on", "ended_on"),
        ("posts", "started_on", "ended_on"),
        ("audit_actions", "raised_on", "completed_on"),
        ("complaints", "received_on", "responded_on"),
        ("care_proceedings", "issued_on", "concluded_on"),
    ],
)
def test_dates_are_in_order(council: Council, table: str, earlier: str, later: str) -> None:
    for row in rows(council, table):
        if row[earlier] is not None and row[later] is not None:
            assert row[earlier] <= row[later], row


def overlapping(spans: list[tuple[dt.date, dt.date | None]]) -> bool:
    ordered = sorted(spans, key=lambda each: each[0])
    return any(end is None or end > following for (_, end), (following, _) in itertools.pairwise(ordered))


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("cla_placements", "started_on", "ended_on"),
        ("cla_episodes", "started_on", "ceased_on"),
        ("legal_statuses", "started_on", "ended_on"),
        ("cp_plans", "started_on", "ended_on"),
        ("cin_plans", "started_on", "ended_on"),
        ("missing_episodes", "started_on", "ended_on"),
    ],
)
def test_a_child_has_one_at_a_time(council: Council, table: str, start: str, end: str) -> None:
    by_child: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for row in rows(council, table):
        by_child[row["person_id"]].append((row[start], row[end]))
    assert [child for child, spans in by_child.items() if overlapping(spans)] == []


def test_a_child_has_one_open_case_at_a_time(council: Council) -> None:
    by_child: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for row in rows(council, "cin_episodes"):
        by_child[row["person_id"]].append((row["referred_on"], row["closed_on"]))
    assert [child for child, spans in by_child.items() if overlapping(spans)] == []


def test_children_in_care_and_on_a_plan_have_an_open_case(council: Council) -> None:
    cases: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for row in rows(council, "cin_episodes"):
        cases[row["person_id"]].append((row["referred_on"], row["closed_on"]))
    for table, start, end in (("cla_episodes", "started_on", "ceased_on"), ("cp_plans", "started_on", "ended_on")):
        for row in rows(council, table):
            assert any(
                opened <= row[start] and (closed is None or (row[end] is not None and closed >= row[end]))
                for opened, closed in cases[row["person_id"]]
            ), (table, row)


def test_every_placement_lies_in_an_episode_of_care(council: Council) -> None:
    episodes = {row["cla_placement_id"] for row in rows(council, "cla_episodes")}
    assert {row["cla_placement_id"] for row in rows(council, "cla_placements")} <= episodes


def test_a_worker_holds_children_only_while_in_post(council: Council) -> None:
    posts: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for row in rows(council, "posts"):
        posts[row["professional_id"]].append((row["started_on"], row["ended_on"]))
    for row in rows(council, "involvements"):
        mine = posts[row["professional_id"]]
        first, last = min(start for start, _ in mine), [end for _, end in mine]
        assert first <= row["started_on"]
        assert None in last or (row["ended_on"] is not None and row["ended_on"] <= max(each for each in last if each))
