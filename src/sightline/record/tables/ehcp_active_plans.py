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
        "EHCP request record unique ID from system or auto-generated as part of export",
        ssd="ehcp_ehcp_request_id",
    )
    last_reviewed_on: dt.date | None = day(
        "Please enter the date when the local authority wrote to the parent or young person with the notification of the decision as to whether to retain, cease or amend the …",
        ssd="ehcp_active_ehcp_last_review_date",
    )
    person_id: str | None = link("people", "The child", through="ehcp_requests.ehcp_request_id")
