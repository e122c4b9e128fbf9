"""A child in need plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("cin_plans", ssd="ssd_cin_plans")
@dataclass(frozen=True, slots=True, kw_only=True)
class CinPlan(Row):
    """A child in need plan."""

    cin_plan_id: str = key("Stable key of the row", ssd="cinp_cin_plan_id")
    person_id: str | None = link("people", "The child", ssd="cinp_person_id")
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="cinp_referral_id")
    started_on: dt.date | None = day(
        "Day the plan began",
        ssd="cinp_cin_plan_start_date",
    )
    ended_on: dt.date | None = day(
        "Day the plan ended",
        ssd="cinp_cin_plan_end_date",
    )
    team_id: str | None = link("teams", "The team responsible", ssd="cinp_cin_plan_team")
    professional_id: str | None = link(
        "professionals",
        "The worker responsible",
        ssd="cinp_cin_plan_worker_id",
    )
    endorsed_on: dt.date | None = day("Day a team manager endorsed the plan")
