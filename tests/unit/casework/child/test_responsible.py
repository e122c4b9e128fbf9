"""Who is responsible, and nobody at all said aloud."""

from __future__ import annotations

import datetime as dt

from sightline.casework.queries.child.responsible import responsible_for
from sightline.casework.queries.child.workers import involvements_of
from tests.support.readings import Read

CASE = """
    cin_episodes
    referral_id | person_id | referred_on | closed_on | no_further_action | team_id
    R1          | C1        | 2016-11-01  |           | no                | T1

"""
INVOLVED = "involvements\ninvolvement_id | person_id | professional_id | role | team_id | started_on | ended_on\n"


def test_an_open_case_with_nobody_waits_since_its_referral(read: Read) -> None:
    found = responsible_for(read(CASE))
    assert found.is_unallocated
    assert found.days_waiting == 13
    assert found.team == "North Team"
    assert found.managers == ("Mel Manager",)


def test_it_waits_since_the_last_worker_left(read: Read) -> None:
    found = responsible_for(read(CASE + INVOLVED + "I1 | C1 | W1 | ALLOCATED | T1 | 2016-11-02 | 2016-11-07"))
    assert found.days_waiting == 7


def test_somebody_on_duty_is_not_allocated(read: Read) -> None:
    found = responsible_for(read(CASE + INVOLVED + "I1 | C1 | W1 | DUTY | T1 | 2016-11-02 |"))
    assert found.is_unallocated
    assert [each.role for each in found.others] == ["Duty worker"]


def test_a_manager_holding_a_case_is_told_apart(read: Read) -> None:
    found = responsible_for(read(CASE + INVOLVED + "I1 | C1 | W2 | ALLOCATED | T1 | 2016-11-02 |"))
    assert found.held_by_manager is not None
    assert found.held_by_manager.days == 12
    assert not found.is_unallocated


def test_a_post_of_management_left_long_ago_makes_no_manager(read: Read) -> None:
    found = responsible_for(read(CASE + INVOLVED + "I1 | C1 | W3 | ALLOCATED | T1 | 2016-11-02 |"))
    assert found.held_by_manager is None


def test_two_allocated_at_once_are_both_shown_latest_first(read: Read) -> None:
    rows = "I1 | C1 | W1 | ALLOCATED | T1 | 2016-11-02 |\nI2 | C1 | W3 | ALLOCATED | T1 | 2016-11-09 |"
    found = responsible_for(read(CASE + INVOLVED + rows))
    assert [each.name for each in found.allocated] == ["Pat Worker", "Sam Worker"]


def test_a_worker_to_come_or_whose_last_day_has_come_holds_nothing(read: Read) -> None:
    rows = "I1 | C1 | W1 | ALLOCATED | T1 | 2016-11-20 |\nI2 | C1 | W3 | ALLOCATED | T1 | 2016-11-09 | 2016-11-14"
    assert responsible_for(read(CASE + INVOLVED + rows)).allocated == ()


def test_no_open_case_needs_nobody(read: Read) -> None:
    closed = CASE.replace("2016-11-01  |           |", "2016-11-01  | 2016-11-14 |")
    refused = CASE.replace("| no  ", "| yes ")
    for text in ("", closed, refused):
        found = responsible_for(read(text))
        assert (found.is_open, found.is_unallocated, found.days_waiting) == (False, False, None)


def test_the_history_counts_changes_of_worker_and_not_of_role(read: Read) -> None:
    rows = """I1 | C1 | W1 | ALLOCATED | T1 | 2014-01-01 | 2014-06-01
        I2 | C1 | W1 | ALLOCATED | T1 | 2014-06-01 | 2015-01-01
        I3 | C1 | W3 | ALLOCATED | T1 | 2015-01-01 | 2016-06-01
        I4 | C1 | W9 | IRO       | T1 | 2016-02-01 |
        I5 | C1 | W2 | ALLOCATED | T1 | 2016-06-01 |
        I6 | C1 | W1 | ALLOCATED | T1 | 2016-12-01 |
        I7 | C1 | W1 | DUTY      |    |            |"""
    found = involvements_of(read(INVOLVED + rows))
    assert (found.workers, found.changes, found.lately) == (3, 2, 1)
    assert [each.name for each in found.rows][:2] == ["Mel Manager", "W9"]
    assert found.rows[0].managed
    assert found.rows[0].is_now
    assert found.rows[-1].days is None
    assert dt.date(2016, 12, 1) not in {each.started_on for each in found.rows}
