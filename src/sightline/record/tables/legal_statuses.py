"""A legal status under which a child was looked after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("legal_statuses", ssd="ssd_legal_status")
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatus(Row):
    """A legal status under which a child was looked after."""

    legal_status_id: str = key("Stable key of the row", ssd="lega_legal_status_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="lega_person_id")
    legal_status: str | None = code(
        "Legal Status type. If a child is looked-after because it is accommodated, the legal status goes some way to describe (in legal terms at least) why the child is being …",
        codes="legal_status",
        ssd="lega_legal_status",
    )
    started_on: dt.date | None = day("Start Date of Legal Status", ssd="lega_legal_status_start_date")
    ended_on: dt.date | None = day("End Date of Legal Status", ssd="lega_legal_status_end_date")
