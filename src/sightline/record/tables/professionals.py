"""A professional who works with children."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, amount, count, day, flag, key, table, text


@table("professionals", ssd="ssd_professionals")
@dataclass(frozen=True, slots=True, kw_only=True)
class Professional(Row):
    """A professional who works with children."""

    professional_id: str = key("Stable key of the row", ssd="prof_professional_id")
    staff_id: str | None = text("Staff number", ssd="prof_staff_id", privacy=Privacy.IDENTIFYING)
    name: str | None = text("Name", ssd="prof_professional_name", privacy=Privacy.IDENTIFYING)
    registration_number: str | None = text(
        "Social Work England number",
        ssd="prof_social_worker_registration_no",
        privacy=Privacy.IDENTIFYING,
    )
    job_title: str | None = text(
        "Job title",
        ssd="prof_professional_job_title",
        privacy=Privacy.OPERATIONAL,
    )
    caseload: int | None = count(
        "Cases held, as the extract counts them",
        ssd="prof_professional_caseload",
        privacy=Privacy.OPERATIONAL,
    )
    department: str | None = text(
        "Team or organisation",
        ssd="prof_professional_department",
        privacy=Privacy.OPERATIONAL,
    )
    full_time_equivalent: float | None = amount(
        "Full-time equivalent",
        ssd="prof_full_time_equivalency",
        privacy=Privacy.OPERATIONAL,
    )
    is_agency: bool | None = flag(
        "Whether supplied by an agency",
        ssd="prof_agency_worker_flag",
        privacy=Privacy.OPERATIONAL,
    )
    qualified_on: dt.date | None = day("Day of first qualifying as a social worker")
