"""A visit to a child on a child protection plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("cp_visits", ssd="ssd_cp_visits")
@dataclass(frozen=True, slots=True, kw_only=True)
class CpVisit(Row):
    """A visit to a child on a child protection plan."""

    cp_visit_id: str = key("Stable key of the row", ssd="cppv_cp_visit_id")
    person_id: str | None = link("people", "The child", ssd="cppv_person_id")
    cp_plan_id: str | None = link("cp_plans", "The child protection plan", ssd="cppv_cp_plan_id")
    visited_on: dt.date | None = day("Day of the visit", ssd="cppv_cp_visit_date")
    child_seen: bool | None = flag("Whether the child was seen", ssd="cppv_cp_visit_seen")
    child_seen_alone: bool | None = flag(
        "Whether the child was seen alone",
        ssd="cppv_cp_visit_seen_alone",
    )
    bedroom_seen: bool | None = flag("Whether the child's bedroom was seen", ssd="cppv_cp_visit_bedroom")
    professional_id: str | None = link("professionals", "Who visited")
