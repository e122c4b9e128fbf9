"""A conviction of a looked-after child."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("cla_convictions", ssd="ssd_cla_convictions")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaConviction(Row):
    """A conviction of a looked-after child."""

    cla_conviction_id: str = key("Stable key of the row", ssd="clac_cla_conviction_id")
    person_id: str | None = link("people", "The child", ssd="clac_person_id")
    convicted_on: dt.date | None = day(
        "Day of the offence or conviction, as the system dates it", ssd="clac_cla_conviction_date"
    )
    offence: str | None = text("The offence", ssd="clac_cla_conviction_offence")
