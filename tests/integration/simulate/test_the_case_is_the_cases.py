"""At the case's size, the record of the failing council holds the numbers its report gives."""

from __future__ import annotations

import datetime as dt

import pyarrow.compute as pc
import pytest

from sightline.simulate import Council, Scenario, simulate

UNTIL = dt.date(2016, 11, 14)


@pytest.fixture(scope="module")
def council() -> Council:
    return simulate(until=UNTIL, seed=41, scenario=Scenario.CASE_2016)


def planted(council: Council, standard: str) -> set[str]:
    return {
        key
        for each in council.truth.failures
        if each.standard == standard and each.origin == "planted"
        for key in each.keys
    }


def test_172_children_are_held_by_two_managers_and_60_of_them_wait(council: Council) -> None:
    held = council.extract.tables["involvements"]
    mine = held.filter(
        pc.is_in(held.column("involvement_id"), value_set=list_of(planted(council, "wf-case-held-by-manager")))
    )
    assert mine.num_rows == 172
    assert len(set(mine.column("person_id").to_pylist())) == 172
    assert len(set(mine.column("professional_id").to_pylist())) == 2
    waiting = [each for each in mine.column("change_reason").to_pylist() if "waiting" in each]
    assert len(waiting) == 60
    posts = {
        row["professional_id"]: row["post_type"]
        for row in council.extract.tables["posts"].to_pylist()
        if row["is_management"] and row["ended_on"] is None
    }
    assert {posts[each] for each in mine.column("professional_id").to_pylist()} == {"team-manager", "service-manager"}
    cared = council.extract.tables["cla_episodes"]
    now = set(cared.filter(pc.is_null(cared.column("ceased_on"))).column("person_id").to_pylist())
    assert len(now & set(mine.column("person_id").to_pylist())) == 6


def test_64_open_cases_went_unseen_for_eighteen_months_and_31_have_a_plan_or_eligible_disability(
    council: Council,
) -> None:
    cases = planted(council, "child-seen-6m")
    assert len(cases) == 64
    episodes = {row["referral_id"]: row for row in council.extract.tables["cin_episodes"].to_pylist()}
    children = {episodes[each]["person_id"] for each in cases}
    seen: dict[str, dt.date] = {}
    for table in ("cin_visits", "cp_visits", "cla_visits"):
        for row in council.extract.tables[table].to_pylist():
            if row["child_seen"]:
                seen[row["person_id"]] = max(seen.get(row["person_id"], dt.date.min), row["visited_on"])
    assert max(seen.get(each, dt.date.min) for each in children) < dt.date(2015, 5, 14)
    codes: dict[str, set[str]] = {}
    for row in council.extract.tables["disabilities"].to_pylist():
        codes.setdefault(row["person_id"], set()).add(row["disability_code"])
    assert sum(codes[each] != {"DDA"} for each in children) == 31


def test_nine_children_met_the_threshold_in_the_year_and_no_enquiry_followed(council: Council) -> None:
    discussions = planted(council, "cp-threshold-leads-to-s47")
    assert len(discussions) == 9
    rows = {row["strategy_discussion_id"]: row for row in council.extract.tables["strategy_discussions"].to_pylist()}
    assert all(rows[each]["held_on"] > dt.date(2015, 11, 14) for each in discussions)
    assert all(rows[each]["s47_enquiry_id"] is None for each in discussions)


def test_nobody_told_the_committee_how_many_had_no_worker_after_2013(council: Council) -> None:
    told = [
        row["told_on"]
        for row in council.extract.tables["leadership_reports"].to_pylist()
        if row["tier"] == "committee" and row["tells_unallocated"]
    ]
    assert max(told) < dt.date(2014, 1, 6)


def list_of(keys: set[str]) -> object:
    import pyarrow as pa

    return pa.array(sorted(keys))
