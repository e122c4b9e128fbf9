"""A review of a child waiting for or placed for adoption."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("adoption_reviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReview(Row):
    """A review of a child waiting for or placed for adoption."""

    adoption_review_id: str = key("Key of the review")
    permanence_id: str | None = link("permanences", "The road to adoption")
    person_id: str | None = link("people", "The child")
    reviewed_on: dt.date | None = day("Day of the review")
