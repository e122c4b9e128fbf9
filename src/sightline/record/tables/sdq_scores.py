"""A strengths and difficulties questionnaire score."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, count, day, key, link, table, text


@table("sdq_scores", ssd="ssd_sdq_scores")
@dataclass(frozen=True, slots=True, kw_only=True)
class SdqScore(Row):
    """A strengths and difficulties questionnaire score."""

    sdq_score_id: str = key("Stable key of the row", ssd="csdq_table_id")
    person_id: str | None = link("people", "The child", ssd="csdq_person_id")
    completed_on: dt.date | None = day(
        "Day it was completed",
        ssd="csdq_sdq_completed_date",
    )
    reason: str | None = text(
        "Why there is no score",
        ssd="csdq_sdq_reason",
    )
    score: int | None = count(
        "Score, 0 to 40",
        ssd="csdq_sdq_score",
    )
