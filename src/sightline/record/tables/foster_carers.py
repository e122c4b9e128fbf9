"""An approved fostering household."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table


@table("foster_carers")
@dataclass(frozen=True, slots=True, kw_only=True)
class FosterCarer(Row):
    """An approved fostering household."""

    foster_carer_id: str = key("Key of the household")
    approved_on: dt.date | None = day("Day of approval", privacy=Privacy.OPERATIONAL)
    ended_on: dt.date | None = day("Day approval ended", privacy=Privacy.OPERATIONAL)
    team_id: str | None = link("teams", "Supervising team")
