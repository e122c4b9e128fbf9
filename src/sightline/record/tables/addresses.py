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
    person_id: str | None = link("people", "The child", ssd="addr_person_id")
    address_json: str | None = text(
        "Parts of the address, as JSON", ssd="addr_address_json", privacy=Privacy.IDENTIFYING
    )
    address_type: str | None = text("Kind of address: home, placement, other", ssd="addr_address_type")
    started_on: dt.date | None = day("Day the person moved in", ssd="addr_address_start_date")
    ended_on: dt.date | None = day("Day the person moved out", ssd="addr_address_end_date")
    postcode: str | None = text(
        "Postcode without spaces",
        ssd="addr_address_postcode",
        privacy=Privacy.IDENTIFYING,
    )
