"""An annual review of an education, health and care plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("ehcp_reviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpReview(Row):
    """An annual review of an education, health and care plan."""

    ehcp_review_id: str = key("Key of the review")
    named_plan_id: str | None = link("ehcp_named_plans", "The plan")
    person_id: str | None = link("people", "The child")
    held_on: dt.date | None = day("Day of the meeting")
    report_sent_on: dt.date | None = day("Day the report was sent")
    decision_sent_on: dt.date | None = day("Day the family was told the outcome")
    amends_plan: bool | None = flag("Whether the plan is to be amended")
    amended_plan_sent_on: dt.date | None = day("Day the amended plan was sent")
