"""What follows an inspection, by when: the clocks of the law and of the inspectorate."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sightline.inspection.following import (
    Afterwards,
    Clock,
    ClockState,
    Event,
    Inspected,
    OwedBy,
    Step,
    afterwards,
    clocks,
    parse_steps,
    steps,
)
from sightline.standards.standard import Confidence

PUBLISHED = dt.date(2017, 2, 13)
PLAN_DUE = dt.date(2017, 5, 25)  # counted by hand: 70 working days, without Good Friday, Easter and the May holidays
VISIT_DUE = dt.date(2017, 6, 22)


def inspected(**said: Any) -> Inspected:
    """The inspection of the case, as published, with what is said otherwise."""
    given: dict[str, Any] = {
        "event": "inspection",
        "started_on": dt.date(2016, 11, 21),
        "published_on": PUBLISHED,
        "received_on": None,
        "grades": {"overall": "inadequate", "adoption": "good", "safeguarding-board": "inadequate"},
    }
    return Inspected(**{**given, **said})


def by_code(found: tuple[Clock, ...]) -> dict[str, Clock]:
    return {each.step.code: each for each in found}


def test_the_action_plan_is_due_seventy_working_days_after_publication() -> None:
    plan = by_code(clocks(inspected(), dt.date(2017, 5, 25), done={}))["action-plan"]
    assert (plan.due_on, plan.state, plan.days) == (PLAN_DUE, ClockState.DUE, 0)
    assert plan.step.owed_by is OwedBy.COUNCIL
    late = by_code(clocks(inspected(), dt.date(2017, 5, 26), done={}))["action-plan"]
    assert (late.state, late.days, late.is_overdue) == (ClockState.OVERDUE, 1, True)


def test_it_counts_from_the_day_the_report_was_received_where_that_is_recorded() -> None:
    plan = by_code(clocks(inspected(received_on=dt.date(2017, 2, 6)), PUBLISHED, done={}))["action-plan"]
    assert plan.since == dt.date(2017, 2, 6)
    assert plan.due_on == dt.date(2017, 5, 18)


@pytest.mark.parametrize(
    ("done_on", "state", "days"),
    [
        (PLAN_DUE, ClockState.DONE, 0),
        (PLAN_DUE + dt.timedelta(days=1), ClockState.DONE_LATE, 1),
        (dt.date(2017, 5, 1), ClockState.DONE, 24),
    ],
)
def test_what_was_done_late_still_says_so(done_on: dt.date, state: ClockState, days: int) -> None:
    plan = by_code(clocks(inspected(), dt.date(2020, 1, 1), done={"action-plan": done_on}))["action-plan"]
    assert (plan.state, plan.days, plan.is_overdue) == (state, days, False)


def test_the_first_monitoring_visit_is_due_four_weeks_after_the_plan_is_due_whenever_it_was_sent() -> None:
    for done in ({}, {"action-plan": dt.date(2017, 3, 1)}):
        visit = by_code(clocks(inspected(), dt.date(2017, 6, 23), done=done))["first-monitoring-visit"]
        assert (visit.due_on, visit.state) == (VISIT_DUE, ClockState.OVERDUE)
        assert visit.step.owed_by is OwedBy.OFSTED


def test_visits_are_expected_about_every_three_months_after_the_first() -> None:
    visits = [dt.date(2017, 9, 27), dt.date(2017, 6, 14)]  # in no order
    found = clocks(inspected(), dt.date(2017, 12, 28), done={}, visits=visits)
    said = [(each.since, each.due_on, each.done_on, each.state) for each in found if each.step.is_about]
    assert said == [
        (dt.date(2017, 6, 14), dt.date(2017, 9, 14), dt.date(2017, 9, 27), ClockState.DONE_LATE),
        (dt.date(2017, 9, 27), dt.date(2017, 12, 27), None, ClockState.OVERDUE),
    ]
    assert by_code(found)["first-monitoring-visit"].state is ClockState.DONE


def test_a_visit_still_to_come_stops_nothing() -> None:
    found = clocks(inspected(), dt.date(2017, 6, 30), done={}, visits=[dt.date(2017, 7, 5)])
    assert by_code(found)["first-monitoring-visit"].is_overdue
    assert "next-monitoring-visit" not in by_code(found)


def test_everything_open_ends_with_the_next_inspection_and_what_was_done_stays() -> None:
    again = dt.date(2019, 2, 25)
    visits = [dt.date(2017, 6, 14), dt.date(2019, 6, 1)]
    found = clocks(inspected(), dt.date(2020, 1, 1), done={}, visits=visits, next_inspection=again)
    states = [(each.step.code, each.state) for each in found]
    assert states == [
        ("action-plan", ClockState.ENDED),
        ("first-monitoring-visit", ClockState.DONE),
        ("next-monitoring-visit", ClockState.ENDED),
    ]
    assert found[0].ended_by == again
    before = clocks(inspected(), dt.date(2018, 1, 1), done={}, visits=visits, next_inspection=again)
    assert by_code(before)["action-plan"].is_overdue


def test_without_a_day_to_count_from_nothing_is_in_time_and_nothing_overdue() -> None:
    found = clocks(inspected(published_on=None), dt.date(2030, 1, 1), done={"action-plan": dt.date(2017, 3, 1)})
    assert {each.state for each in found} == {ClockState.CANNOT_TELL}
    assert all(each.due_on is None for each in found)


def test_beyond_the_known_bank_holidays_nothing_can_be_told() -> None:
    found = clocks(inspected(published_on=dt.date(2059, 12, 1), received_on=None), dt.date(2060, 6, 1), done={})
    assert by_code(found)["action-plan"].state is ClockState.CANNOT_TELL


@pytest.mark.parametrize(
    ("grades", "is_inadequate"),
    [
        ({"overall": "inadequate"}, True),
        ({"overall": "requires improvement", "care-leavers": "inadequate"}, False),
        ({"impact-of-leaders": "good", "children-in-care": "inadequate"}, True),  # April 2026: no overall grade
        ({"impact-of-leaders": "good"}, False),
        ({"overall": "good", "safeguarding-board": "inadequate"}, False),
        ({"safeguarding-board": "inadequate"}, False),
        ({}, False),
    ],
)
def test_who_is_monitored(grades: dict[str, str], is_inadequate: bool) -> None:
    found = by_code(clocks(inspected(grades=grades), PUBLISHED, done={}))
    assert ("first-monitoring-visit" in found) is is_inadequate
    assert inspected(grades=grades).is_inadequate is is_inadequate


def test_an_inspection_without_grades_yet_and_an_ordinary_visit_start_no_clock() -> None:
    assert clocks(inspected(grades={}), PUBLISHED, done={}) == ()
    assert clocks(inspected(event=Event.MONITORING_VISIT, grades={}), PUBLISHED, done={}) == ()


def test_a_visit_that_found_areas_for_priority_action_asks_for_a_draft_and_a_plan() -> None:
    published = dt.date(2024, 1, 8)
    visit = inspected(event=Event.FOCUSED_VISIT, grades={}, has_priority=True, published_on=published)
    found = by_code(clocks(visit, published, done={}))
    assert {code: each.due_on for code, each in found.items()} == {
        "action-plan": dt.date(2024, 4, 17),
        "draft-action-plan": dt.date(2024, 2, 5),
    }
    earlier = inspected(event=Event.FOCUSED_VISIT, grades={}, has_priority=True, published_on=dt.date(2018, 8, 15))
    assert set(by_code(clocks(earlier, published, done={}))) == {"action-plan"}


def test_monitoring_is_not_asked_of_an_inspection_before_there_was_any() -> None:
    found = by_code(clocks(inspected(published_on=dt.date(2012, 10, 1)), dt.date(2013, 6, 1), done={}))
    assert set(found) == {"action-plan"}


def test_every_step_says_where_it_comes_from_and_how_sure_that_is() -> None:
    assert [each.code for each in steps()] == [
        "action-plan",
        "draft-action-plan",
        "first-monitoring-visit",
        "next-monitoring-visit",
    ]
    assert [each.length for each in steps()] == ["70 working days", "20 working days", "28 days", "about 3 months"]
    said: list[Step | Afterwards] = [*steps(), *afterwards()]
    for each in said:
        assert each.source.startswith("https://")
        assert each.confidence in Confidence
        assert each.words.endswith(".")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"days": 3}, "give one of"),
        ({"working_days": None}, "give one of"),
        ({"counts_from": "nothing"}, "no step before it"),
        ({"owed_by": "nobody"}, "nobody"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(change: dict[str, Any], says: str) -> None:
    from sightline.inspection import following

    raw = {**following._raw()["steps"][0], **change}
    with pytest.raises(ValueError, match=says):
        parse_steps({"steps": [{key: value for key, value in raw.items() if value is not None}]})
    with pytest.raises(ValueError, match="two steps"):
        parse_steps({"steps": [following._raw()["steps"][0]] * 2})
