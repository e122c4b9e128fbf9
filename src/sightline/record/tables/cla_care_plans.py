"""A version of a looked-after child's care plan and the permanence it aims at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table, text


@table("cla_care_plans", ssd="ssd_cla_care_plan")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaCarePlan(Row):
    """A version of a looked-after child's care plan and the permanence it aims at."""

    cla_care_plan_id: str = key("Stable key of the row", ssd="lacp_table_id")
    person_id: str | None = link("people", "The child", ssd="lacp_person_id")
    started_on: dt.date | None = day("Day this version took effect", ssd="lacp_cla_care_plan_start_date")
    ended_on: dt.date | None = day("Day it was replaced", ssd="lacp_cla_care_plan_end_date")
    permanence_plan_json: str | None = text(
        "Chosen permanence plan as the system holds it",
        ssd="lacp_cla_care_plan_json",
    )
    permanence_plan_code: str | None = code("The permanence this plan aims at", codes="permanence_plan")
    has_contingency: bool | None = flag("Whether the plan says what happens if it does not work")
