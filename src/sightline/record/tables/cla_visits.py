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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="clav_person_id")
    cla_id: str | None = identifier(
        "System identifier for the whole period of care, encompassing all episodes included within that period of care",
        ssd="clav_cla_id",
    )
    visited_on: dt.date | None = day("Actual date of Visit", ssd="clav_cla_visit_date")
    child_seen: bool | None = flag("Was the child seen during this visit?", ssd="clav_cla_visit_seen")
    child_seen_alone: bool | None = flag(
        "Was the child seen alone during this visit?",
        ssd="clav_cla_visit_seen_alone",
    )
    professional_id: str | None = link("professionals", "Who visited")
