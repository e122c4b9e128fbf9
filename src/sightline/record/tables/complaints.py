"""A complaint about the service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("complaints")
@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Row):
    """A complaint about the service."""

    complaint_id: str = key("Key of the complaint")
    person_id: str | None = link("people", "The child")
    team_id: str | None = link("teams", "Team complained of")
    received_on: dt.date | None = day("Day it was received")
    stage: str | None = code("Stage of the procedure", codes="complaint_stage")
    responded_on: dt.date | None = day("Day of the response")
    learning_recorded_on: dt.date | None = day("Day what was learned was recorded")
