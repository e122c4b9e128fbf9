"""Where a looked-after child lived, and with whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, amount, code, day, flag, identifier, key, link, table, text


@table("cla_placements", ssd="ssd_cla_placement")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaPlacement(Row):
    """Where a looked-after child lived, and with whom."""

    cla_placement_id: str = key("Stable key of the row", ssd="clap_cla_placement_id")
    person_id: str | None = link("people", "The child", ssd="clap_person_id")
    started_on: dt.date | None = day(
        "Day the placement began",
        ssd="clap_cla_placement_start_date",
    )
    placement_type_code: str | None = code(
        "Where the child lives",
        codes="placement_type",
        ssd="clap_cla_placement_type",
    )
    urn: str | None = text(
        "Ofsted's number for the setting",
        ssd="clap_cla_placement_urn",
    )
    distance_miles: float | None = amount(
        "Miles from the home address",
        ssd="clap_cla_placement_distance",
    )
    cla_id: str | None = identifier(
        "The whole period of care, shared by every episode in it",
        ssd="clap_cla_id",
    )
    provider_code: str | None = code(
        "Who provides it",
        codes="placement_provider",
        ssd="clap_cla_placement_provider",
    )
    postcode: str | None = text(
        "Postcode of the placement",
        ssd="clap_cla_placement_postcode",
        privacy=Privacy.IDENTIFYING,
    )
    ended_on: dt.date | None = day(
        "Day it ended",
        ssd="clap_cla_placement_end_date",
    )
    change_reason_code: str | None = code(
        "Why it ended",
        codes="placement_change_reason",
        ssd="clap_cla_placement_change_reason",
    )
    is_long_term: bool | None = flag("Whether the placement is intended to last until the child is 18")
    is_out_of_area: bool | None = flag("Whether it lies outside the authority's area")
    approved_on: dt.date | None = day("Day a nominated officer approved an out-of-area placement")
    placement_plan_on: dt.date | None = day("Day the placement plan was signed")
    delegated_authority_on: dt.date | None = day("Day delegated authority was written down for the carer")
    iro_told_on: dt.date | None = day("Day the reviewing officer was told of the placement")
    host_authority_told_on: dt.date | None = day("Day the host authority was told")
