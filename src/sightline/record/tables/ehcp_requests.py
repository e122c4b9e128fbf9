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
    send_record_id: str | None = link("send_records", "ID for linking to ssd_send table", ssd="ehcr_send_table_id")
    requested_on: dt.date | None = day(
        "The date the request for an EHC assessment was received",
        ssd="ehcr_ehcp_req_date",
    )
    outcome_on: dt.date | None = day(
        "Please enter the date the requestor(s) was informed of the decision about whether the local authority agrees to the request for an assessment",
        ssd="ehcr_ehcp_req_outcome_date",
    )
    outcome_code: str | None = text(
        "This item records whether or not the initial request proceeded to the assessment stage: Y - LA proceeded with an assessment N - LA decided not to proceed with an …",
        ssd="ehcr_ehcp_req_outcome",
    )
    person_id: str | None = link("people", "The child", through="send_records.send_record_id")
