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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="cppr_person_id")
    cp_plan_id: str | None = link("cp_plans", "ID for linking to the CP Plan", ssd="cppr_cp_plan_id")
    due_on: dt.date | None = day("The due date of the review conference", ssd="cppr_cp_review_due")
    reviewed_on: dt.date | None = day(
        "The actual date on which the Review Conference was held",
        ssd="cppr_cp_review_date",
    )
    meeting_id: str | None = identifier(
        "Identifier for the Review CP Conference Meeting",
        ssd="cppr_cp_review_meeting_id",
    )
    plan_continues: bool | None = flag(
        "Was the outcome of the conference to continue the CP Plan?",
        ssd="cppr_cp_review_outcome_continue_cp",
    )
    is_quorate: bool | None = flag("Was the conference quorate?", ssd="cppr_cp_review_quorate")
    participation_code: str | None = code(
        "The Child/ Young Person's method of participation at review",
        codes="review_participation",
        ssd="cppr_cp_review_participation",
    )
