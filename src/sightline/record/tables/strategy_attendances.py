"""Which agency took part in a strategy discussion."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("strategy_attendances")
@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyAttendance(Row):
    """Which agency took part in a strategy discussion."""

    strategy_attendance_id: str = key("Key of the attendance")
    strategy_discussion_id: str | None = link("strategy_discussions", "The discussion")
    person_id: str | None = link("people", "The child")
    agency: str | None = code("The agency", codes="agency")
    attended: bool | None = flag("Whether it took part")
    attended_on: dt.date | None = day("Day of the discussion")
