"""A request for an education, health and care needs assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("ehcp_requests", ssd="ssd_ehcp_requests")
@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpRequest(Row):
    """A request for an education, health and care needs assessment."""

    ehcp_request_id: str = key("Stable key of the row", ssd="ehcr_ehcp_request_id")
    send_record_id: str | None = link("send_records", "The child's SEN record", ssd="ehcr_send_table_id")
    requested_on: dt.date | None = day(
        "Day the request was received",
        ssd="ehcr_ehcp_req_date",
    )
    outcome_on: dt.date | None = day(
        "Day the family was told whether there would be an assessment",
        ssd="ehcr_ehcp_req_outcome_date",
    )
    outcome_code: str | None = text(
        "Y: proceeds to assessment; N: does not; A: not yet decided; W: withdrawn",
        ssd="ehcr_ehcp_req_outcome",
    )
    person_id: str | None = link("people", "The child", through="send_records.send_record_id")
