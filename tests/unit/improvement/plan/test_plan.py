"""Putting recommendations in the plan: by hand, a whole report, a mock inspection's; and putting them right."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.improvement.actions.plan import (
    add_recommendation,
    correct_recommendation,
    take_inspection,
    take_mock,
)
from sightline.improvement.models import Recommendation, Source
from sightline.improvement.queries.plan import plan_line, plan_lines
from sightline.improvement.queries.plan_taking import not_taken
from sightline.inspection.actions.concluding import withdraw
from sightline.inspection.actions.following_up import meet_recommendation
from sightline.inspection.actions.real_inspections import (
    Confirmed,
    Recommended,
    correct_inspection,
    record_inspection,
)
from sightline.inspection.following import Event
from sightline.inspection.models import ConclusionKind
from tests.support import mocks, site
from tests.support.concluding import recommend
from tests.unit.improvement.plan.conftest import Measured, recommended

TEXTS = ("See every child.", "Hear every child.", "Answer every parent.")


def confirmed(*recommendations: Recommended) -> Confirmed:
    return Confirmed(
        authority="Avonmere",
        framework="sif-2013-2017",
        event=Event.INSPECTION,
        started_on=dt.date(2016, 6, 6),
        ended_on=dt.date(2016, 6, 30),
        published_on=dt.date(2016, 7, 25),
        judgements={"overall": "inadequate"},
        recommendations=recommendations or tuple(Recommended(text, str(n)) for n, text in enumerate(TEXTS, 1)),
    )


def test_a_whole_report_is_taken_in_once(lead: Account) -> None:
    inspection = record_inspection(confirmed=confirmed(), by=lead)
    assert [each.missing for each in not_taken()] == [tuple(f"{n}. {text}" for n, text in enumerate(TEXTS, 1))]
    taken = take_inspection(inspection=inspection, by=lead)
    assert [(each.words, each.number, each.made_on) for each in taken] == [
        (text, str(n), dt.date(2016, 7, 25)) for n, text in enumerate(TEXTS, 1)
    ]
    assert take_inspection(inspection=inspection, by=lead) == []
    assert not_taken() == []


def test_what_a_mock_inspection_recommends_is_taken_in_once(lead: Account) -> None:
    mock = mocks.with_sample()
    first, back = recommend(mock), recommend(mock, "Hear every child who was missing.")
    recommend(mock, "The duty team answers within the day.", kind=ConclusionKind.STRENGTH, priority=None)
    withdraw(conclusion=back, why="It was said twice over.", by=lead)
    assert [(each.is_mock, each.missing) for each in not_taken()] == [(True, (first.words,))]
    (taken,) = take_mock(mock=mock, by=lead)
    assert (taken.source, taken.source_words, taken.conclusion) == (Source.MOCK, mock.title, first)
    assert (taken.words, taken.area, taken.by) == (first.words, "help-and-protection", lead)
    assert taken.made_on == site.AS_AT  # it ends on a day to come, and nothing is made on one
    assert take_mock(mock=mock, by=lead) == []
    assert not_taken() == []
    later = recommend(mock, "Answer every parent who rings.")
    assert [each.conclusion for each in take_mock(mock=mock, by=lead)] == [later]


def test_what_was_taken_in_follows_the_inspection_put_right(lead: Account) -> None:
    inspection = record_inspection(confirmed=confirmed(), by=lead)
    taken = take_inspection(inspection=inspection, by=lead)
    said = tuple(
        Recommended(f"{each.text} Soon." if each.place == 1 else each.text, each.number, supersedes=each.pk)
        for each in inspection.recommendations.all()
    )
    right = correct_inspection(
        inspection=inspection,
        confirmed=confirmed(*said, Recommended("And one more, missed.", "4")),
        why="Words were left out",
        by=lead,
    )
    with pytest.raises(UserError, match="put right since"):
        take_inspection(inspection=inspection, by=lead)
    assert [each.words for each in take_inspection(inspection=right, by=lead)] == ["And one more, missed."]
    assert Recommendation.objects.count() == 4
    first = Recommendation.objects.get(pk=taken[0].pk)
    assert first.words == "See every child. Soon."
    assert first.before.get().words == "See every child."


def test_a_correction_keeps_what_was_before_with_the_reason(
    row: Recommendation, lead: Account, director: Account
) -> None:
    correct_recommendation(
        recommendation=row,
        words="See every child alone, at home.",
        source=Source.OTHER,
        source_words="The board",
        number="7",
        made_on=row.made_on,
        area="",
        owner=director,
        due_on=dt.date(2016, 12, 1),
        why="It was given to the director.",
        by=lead,
    )
    row.refresh_from_db()
    before = row.before.get()
    assert (row.words, row.owner) == ("See every child alone, at home.", director)
    assert (before.words, before.owner, before.why) == (
        "See every child who is in need, alone.",
        None,
        "It was given to the director.",
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": "Do."}, "in a sentence"),
        ({"made_on": dt.date(2016, 12, 1)}, "still to come"),
        ({"due_on": dt.date(2015, 1, 1)}, "before the day it was made"),
    ],
)
def test_what_says_nothing_is_not_put_in(lead: Account, said: dict[str, object], why: str) -> None:
    with pytest.raises(UserError, match=why):
        recommended(lead, **said)


def test_each_line_says_what_the_plan_lacks(row: Recommendation) -> None:
    assert plan_line(None, row.pk, site.AS_AT).lacks == (
        "No owner",
        "No day by which it is to be met",
        "No action",
        "No measure",
    )


def test_one_held_to_be_met_on_the_page_of_its_inspection_is_contradicted_by_its_measure(
    lead: Account, measured: Measured
) -> None:
    inspection = record_inspection(confirmed=confirmed(), by=lead)
    published = inspection.recommendations.get(place=1)
    meet_recommendation(recommendation=published, met_on=site.AS_AT, words="The audit shows it.", by=lead)
    row = take_inspection(inspection=inspection, by=lead)[0]
    assert not plan_line(None, row.pk, site.AS_AT).is_contradicted
    measured(row, meets=False)
    assert plan_line(None, row.pk, site.AS_AT).is_contradicted


def test_one_in_the_plan_is_not_said_to_be_met_on_the_page_of_its_inspection(lead: Account) -> None:
    inspection = record_inspection(confirmed=confirmed(), by=lead)
    take_inspection(inspection=inspection, by=lead)
    published = inspection.recommendations.get(place=1)
    with pytest.raises(UserError, match="in the improvement plan"):
        meet_recommendation(recommendation=published, met_on=site.AS_AT, words="The audit shows it.", by=lead)


def test_reading_the_plan_costs_as_many_queries_however_long_it_is(
    lead: Account, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        recommended(lead, words=f"See every child of team {number}.")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(plan_lines(None, site.AS_AT)) == 30


def test_each_is_in_the_log_of_access(lead: Account) -> None:
    add_recommendation(source=Source.COMPLAINT, words="Answer every parent.", by=lead)
    entry = AccessEntry.objects.get(page="plan:recommendation")
    assert (entry.account, entry.person_id) == (lead, None)
