"""What the plan tells an inquiry."""

from __future__ import annotations

import datetime as dt

from sightline.access.models import Account
from sightline.improvement.actions import closing
from sightline.improvement.inquiries import Tier
from sightline.improvement.models import Source
from sightline.improvement.queries.plan import events
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
    assert events(dt.date(2015, 1, 1), dt.date(2015, 12, 31)) == []
