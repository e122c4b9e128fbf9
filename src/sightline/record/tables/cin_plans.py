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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="cinp_person_id")
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="cinp_referral_id")
    started_on: dt.date | None = day(
        "Start Date of CIN Plan A CIN plan should be developed where the outcome of an assessment is that a local authority children's social care should provide services",
        ssd="cinp_cin_plan_start_date",
    )
    ended_on: dt.date | None = day(
        "End Date of CIN Plan A CIN plan should be developed where the outcome of an assessment is that a local authority children's social care should provide services",
        ssd="cinp_cin_plan_end_date",
    )
    team_id: str | None = link("teams", "Team responsible for CIN Plan", ssd="cinp_cin_plan_team")
    professional_id: str | None = link(
        "professionals",
        "Worker responsible for CIN Plan",
        ssd="cinp_cin_plan_worker_id",
    )
    endorsed_on: dt.date | None = day("Day a team manager endorsed the plan")
