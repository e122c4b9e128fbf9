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
    person_id: str | None = link("people", "The child", ssd="lega_person_id")
    legal_status: str | None = code(
        "The legal status",
        codes="legal_status",
        ssd="lega_legal_status",
    )
    started_on: dt.date | None = day("Day it began", ssd="lega_legal_status_start_date")
    ended_on: dt.date | None = day("Day it ended", ssd="lega_legal_status_end_date")
