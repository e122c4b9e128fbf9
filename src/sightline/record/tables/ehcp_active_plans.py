"""An education, health and care plan in force and its last annual review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("ehcp_active_plans", ssd="ssd_ehcp_active_plans")
@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpActivePlan(Row):
    """An education, health and care plan in force and its last annual review."""

    active_plan_id: str = key("Stable key of the row", ssd="ehcp_active_ehcp_id")
    ehcp_request_id: str | None = link(
        "ehcp_requests",
        "The request",
        ssd="ehcp_ehcp_request_id",
    )
    last_reviewed_on: dt.date | None = day(
        "Day the family was told the outcome of the last annual review",
        ssd="ehcp_active_ehcp_last_review_date",
    )
    person_id: str | None = link("people", "The child", through="ehcp_requests.ehcp_request_id")
