"""A statutory visit to a looked-after child."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, identifier, key, link, table


@table("cla_visits", ssd="ssd_cla_visits")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaVisit(Row):
    """A statutory visit to a looked-after child."""

    cla_visit_id: str = key("Stable key of the row", ssd="clav_cla_visit_id")
    person_id: str | None = link("people", "The child", ssd="clav_person_id")
    cla_id: str | None = identifier(
        "The whole period of care, shared by every episode in it",
        ssd="clav_cla_id",
    )
    visited_on: dt.date | None = day("Day of the visit", ssd="clav_cla_visit_date")
    child_seen: bool | None = flag("Whether the child was seen", ssd="clav_cla_visit_seen")
    child_seen_alone: bool | None = flag(
        "Whether the child was seen alone",
        ssd="clav_cla_visit_seen_alone",
    )
    professional_id: str | None = link("professionals", "Who visited")
