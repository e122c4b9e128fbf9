"""The link from a mother to her child, for parents who are themselves known children."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table


@table("mothers", ssd="ssd_mother")
@dataclass(frozen=True, slots=True, kw_only=True)
class Mother(Row):
    """The link from a mother to her child, for parents who are themselves known children."""

    mother_id: str = key("Stable key of the row", ssd="moth_table_id")
    person_id: str | None = link("people", "The mother", ssd="moth_person_id")
    child_person_id: str | None = link(
        "people",
        "The child",
        ssd="moth_childs_person_id",
    )
    child_born_on: dt.date | None = day(
        "The child's date of birth",
        ssd="moth_childs_dob",
        privacy=Privacy.IDENTIFYING,
    )
