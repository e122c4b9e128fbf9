"""Whether a looked-after child's immunisations were up to date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("cla_immunisations", ssd="ssd_cla_immunisations")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaImmunisation(Row):
    """Whether a looked-after child's immunisations were up to date."""

    cla_immunisation_id: str = key("Key made from the child and the day recorded; the SSD gives this row none")
    person_id: str | None = link(
        "people",
        "The child",
        ssd="clai_person_id",
    )
    up_to_date: bool | None = flag("Whether immunisations were up to date", ssd="clai_immunisations_status")
    recorded_on: dt.date | None = day("Day that was recorded", ssd="clai_immunisations_status_date")
