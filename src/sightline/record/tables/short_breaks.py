"""A short break away from home under an agreed series."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("short_breaks")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShortBreak(Row):
    """A short break away from home under an agreed series."""

    short_break_id: str = key("Key of the break")
    person_id: str | None = link("people", "The child")
    started_on: dt.date | None = day("First day")
    ended_on: dt.date | None = day("Last day")
