"""A private fostering arrangement known to the authority."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("private_fostering_arrangements")
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFosteringArrangement(Row):
    """A private fostering arrangement known to the authority."""

    private_fostering_id: str = key("Key of the arrangement")
    person_id: str | None = link("people", "The child")
    notified_on: dt.date | None = day("Day the authority learned of it")
    started_on: dt.date | None = day("Day it began")
    assessed_on: dt.date | None = day("Day its assessment was completed")
    ended_on: dt.date | None = day("Day it ended")
