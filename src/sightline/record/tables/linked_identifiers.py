"""Another system's identifier for a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table, text


@table("linked_identifiers", ssd="ssd_linked_identifiers")
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIdentifier(Row):
    """Another system's identifier for a person."""

    linked_identifier_id: str = key("Stable key of the row", ssd="link_table_id")
    person_id: str | None = link("people", "The child", ssd="link_person_id")
    type: str | None = text(
        "Kind of identifier: case number, NHS number and so on",
        ssd="link_identifier_type",
    )
    value: str | None = text("The identifier", ssd="link_identifier_value", privacy=Privacy.IDENTIFYING)
    valid_from_on: dt.date | None = day("Day it became valid", ssd="link_valid_from_date")
    valid_to_on: dt.date | None = day("Day it ceased to be", ssd="link_valid_to_date")
