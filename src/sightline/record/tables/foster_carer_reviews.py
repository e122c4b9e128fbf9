"""A review of a foster carer's approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table


@table("foster_carer_reviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class FosterCarerReview(Row):
    """A review of a foster carer's approval."""

    foster_carer_review_id: str = key("Key of the review")
    foster_carer_id: str | None = link("foster_carers", "The household")
    reviewed_on: dt.date | None = day("Day of the review", privacy=Privacy.OPERATIONAL)
