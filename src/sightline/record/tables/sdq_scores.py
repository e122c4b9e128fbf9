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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="csdq_person_id")
    completed_on: dt.date | None = day(
        "Date of completion of Strength and Difficulties Questionnaire (SDQ)",
        ssd="csdq_sdq_completed_date",
    )
    reason: str | None = text(
        "If it is not possible to collect the SDQ score for a looked-after child, then a reason should be recorded using the codes below",
        ssd="csdq_sdq_reason",
    )
    score: int | None = count(
        "A single score (0-40), or a reason for the score not being returned is required for each child looked-after continuously for at least 12 months aged 4-16 on the date …",
        ssd="csdq_sdq_score",
    )
