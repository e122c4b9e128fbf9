"""Recording inspections: who may, what is refused, putting right without losing what was, and what was done since."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import patch

import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.inspection.actions import following_up
from sightline.inspection.actions.real_inspections import Recommended, Ticked, correct_inspection, record_inspection
from sightline.inspection.following import Event
from sightline.inspection.models import (
    FindingKind,
    PublishedRecommendation,
    RealInspection,
    RecommendationMet,
    StepTaken,
)
from sightline.inspection.queries import real_inspections as queries
from sightline.web import clock
from tests.unit.inspection.visits.conftest import Record, confirmed

WHY = "The last day was read wrongly"


def test_what_is_confirmed_is_recorded_with_its_line_in_the_log(record: Record, lead: Account) -> None:
    made = record(findings=(Ticked(FindingKind.STRENGTH, "Children are seen alone.", 12),))
    assert (made.authority, made.judgements["overall"], made.confirmed_by) == ("Avonmere", "inadequate", lead)
    assert [(each.number, each.text) for each in made.recommendations.all()] == [
        ("1", "See every child."),
        ("2", "Hear every child."),
    ]
    assert [(each.kind, each.page) for each in made.findings.all()] == [("strength", 12)]
    assert AccessEntry.objects.filter(account=lead, page="real-inspection").count() == 1


def test_where_the_recommendations_cannot_be_written_nothing_is(lead: Account) -> None:
    with (
        patch.object(PublishedRecommendation.objects, "bulk_create", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        record_inspection(confirmed=confirmed(), by=lead)
    assert not RealInspection.objects.exists()
    assert not AccessEntry.objects.filter(page="real-inspection").exists()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"authority": " "}, "which authority"),
        ({"framework": "no-such"}, "framework"),
        ({"started_on": None, "ended_on": None, "published_on": None}, "at least one day"),
        ({"ended_on": dt.date(2016, 6, 1)}, "cannot have ended before it began"),
        ({"published_on": dt.date(2016, 6, 7)}, "cannot have been published before it ended"),
        ({"received_on": dt.date(2016, 6, 7)}, "received before"),
        ({"judgements": {"impact-of-leaders": "good"}}, "gives no grade for"),
        ({"judgements": {"overall": "adequate"}}, "no grade of this framework"),
        ({"judgements": {"overall": "superb"}}, "no grade of this framework"),
        ({"framework": "monitoring-visit"}, "gives no grade for"),
        ({"framework": "ilacs-2026-04", "judgements": {"overall": "good"}}, "gives no grade for"),
        ({"recommendations": (Recommended("  "),)}, "no words"),
    ],
)
def test_what_cannot_be_so_is_refused_in_one_sentence(lead: Account, said: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says):
        record_inspection(confirmed=confirmed(**said), by=lead)
    assert not RealInspection.objects.exists()


def test_an_inspection_is_recorded_once(record: Record) -> None:
    record()
    with pytest.raises(UserError, match="recorded already"):
        record(authority="AVONMERE")
    assert record(event=Event.FOCUSED_VISIT, judgements={}, framework="focused-visit").pk
    assert record(authority="Elsewhere").pk


def test_put_right_it_keeps_what_stood_and_why(record: Record, lead: Account) -> None:
    first = record(findings=(Ticked(FindingKind.CONCERN, "Drift.", 3),))
    with pytest.raises(UserError, match="why"):
        correct_inspection(inspection=first, confirmed=confirmed(), why="oops", by=lead)
    second = correct_inspection(
        inspection=first, confirmed=confirmed(ended_on=dt.date(2016, 7, 1), findings=None), why=WHY, by=lead
    )
    assert [each.pk for each in queries.standing()] == [second.pk]
    assert (second.why, second.supersedes_id, first.ended_on) == (WHY, first.pk, dt.date(2016, 6, 30))
    assert [each.text for each in second.findings.all()] == ["Drift."]
    assert [each.pk for each in queries.before(second.pk)] == [first.pk]
    with pytest.raises(UserError, match="meanwhile"):
        correct_inspection(inspection=first, confirmed=confirmed(), why=WHY, by=lead)
    assert RealInspection.objects.count() == 2


def test_what_was_done_about_it_stays_with_it_when_it_is_put_right(record: Record, lead: Account) -> None:
    first = record()
    one, two = first.recommendations.all()
    following_up.take_step(inspection=first, step="action-plan", done_on=dt.date(2016, 9, 1), words="", by=lead)
    following_up.meet_recommendation(
        recommendation=one, met_on=dt.date(2016, 10, 3), words="Every child was seen in September", by=lead
    )
    kept = tuple(Recommended(each.text, each.number, supersedes=each.pk) for each in (two, one))
    second = correct_inspection(inspection=first, confirmed=confirmed(recommendations=kept), why=WHY, by=lead)
    third = correct_inspection(
        inspection=second,
        confirmed=confirmed(
            recommendations=tuple(
                Recommended(each.text, each.number, supersedes=each.pk) for each in second.recommendations.all()
            )
        ),
        why=WHY,
        by=lead,
    )
    now = queries.recorded(third.pk, clock.today())
    assert now.steps["action-plan"].done_on == dt.date(2016, 9, 1)
    assert [(each.row.text, each.is_open) for each in now.recommendations] == [
        ("Hear every child.", True),
        ("See every child.", False),
    ]
    with pytest.raises(UserError, match="already"):
        following_up.take_step(inspection=third, step="action-plan", done_on=dt.date(2016, 9, 2), words="", by=lead)
    seen = next(each.row for each in now.recommendations if not each.is_open)
    with pytest.raises(UserError, match="already"):
        following_up.meet_recommendation(
            recommendation=seen, met_on=dt.date(2016, 10, 3), words="Every child was seen", by=lead
        )


def test_a_step_said_by_mistake_is_taken_back_and_stays(record: Record, lead: Account) -> None:
    made = record()
    taken = following_up.take_step(
        inspection=made, step="action-plan", done_on=dt.date(2016, 9, 1), words="Sent", by=lead
    )
    following_up.take_step_back(taken=taken, why="It was the draft that was sent", by=lead)
    with pytest.raises(UserError, match="taken back already"):
        following_up.take_step_back(taken=taken, why="It was the draft that was sent", by=lead)
    assert queries.recorded(made.pk, clock.today()).steps == {}
    again = following_up.take_step(inspection=made, step="action-plan", done_on=dt.date(2016, 10, 3), words="", by=lead)
    assert StepTaken.objects.count() == 2
    assert queries.recorded(made.pk, clock.today()).steps["action-plan"] == again


@pytest.mark.parametrize(
    ("step", "day", "says"),
    [
        ("action-plan", dt.date(2016, 11, 15), "still to come"),
        ("action-plan", dt.date(2016, 6, 1), "before the inspection"),
        ("first-monitoring-visit", dt.date(2016, 9, 1), "no such step"),
        ("made-up", dt.date(2016, 9, 1), "no such step"),
    ],
)
def test_a_step_that_cannot_have_been_taken_is_refused(
    record: Record, lead: Account, step: str, day: dt.date, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        following_up.take_step(inspection=record(), step=step, done_on=day, words="", by=lead)


def test_a_recommendation_is_met_with_what_shows_it_and_opened_again_with_why(record: Record, lead: Account) -> None:
    made = record()
    one = made.recommendations.all()[0]
    with pytest.raises(UserError, match="shows"):
        following_up.meet_recommendation(recommendation=one, met_on=dt.date(2016, 10, 3), words="Yes", by=lead)
    met = following_up.meet_recommendation(
        recommendation=one, met_on=dt.date(2016, 10, 3), words="The measure held for three months", by=lead
    )
    assert queries.recorded(made.pk, clock.today()).open_count == 1
    following_up.open_recommendation_again(met=met, why="It fell back in October", by=lead)
    assert queries.recorded(made.pk, clock.today()).open_count == 2
    assert RecommendationMet.objects.get().opened_again_why == "It fell back in October"


def test_monitoring_visits_stop_the_clocks_of_the_inspection_they_follow(record: Record, lead: Account) -> None:
    first = record(started_on=dt.date(2016, 2, 1), ended_on=None, published_on=dt.date(2016, 5, 2))
    visit = record(
        event=Event.MONITORING_VISIT,
        framework="monitoring-visit",
        started_on=dt.date(2016, 9, 6),
        ended_on=None,
        published_on=None,
        judgements={},
        recommendations=(),
        follows=first,
    )
    second = correct_inspection(
        inspection=first,
        confirmed=confirmed(started_on=dt.date(2016, 2, 2), ended_on=None, published_on=dt.date(2016, 5, 2)),
        why=WHY,
        by=lead,
    )
    found = queries.recorded(second.pk, clock.today())
    assert [each.pk for each in found.visits] == [visit.pk]
    said = {each.step.code: (each.due_on, each.done_on) for each in found.clocks}
    assert said["first-monitoring-visit"] == (dt.date(2016, 9, 6), dt.date(2016, 9, 6))
    assert [(each.row.pk, late.step.code) for each, late in queries.overdue(clock.today())] == [
        (second.pk, "action-plan")
    ]


def test_the_next_inspection_ends_the_clocks_of_its_own_council_alone(record: Record) -> None:
    first = record(started_on=dt.date(2016, 2, 1), ended_on=None, published_on=dt.date(2016, 5, 2))
    record(authority="Elsewhere", started_on=dt.date(2016, 9, 1), ended_on=None, published_on=None)
    assert queries.recorded(first.pk, clock.today()).next_inspection is None
    again = record(
        authority="Avonmere Council",
        started_on=dt.date(2016, 10, 1),
        ended_on=None,
        published_on=None,
        judgements={"overall": "good"},
    )
    found = queries.recorded(first.pk, clock.today())
    assert found.next_inspection == again
    assert not found.overdue


def test_the_latest_grades_are_never_another_councils(record: Record) -> None:
    assert queries.latest_graded("Avonmere") is None
    mine = record()
    assert queries.latest_graded() == mine  # the record does not say whose it is, and there are no others
    assert queries.latest_graded("Avonmere", over_by=dt.date(2016, 6, 29)) is None
    assert queries.latest_graded("Avonmere", over_by=dt.date(2016, 6, 30)) == mine
    record(authority="Elsewhere", started_on=dt.date(2016, 9, 1), ended_on=None, published_on=None)
    assert queries.latest_graded() is None
    record(
        event=Event.FOCUSED_VISIT,
        framework="focused-visit",
        judgements={},
        started_on=dt.date(2016, 10, 1),
        ended_on=None,
        published_on=None,
    )
    assert queries.latest_graded("avonmere county council") == mine


@pytest.mark.parametrize(
    ("said", "is_own"),
    [("Avonmere", True), ("Avonmere Council", True), ("THE AVONMERE", False), ("Elsewhere", False), ("", False)],
)
def test_the_council_is_known_by_its_name_however_it_is_styled(loaded: object, said: str, is_own: bool) -> None:
    with patch.object(queries, "own_council", return_value="Avonmere"):
        assert queries.is_own(said) is is_own
    with patch.object(queries, "own_council", return_value=""):
        assert queries.is_own(said) is False


def test_a_history_asks_as_much_of_the_store_for_ten_inspections_as_for_two(
    record: Record, django_assert_num_queries: Any
) -> None:
    def add(count: int, year: int) -> None:
        for number in range(count):
            record(started_on=dt.date(year, number + 1, 1), ended_on=None, published_on=None)

    add(2, 2014)
    with django_assert_num_queries(6):
        assert len(queries.history(clock.today())) == 2
    add(8, 2015)
    with django_assert_num_queries(6):
        rows = queries.history(clock.today())
    assert len(rows) == 10
    began = [each.began for each in rows if each.began]
    assert began == sorted(began, reverse=True)
