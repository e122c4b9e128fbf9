"""A core group meeting about a child protection plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("core_groups")
@dataclass(frozen=True, slots=True, kw_only=True)
class CoreGroup(Row):
    """A core group meeting about a child protection plan."""

    core_group_id: str = key("Key of the meeting")
    cp_plan_id: str | None = link("cp_plans", "The plan")
    person_id: str | None = link("people", "The child")
    held_on: dt.date | None = day("Day it was held")
