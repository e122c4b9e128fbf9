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
    person_id: str | None = link("people", "The child", ssd="cppl_person_id")
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="cppl_referral_id")
    icpc_id: str | None = link(
        "initial_cp_conferences",
        "The initial conference",
        ssd="cppl_icpc_id",
    )
    started_on: dt.date | None = day("Day the plan began", ssd="cppl_cp_plan_start_date")
    ended_on: dt.date | None = day("Day the plan ended", ssd="cppl_cp_plan_end_date")
    initial_category_code: str | None = code(
        "Category of abuse when it began",
        codes="category_of_abuse",
        ssd="cppl_cp_plan_initial_category",
    )
    is_other_authority_plan: bool | None = flag("Whether it is another authority's plan", ssd="cppl_cp_plan_ola")
    latest_category_code: str | None = code(
        "Latest category of abuse",
        codes="category_of_abuse",
        ssd="cppl_cp_plan_latest_category",
    )
