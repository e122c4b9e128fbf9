"""A child protection review conference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, identifier, key, link, table


@table("cp_reviews", ssd="ssd_cp_reviews")
@dataclass(frozen=True, slots=True, kw_only=True)
class CpReview(Row):
    """A child protection review conference."""

    cp_review_id: str = key("Stable key of the row", ssd="cppr_cp_review_id")
    person_id: str | None = link("people", "The child", ssd="cppr_person_id")
    cp_plan_id: str | None = link("cp_plans", "The child protection plan", ssd="cppr_cp_plan_id")
    due_on: dt.date | None = day("Day the system says it was due", ssd="cppr_cp_review_due")
    reviewed_on: dt.date | None = day(
        "Day it was held",
        ssd="cppr_cp_review_date",
    )
    meeting_id: str | None = identifier(
        "The meeting, shared by the children it discussed",
        ssd="cppr_cp_review_meeting_id",
    )
    plan_continues: bool | None = flag(
        "Whether the conference continued the plan",
        ssd="cppr_cp_review_outcome_continue_cp",
    )
    is_quorate: bool | None = flag("Whether enough agencies were present", ssd="cppr_cp_review_quorate")
    participation_code: str | None = code(
        "How the child took part",
        codes="review_participation",
        ssd="cppr_cp_review_participation",
    )
