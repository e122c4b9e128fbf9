"""An education, health and care plan that names a setting, from issue to ceasing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("ehcp_named_plans", ssd="ssd_ehcp_named_plan")
@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpNamedPlan(Row):
    """An education, health and care plan that names a setting, from issue to ceasing."""

    named_plan_id: str = key("Stable key of the row", ssd="ehcn_named_plan_id")
    ehcp_assessment_id: str | None = link(
        "ehcp_assessments",
        "The needs assessment",
        ssd="ehcn_ehcp_asmt_id",
    )
    started_on: dt.date | None = day("Day the plan was issued", ssd="ehcn_named_plan_start_date")
    ceased_on: dt.date | None = day(
        "Day it ended or passed to another authority",
        ssd="ehcn_named_plan_ceased_date",
    )
    ceased_reason: str | None = text(
        "Why it ended",
        ssd="ehcn_named_plan_ceased_reason",
    )
    person_id: str | None = link("people", "The child", through="ehcp_assessments.ehcp_assessment_id")
