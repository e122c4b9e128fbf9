"""A line about a child says whose the child is, when last seen and what is late, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.casework.actions.figures import figures_on, month_ends, rebuild_team_figures
from sightline.casework.models import TeamFigures
from sightline.casework.queries.caseloads import (
    caseloads,
    held_by_teams,
    held_by_worker,
    open_children,
    staff_of_teams,
)
from sightline.casework.queries.lines import QUERIES, ChildLine, child_lines
from sightline.ledger.actions import record
from sightline.record.tables.involvements import Involvement
from tests.support import site
from tests.support.site import AS_AT, AWKWARD_CHILD, LOOKED_AFTER, MANAGER, OTHERS, UNSEEN, UNTELLABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]


def line(person: str, day: dt.date = AS_AT) -> ChildLine:
    return child_lines([person], day)[0]


def test_a_child_whom_a_manager_holds_and_nobody_sees() -> None:
    found = line(UNSEEN)
    assert (found.name, found.age, found.worker, found.team) == ("Ada Example", 8, MANAGER, "T1")
    assert found.is_held_by_manager
    assert found.held_until is None
    assert found.last_seen_on == site.day("2014-02-05")
    assert found.unseen_days == (AS_AT - site.day("2014-02-05")).days
    assert found.unallocated_days is None
    assert "alloc-no-manager-held" in {each.standard.code for each in found.overdue} or found.safety_overdue


def test_a_child_with_a_worker_seen_this_month() -> None:
    found = line(AWKWARD_CHILD)
    assert (found.worker, found.is_held_by_manager, found.last_seen_on) == ("W3", False, site.day("2016-11-10"))


def test_an_open_case_without_a_worker_says_how_long_it_waits() -> None:
    found = line(LOOKED_AFTER)
    assert found.worker is None
    assert found.unallocated_days == (AS_AT - site.day("2015-06-01")).days
    assert found.unallocated_hours == 24 * found.unallocated_days
    assert found.plan == "looked after"


def test_waiting_is_counted_from_the_last_worker_and_not_from_the_referral() -> None:
    ended = site.day("2016-11-01")
    record(
        [
            Involvement(
                involvement_id="IX",
                person_id=LOOKED_AFTER,
                professional_id="W1",
                role="ALLOCATED",
                team_id="T1",
                started_on=site.day("2015-07-01"),
                ended_on=ended,
            )
        ],
        by="somebody",
        why="entered late",
    )
    assert line(LOOKED_AFTER).unallocated_days == (AS_AT - ended).days


def test_a_child_of_whom_little_is_known_has_a_line_all_the_same() -> None:
    found = line(UNTELLABLE)
    assert (found.age, found.last_seen_on, found.worker) == (None, None, None)
    nobody = line("no such child")
    assert (nobody.name, nobody.unseen_days, nobody.overdue) == ("", None, ())


def test_the_day_before_the_allocation_nobody_holds_the_child() -> None:
    assert line(UNSEEN, site.day("2014-01-05")).worker is None


def test_queries_do_not_grow_with_children() -> None:
    everybody = [UNSEEN, LOOKED_AFTER, AWKWARD_CHILD, *(f"K{number:02}" for number in range(OTHERS))]
    child_lines(everybody, AS_AT)  # makes the handles
    for people in ([UNSEEN], everybody):
        with CaptureQueriesContext(connection) as asked:
            child_lines(people, AS_AT)
        assert len(asked) <= QUERIES


def test_a_worker_holds_only_whom_they_hold_on_the_day() -> None:
    assert len(held_by_worker(MANAGER, AS_AT)) == OTHERS + 1
    assert held_by_worker(MANAGER, site.day("2014-01-05")) == set()
    assert held_by_worker("nobody", AS_AT) == set()


def test_a_team_has_whom_its_workers_hold_and_whose_case_waits_in_it() -> None:
    found = held_by_teams(["T1"], AS_AT)
    assert {UNSEEN, LOOKED_AFTER} <= found
    assert AWKWARD_CHILD not in found


def test_caseloads_are_set_against_the_ceiling() -> None:
    lines = child_lines(held_by_teams(["T1"], AS_AT), AS_AT)
    found = {each.worker: each for each in caseloads(staff_of_teams(["T1"], AS_AT), lines)}
    assert found[MANAGER].children == OTHERS + 1
    assert found[MANAGER].ceiling == 25
    assert found[MANAGER].over == OTHERS + 1 - 25
    assert found[MANAGER].is_manager
    assert found["W1"].children == found["W1"].over == 0


def test_month_ends_are_the_last_days_of_whole_months_before() -> None:
    assert month_ends(dt.date(2016, 3, 31), 2) == [dt.date(2016, 1, 31), dt.date(2016, 2, 29)]
    assert month_ends(dt.date(2017, 1, 1), 1) == [dt.date(2016, 12, 31)]


def test_team_figures_count_what_the_lines_say() -> None:
    assert rebuild_team_figures(AS_AT) == TeamFigures.objects.count()
    now = TeamFigures.objects.get(team_id="T1", on=AS_AT)
    lines = [each for each in child_lines(open_children(AS_AT), AS_AT) if each.team == "T1"]
    assert now.children == len(lines)
    assert now.held_by_manager == OTHERS + 1
    assert now.unallocated == sum(each.unallocated_days is not None for each in lines) >= 1
    assert now.most_held == OTHERS + 1
    rebuild_team_figures(AS_AT)
    assert TeamFigures.objects.filter(team_id="T1", on=AS_AT).count() == 1


def test_children_of_no_team_are_counted_under_none() -> None:
    assert {each.team_id for each in figures_on(AS_AT)} >= {"T1", site.AWKWARD_TEAM}
