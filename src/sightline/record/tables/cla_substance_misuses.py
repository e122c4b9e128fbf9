"""A substance misuse problem of a looked-after child and the help given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table, text


@table("cla_substance_misuses", ssd="ssd_cla_substance_misuse")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaSubstanceMisuse(Row):
    """A substance misuse problem of a looked-after child and the help given."""

    substance_misuse_id: str = key("Stable key of the row", ssd="clas_substance_misuse_id")
    person_id: str | None = link("people", "The child", ssd="clas_person_id")
    recorded_on: dt.date | None = day("Day it was recorded", ssd="clas_substance_misuse_date")
    substance: str | None = text("The substance", ssd="clas_substance_misused")
    intervention_received: bool | None = flag(
        "Whether help was received",
        ssd="clas_intervention_received",
    )
