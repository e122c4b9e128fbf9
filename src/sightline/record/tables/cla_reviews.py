"""A statutory review of a looked-after child's care plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, identifier, key, link, table


@table("cla_reviews", ssd="ssd_cla_reviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaReview(Row):
    """A statutory review of a looked-after child's care plan."""

    cla_review_id: str = key("Stable key of the row", ssd="clar_cla_review_id")
    cla_id: str | None = identifier(
        "System identifier for the whole period of care, encompassing all episodes included within that period of care",
        ssd="clar_cla_id",
    )
    due_on: dt.date | None = day("Date the CLA review was due", ssd="clar_cla_review_due_date")
    reviewed_on: dt.date | None = day("Actual date of the Review conference", ssd="clar_cla_review_date")
    is_cancelled: bool | None = flag("Flag showing if the review was Cancelled", ssd="clar_cla_review_cancelled")
    participation_code: str | None = code(
        "The Child/ Young Person's method of participation in each review",
        codes="review_participation",
        ssd="clar_cla_review_participation",
    )
    person_id: str | None = link("people", "The child", through="cla_episodes.cla_id")
