"""A health or dental check of a looked-after child."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table, text


@table("cla_health_checks", ssd="ssd_cla_health")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaHealthCheck(Row):
    """A health or dental check of a looked-after child."""

    health_check_id: str = key("Stable key of the row", ssd="clah_health_check_id")
    person_id: str | None = link("people", "The child", ssd="clah_person_id")
    check_type: str | None = code(
        "Kind of check",
        codes="health_check_type",
        ssd="clah_health_check_type",
    )
    checked_on: dt.date | None = day("Day of the check", ssd="clah_health_check_date")
    status: str | None = text("Status of the check in the system", ssd="clah_health_check_status")
