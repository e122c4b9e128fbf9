"""A change in a looked-after child's life that a care plan must answer and no other table holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("significant_events")
@dataclass(frozen=True, slots=True, kw_only=True)
class SignificantEvent(Row):
    """A change in a looked-after child's life that a care plan must answer and no other table holds."""

    significant_event_id: str = key("Key of the event")
    person_id: str | None = link("people", "The child")
    occurred_on: dt.date | None = day("Day it happened")
    event_type: str | None = code("What happened", codes="significant_event")
