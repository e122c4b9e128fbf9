"""An immigration status, unaccompanied asylum-seeking children included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("immigration_statuses", ssd="ssd_immigration_status")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImmigrationStatus(Row):
    """An immigration status, unaccompanied asylum-seeking children included."""

    immigration_status_id: str = key("Stable key of the row", ssd="immi_immigration_status_id")
    person_id: str | None = link("people", "The child", ssd="immi_person_id")
    immigration_status: str | None = code(
        "The status",
        codes="immigration_status",
        ssd="immi_immigration_status",
    )
    started_on: dt.date | None = day("Day it began", ssd="immi_immigration_status_start_date")
    ended_on: dt.date | None = day("Day it ended", ssd="immi_immigration_status_end_date")
