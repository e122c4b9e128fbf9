"""A child protection plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("cp_plans", ssd="ssd_cp_plans")
@dataclass(frozen=True, slots=True, kw_only=True)
class CpPlan(Row):
    """A child protection plan."""

    cp_plan_id: str = key("Stable key of the row", ssd="cppl_cp_plan_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="cppl_person_id")
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="cppl_referral_id")
    icpc_id: str | None = link(
        "initial_cp_conferences",
        "ID for linking to Initial CP Conference",
        ssd="cppl_icpc_id",
    )
    started_on: dt.date | None = day("The Start Date of the Child Protection Plan", ssd="cppl_cp_plan_start_date")
    ended_on: dt.date | None = day("The End Date of the Child Protection Plan", ssd="cppl_cp_plan_end_date")
    initial_category_code: str | None = code(
        "The category of abuse as assessed when the child protection plan commenced",
        codes="category_of_abuse",
        ssd="cppl_cp_plan_initial_category",
    )
    is_other_authority_plan: bool | None = flag("Is this an Other Local Authority Plan?", ssd="cppl_cp_plan_ola")
    latest_category_code: str | None = code(
        "The latest category of abuse recorded on the CP Plan, this may be the same as above",
        codes="category_of_abuse",
        ssd="cppl_cp_plan_latest_category",
    )
