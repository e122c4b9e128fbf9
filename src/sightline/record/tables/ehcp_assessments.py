"""The outcome of an education, health and care needs assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("ehcp_assessments", ssd="ssd_ehcp_assessment")
@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpAssessment(Row):
    """The outcome of an education, health and care needs assessment."""

    ehcp_assessment_id: str = key("Stable key of the row", ssd="ehca_ehcp_assessment_id")
    ehcp_request_id: str | None = link(
        "ehcp_requests",
        "The request",
        ssd="ehca_ehcp_request_id",
    )
    outcome_on: dt.date | None = day(
        "Day a plan was issued, or the family was told there would be none",
        ssd="ehca_ehcp_assessment_outcome_date",
    )
    outcome_code: str | None = text(
        "Y: a plan will be issued; N: it will not; A: not yet decided; W, H: withdrawn or historical",
        ssd="ehca_ehcp_assessment_outcome",
    )
    exceptions: str | None = text(
        "Whether an exception to the 20-week limit applies",
        ssd="ehca_ehcp_assessment_exceptions",
    )
    person_id: str | None = link("people", "The child", through="ehcp_requests.ehcp_request_id")
