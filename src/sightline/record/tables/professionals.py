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
    staff_id: str | None = text("Staff ID used within reporting", ssd="prof_staff_id", privacy=Privacy.IDENTIFYING)
    name: str | None = text("Professional's Name", ssd="prof_professional_name", privacy=Privacy.IDENTIFYING)
    registration_number: str | None = text(
        "This is the child and family social worker Social Work England (SWE) number (formerly HCPC code)",
        ssd="prof_social_worker_registration_no",
        privacy=Privacy.IDENTIFYING,
    )
    job_title: str | None = text(
        "Professional Job title, e.g",
        ssd="prof_professional_job_title",
        privacy=Privacy.OPERATIONAL,
    )
    caseload: int | None = count(
        "Caseload calculated based on SSD time frame for each worker(using prof_professional_id)",
        ssd="prof_professional_caseload",
        privacy=Privacy.OPERATIONAL,
    )
    department: str | None = text(
        "Professional's team/ organisation",
        ssd="prof_professional_department",
        privacy=Privacy.OPERATIONAL,
    )
    full_time_equivalent: float | None = amount(
        "Full Time Equivalency",
        ssd="prof_full_time_equivalency",
        privacy=Privacy.OPERATIONAL,
    )
    is_agency: bool | None = flag(
        "Y/N flag indicating if worker is an Agency worker",
        ssd="prof_agency_worker_flag",
        privacy=Privacy.OPERATIONAL,
    )
    qualified_on: dt.date | None = day("Day of first qualifying as a social worker")
