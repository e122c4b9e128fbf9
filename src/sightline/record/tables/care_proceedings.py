"""Care or supervision proceedings about a child."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, key, link, table


@table("care_proceedings")
@dataclass(frozen=True, slots=True, kw_only=True)
class CareProceedings(Row):
    """Care or supervision proceedings about a child."""

    care_proceedings_id: str = key("Key of the proceedings")
    person_id: str | None = link("people", "The child")
    issued_on: dt.date | None = day("Day the application was issued")
    extended_on: dt.date | None = day("Day the court extended the timetable")
    concluded_on: dt.date | None = day("Day of the final order")
    outcome: str | None = code("How they ended", codes="proceedings_outcome")
