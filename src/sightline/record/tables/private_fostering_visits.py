"""A visit under the private fostering regulations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("private_fostering_visits")
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFosteringVisit(Row):
    """A visit under the private fostering regulations."""

    private_fostering_visit_id: str = key("Key of the visit")
    private_fostering_id: str | None = link("private_fostering_arrangements", "The arrangement")
    person_id: str | None = link("people", "The child")
    visited_on: dt.date | None = day("Day of the visit")
    child_seen_alone: bool | None = flag("Whether the child was spoken to alone")
