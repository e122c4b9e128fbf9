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
        "The whole period of care, shared by every episode in it",
        ssd="clar_cla_id",
    )
    due_on: dt.date | None = day("Day the system says it was due", ssd="clar_cla_review_due_date")
    reviewed_on: dt.date | None = day("Day it was held", ssd="clar_cla_review_date")
    is_cancelled: bool | None = flag("Whether it was cancelled", ssd="clar_cla_review_cancelled")
    participation_code: str | None = code(
        "How the child took part",
        codes="review_participation",
        ssd="clar_cla_review_participation",
    )
    person_id: str | None = link("people", "The child", through="cla_episodes.cla_id")
