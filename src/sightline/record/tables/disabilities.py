"""A disability recorded for a child, by census code."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, code, key, link, table


@table("disabilities", ssd="ssd_disability")
@dataclass(frozen=True, slots=True, kw_only=True)
class Disability(Row):
    """A disability recorded for a child, by census code."""

    disability_id: str = key("Stable key of the row", ssd="disa_table_id")
    person_id: str | None = link("people", "The child", ssd="disa_person_id")
    disability_code: str | None = code(
        "Disability, by census code",
        codes="disability",
        ssd="disa_disability_code",
    )
