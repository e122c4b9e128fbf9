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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="lacp_person_id")
    started_on: dt.date | None = day("Date the care plan was effective from", ssd="lacp_cla_care_plan_start_date")
    ended_on: dt.date | None = day("Date the care plan was effective to", ssd="lacp_cla_care_plan_end_date")
    permanence_plan_json: str | None = text(
        "What is the chosen/ permanence plan for this child/ young person",
        ssd="lacp_cla_care_plan_json",
    )
    permanence_plan_code: str | None = code("The permanence this plan aims at", codes="permanence_plan")
    has_contingency: bool | None = flag("Whether the plan says what happens if it does not work")
