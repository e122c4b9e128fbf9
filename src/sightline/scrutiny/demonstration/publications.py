"""What the invented council published of a quarter: an edition that counted the wrong day, and its correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.access.roles import ANALYST, DIRECTOR
from sightline.scrutiny.actions.publications import draft_edition, publish_edition
from sightline.scrutiny.models import QuarterlyPack
from sightline.scrutiny.queries.publications import quarters_over

CHANGED = (
    "The first edition counted children on the 28th of the quarter’s first month and not on its last day. Every "
    "figure is counted again. A reader noticed that the day printed was not the quarter’s last."
)


def publish(on: dt.date, people: Mapping[str, Account]) -> None:
    """Make both editions of the last quarter that is over, each published by a second person, once."""
    if QuarterlyPack.objects.exists() or any(each.code not in people for each in (ANALYST, DIRECTOR)):
        return
    analyst, director = people[ANALYST.code], people[DIRECTOR.code]
    quarter = quarters_over(on)[0]
    too_early = quarter.begins_on.replace(day=28)
    first = draft_edition(quarter=quarter, as_at=too_early, by=analyst)
    publish_edition(edition=first, by=director)
    # the words speak of days, which look like no name
    second = draft_edition(quarter=quarter, as_at=quarter.ends_on, what_changed=CHANGED, nobody_named=True, by=analyst)
    publish_edition(edition=second, by=director)
