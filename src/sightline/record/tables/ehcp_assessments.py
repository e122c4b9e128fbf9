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
        "EHCP request record unique ID from system or auto-generated as part of export",
        ssd="ehca_ehcp_request_id",
    )
    outcome_on: dt.date | None = day(
        "The assessment outcome date is required where EAM004A is equal to 'Y' or 'N', either record: -Date on which EHC plan was issued, or -Date on which person was notified …",
        ssd="ehca_ehcp_assessment_outcome_date",
    )
    outcome_code: str | None = text(
        "Assessment outcome - decision to issue EHC plan: -Y It was decided an EHC plan would be issued -N It was decided an EHC plan would not be issued -A Decision has not …",
        ssd="ehca_ehcp_assessment_outcome",
    )
    exceptions: str | None = text(
        "Assessment 20-week time limit exceptions apply?",
        ssd="ehca_ehcp_assessment_exceptions",
    )
    person_id: str | None = link("people", "The child", through="ehcp_requests.ehcp_request_id")
