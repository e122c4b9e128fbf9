"""A visit to a child in need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("cin_visits", ssd="ssd_cin_visits")
@dataclass(frozen=True, slots=True, kw_only=True)
class CinVisit(Row):
    """A visit to a child in need."""

    cin_visit_id: str = key("Stable key of the row", ssd="cinv_cin_visit_id")
    person_id: str | None = link("people", "The child", ssd="cinv_person_id")
    visited_on: dt.date | None = day("Day of the visit", ssd="cinv_cin_visit_date")
    child_seen: bool | None = flag("Whether the child was seen", ssd="cinv_cin_visit_seen")
    child_seen_alone: bool | None = flag(
        "Whether the child was seen alone",
        ssd="cinv_cin_visit_seen_alone",
    )
    bedroom_seen: bool | None = flag("Whether the child's bedroom was seen", ssd="cinv_cin_visit_bedroom")
    professional_id: str | None = link("professionals", "Who visited")
