"""Visits by Ofsted: their scope and letters, what those bear on, and when the next is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import Http404

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions.plan import add_recommendation
from sightline.improvement.actions.visits import Looked, say_scope
from sightline.improvement.models import Source
from sightline.improvement.queries import visits as queries
from sightline.inspection.actions.real_inspections import Confirmed, Ticked, correct_inspection, record_inspection
from sightline.inspection.following import Event
from sightline.inspection.models import FindingKind, RealInspection
from sightline.inspection.queries import real_inspections

DAY = dt.date(2016, 10, 3)
FOUND = (
    Ticked(FindingKind.STRENGTH, "Visits are in time now."),
    Ticked(FindingKind.CONCERN, "Plans are not yet specific."),
)


def confirmed(**said: Any) -> Confirmed:
    given: dict[str, Any] = {
        "authority": "Avonmere",
        "framework": "sif-2013-2017",
        "event": Event.MONITORING_VISIT,
        "started_on": DAY,
        "ended_on": DAY + dt.timedelta(days=1),
        "findings": FOUND,
    }
    return Confirmed(**{**given, **said})


@pytest.fixture
def inspection(lead: Account) -> RealInspection:
    """An inspection that found the council inadequate in the spring."""
    judged = confirmed(
        event=Event.INSPECTION,
        started_on=dt.date(2016, 5, 9),
        ended_on=dt.date(2016, 5, 27),
        published_on=dt.date(2016, 6, 20),
        judgements={"overall": "inadequate"},
        findings=(),
    )
    return record_inspection(confirmed=judged, by=lead)


@pytest.fixture
def visit(inspection: RealInspection, lead: Account) -> RealInspection:
    """The first monitoring visit."""
    return record_inspection(confirmed=confirmed(follows=inspection), by=lead)


def test_a_visit_shows_its_scope_its_letter_and_what_it_bears_on(visit: RealInspection, lead: Account) -> None:
    row = add_recommendation(source=Source.OTHER, words="Make every plan specific.", by=lead)
    say_scope(
        visit=visit,
        looked=Looked("The quality of plans.", ("help-and-protection",), "Plans stay open.", [row]),
        by=lead,
    )
    found = queries.visit(visit.pk, DAY)
    assert found.areas == ("Children who need help and protection",)
    assert found.letter == "no letter yet"
    assert [each.text for each in found.strengths] == ["Visits are in time now."]
    assert [each.text for each in found.concerns] == ["Plans are not yet specific."]
    assert found.bears_on == (row,)


@pytest.mark.parametrize(
    ("received", "published", "words"),
    [
        (dt.date(2016, 10, 20), None, "received 20 October 2016, not published yet"),
        (dt.date(2016, 10, 20), dt.date(2016, 11, 1), "received 20 October 2016, published 1 November 2016"),
        (None, dt.date(2016, 11, 1), "published 1 November 2016"),
    ],
)
def test_where_the_letter_has_come_to(
    lead: Account, received: dt.date | None, published: dt.date | None, words: str
) -> None:
    row = record_inspection(confirmed=confirmed(received_on=received, published_on=published), by=lead)
    assert queries.visit(row.pk, DAY).letter == words


def test_the_next_is_about_three_months_after_the_last_with_its_source(visit: RealInspection) -> None:
    (found,) = queries.next_visits(dt.date(2016, 11, 14))
    assert found.clock.due_on == dt.date(2017, 1, 3)
    assert found.clock.step.is_about
    assert found.clock.step.source.startswith("https://")


def test_before_the_first_visit_the_first_is_due(inspection: RealInspection) -> None:
    (found,) = queries.next_visits(dt.date(2016, 7, 1))
    assert found.clock.step.code == "first-monitoring-visit"
    assert found.clock.due_on == dt.date(2016, 10, 25)  # 70 working days from 20 June, and 28 days


def test_the_next_inspection_ends_the_visits(visit: RealInspection, lead: Account) -> None:
    judged = confirmed(
        event=Event.REINSPECTION,
        started_on=dt.date(2016, 11, 1),
        ended_on=dt.date(2016, 11, 4),
        judgements={"overall": "good"},
        findings=(),
    )
    record_inspection(confirmed=judged, by=lead)
    assert queries.next_visits(dt.date(2016, 11, 14)) == []


def test_the_scope_follows_a_visit_that_is_put_right(visit: RealInspection, lead: Account) -> None:
    say_scope(visit=visit, looked=Looked("The quality of plans."), by=lead)
    now = correct_inspection(
        inspection=visit,
        confirmed=confirmed(ended_on=DAY + dt.timedelta(days=2)),
        why="The last day was wrong.",
        by=lead,
    )
    found = queries.visit(visit.pk, DAY)
    assert found.row == now
    assert found.scope is not None
    assert found.scope.words == "The quality of plans."


def test_a_scope_put_right_needs_a_reason_and_keeps_what_it_said(visit: RealInspection, lead: Account) -> None:
    say_scope(visit=visit, looked=Looked("The quality of plans."), by=lead)
    with pytest.raises(UserError, match="why it is put right"):
        say_scope(visit=visit, looked=Looked("The quality of visits."), by=lead)
    now = say_scope(visit=visit, looked=Looked("The quality of visits."), why="Ofsted said so in its call.", by=lead)
    assert [each.words for each in queries.scopes_before(now)] == ["The quality of plans."]


def test_an_inspection_is_no_visit(inspection: RealInspection, lead: Account) -> None:
    with pytest.raises(UserError, match="Only a visit"):
        say_scope(visit=inspection, looked=Looked("Everything there is."), by=lead)
    with pytest.raises(Http404):
        queries.visit(inspection.pk, DAY)


def test_another_councils_visit_is_not_ours(lead: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (queries, real_inspections):
        monkeypatch.setattr(module, "own_council", lambda: "Avonmere")
    row = record_inspection(confirmed=confirmed(authority="Elsewhere"), by=lead)
    assert queries.visits(DAY) == []
    with pytest.raises(Http404):
        queries.visit(row.pk, DAY)
