"""What the plan tells an inquiry."""

from __future__ import annotations

import datetime as dt

from sightline.access.models import Account, Assignment
from sightline.improvement.actions import closing
from sightline.improvement.inquiries import Tier
from sightline.improvement.models import Recommendation, Source
from sightline.improvement.queries.plan import events
from sightline.web.clock import LONDON
from tests.support import site
from tests.unit.improvement.plan.conftest import Figures, Measured, recommended

REASONS = "The figure leaves out a team whose visits were kept on paper, and I have read those with both managers."


def test_who_was_told_what_and_when(director: Account, lead: Account, measured: Measured, figures: Figures) -> None:
    row = recommended(lead, source=Source.INSPECTION, made_on=dt.date(2016, 2, 1))
    measure = measured(row, meets=True, months=6)
    closing.begin(recommendation=row, words="The lists were drawn up.", by=lead)
    closing.close(recommendation=row, words="It held for half a year.", by=lead)
    figures.meets[measure.pk] = False
    closing.reopen_failing(site.AS_AT)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    found = events(dt.date(2016, 1, 1), site.AS_AT)
    assert [(each.on, each.tier, each.kind) for each in found] == [
        (dt.date(2016, 2, 1), Tier.INSPECTORATE, "recommendation made"),
        (site.AS_AT, Tier.DIRECTOR, "recommendation’s status"),
        (site.AS_AT, Tier.DIRECTOR, "recommendation’s status"),
        (site.AS_AT, Tier.RECORD, "reopened by its measure"),
        (site.AS_AT, Tier.DIRECTOR, "closed over its measure"),
    ]
    assert REASONS in found[-1].words
    assert "signed by the director of children's services" in found[-1].words
    assert events(dt.date(2015, 1, 1), dt.date(2015, 12, 31)) == []


def test_staff_are_told_of_by_the_post_they_held_and_never_by_name(
    director: Account, lead: Account, row: Recommendation, measured: Measured
) -> None:
    Account.objects.filter(pk__in=[director.pk, lead.pk]).update(name="Morwenna Trelawney")
    measured(row, meets=False)
    closing.begin(recommendation=row, words="The lists were drawn up.", by=lead)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    said = events(dt.date(2016, 1, 1), site.AS_AT)
    assert len(said) == 3
    assert not any("Trelawney" in text for each in said for text in (each.words, each.source, each.proof))


def test_the_post_is_that_of_the_day(director: Account, row: Recommendation, measured: Measured) -> None:
    measured(row, meets=False)
    closing.close_over_measure(recommendation=row, words=REASONS, by=director)
    Assignment.objects.filter(account=director).update(until_on=site.AS_AT - dt.timedelta(days=1))
    (closed,) = (each for each in events(site.AS_AT, site.AS_AT) if each.kind == "closed over its measure")
    assert closed.words.startswith("Closed over its measure: ")


def test_one_without_a_day_is_told_of_on_the_day_it_was_put_in(lead: Account) -> None:
    made = recommended(lead, made_on=None)
    on = made.at.astimezone(LONDON).date()
    assert [each.on for each in events(on, on) if each.kind == "recommendation made"] == [on]
