"""A personal education plan or its review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table


@table("personal_education_plans")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalEducationPlan(Row):
    """A personal education plan or its review."""

    personal_education_plan_id: str = key("Key of the plan")
    person_id: str | None = link("people", "The child")
    started_on: dt.date | None = day("Day it was started")
    completed_on: dt.date | None = day("Day it was completed")
