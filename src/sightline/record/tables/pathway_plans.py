"""A needs assessment, pathway plan or review of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("pathway_plans")
@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayPlan(Row):
    """A needs assessment, pathway plan or review of one."""

    pathway_plan_id: str = key("Key of the plan")
    person_id: str | None = link("people", "The child")
    completed_on: dt.date | None = day("Day it was completed")
    plan_type: str | None = code("Assessment, plan or review", codes="pathway_plan_type")
    young_person_agrees: bool | None = flag("Whether the young person says the plan is theirs")
    entitlements_explained_on: dt.date | None = day("Day the young person was told what they are entitled to")
