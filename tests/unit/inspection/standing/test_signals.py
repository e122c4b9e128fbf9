"""What the record shows that no standard measures, and what a source cannot tell."""

from __future__ import annotations

import datetime as dt

from sightline.inspection.standing.signals import plans_over_time, signals
from sightline.record.schema import Row
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.disabilities import Disability
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.sources.extract import Extract, from_rows
from tests.unit.inspection.standing.conftest import AS_AT, council


def by_id(extract: Extract) -> dict[str, str]:
    return {each.id: each.words for each in signals(extract, AS_AT)}


def test_children_unseen_for_eighteen_months_are_counted_with_those_who_are_disabled() -> None:
    rows = [*council(held=15, unseen=8), Disability(disability_id="D1", person_id="C02", disability_code="MOB")]
    (last_seen,) = (each for each in signals(from_rows(rows), AS_AT) if each.id == "last-seen")
    assert last_seen.words == (
        "8 children with an open case were not seen by a social worker for over 18 months, 1 of them disabled or with "
        "an education, health and care plan."
    )
    assert last_seen.rows[0] == ("the 0-25 team", "10", "0", "0", "0", "0", "8")


def test_a_source_that_lacks_one_way_of_being_seen_says_nothing_of_the_unseen() -> None:
    rows = council(held=0, unseen=0)
    every = ["cin_episodes", "cin_visits", "cp_visits", "cla_visits", "assessments", "involvements", "teams"]
    assert "last-seen" in by_id(from_rows(rows, only=every))
    assert "last-seen" not in by_id(from_rows(rows, only=[each for each in every if each != "cla_visits"]))


def test_cases_held_by_managers_show_how_long_and_how_it_began() -> None:
    (held,) = (each for each in signals(from_rows(council(held=15, unseen=8)), AS_AT) if each.id == "held-by-managers")
    days = str((AS_AT - dt.date(2014, 1, 2)).days)
    assert held.rows == (("the 0-25 team", "15", "0", days, days, "worker left (15)"),)


def test_the_largest_caseload_is_named_by_team_only() -> None:
    assert by_id(from_rows(council(held=15, unseen=0)))["caseloads"] == (
        "The largest caseload is 22 children, in the North team."
    )


def plans(number: int, ended: dt.date | None, start: dt.date) -> list[Row]:
    return [
        CpPlan(cp_plan_id=f"{start}-{ended}-{n}", person_id=f"{start}-{n}", started_on=start, ended_on=ended)
        for n in range(number)
    ]


def test_a_fall_in_plans_beyond_natural_variation_asks_for_a_reason() -> None:
    rows = [*plans(150, None, dt.date(2013, 1, 1)), *plans(70, dt.date(2016, 3, 10), dt.date(2013, 1, 1))]
    for year in (2013, 2014, 2015):  # up by six every other month
        for month in range(1, 12, 2):
            rows += plans(6, dt.date(year, month + 1, 10), dt.date(year, month, 10))
    series = plans_over_time(from_rows(rows), AS_AT)
    assert series is not None
    assert series.points[-1].value == 150
    assert series.low is not None
    assert series.low > 150
    assert "150 children on a plan, against 226 a year before" in series.words
    assert "since March 2016" in series.words


def test_steady_numbers_are_within_natural_variation() -> None:
    series = plans_over_time(from_rows(plans(150, None, dt.date(2013, 1, 1))), AS_AT)
    assert series is not None
    assert "within natural variation" in series.words


def test_decisions_to_end_a_plan_are_counted_by_manager_within_the_year() -> None:
    decided = [
        ManagementDecision(
            management_decision_id=f"D{number}",
            person_id=f"C{number}",
            professional_id="M",
            decided_on=AS_AT - dt.timedelta(days=number * 100),
            decision_type="end-plan",
            has_rationale=number == 0,
        )
        for number in range(-1, 6)
    ]
    (endings,) = (each for each in signals(from_rows(decided), AS_AT) if each.id == "plan-endings")
    assert endings.rows == (("M", "4", "4", "3"),)  # one is after the day, two are over a year before
