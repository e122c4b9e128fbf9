"""Where a person lived and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, link, table, text


@table("addresses", ssd="ssd_address")
@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Row):
    """Where a person lived and when."""

    address_id: str = key("Stable key of the row", ssd="addr_table_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="addr_person_id")
    address_json: str | None = text("Persons address", ssd="addr_address_json", privacy=Privacy.IDENTIFYING)
    address_type: str | None = text("Type of Address, e.g", ssd="addr_address_type")
    started_on: dt.date | None = day("Date person started living at the address", ssd="addr_address_start_date")
    ended_on: dt.date | None = day("Date person left the address", ssd="addr_address_end_date")
    postcode: str | None = text(
        "Address Postcode, auto-formatted to remove spaces for consistency",
        ssd="addr_address_postcode",
        privacy=Privacy.IDENTIFYING,
    )
