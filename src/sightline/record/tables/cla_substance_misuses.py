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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="clas_person_id")
    recorded_on: dt.date | None = day("Date of substance misuse", ssd="clas_substance_misuse_date")
    substance: str | None = text("Substance that was being misused", ssd="clas_substance_misused")
    intervention_received: bool | None = flag(
        "Did child receive intervention for substance misuse problem?",
        ssd="clas_intervention_received",
    )
