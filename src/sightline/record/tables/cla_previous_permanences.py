"""An earlier permanence arrangement that ended before this time in care."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, key, link, table, text


@table("cla_previous_permanences", ssd="ssd_cla_previous_permanence")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaPreviousPermanence(Row):
    """An earlier permanence arrangement that ended before this time in care."""

    previous_permanence_id: str = key("Stable key of the row", ssd="lapp_table_id")
    person_id: str | None = link("people", "The child", ssd="lapp_person_id")
    order_on_text: str | None = text(
        "Date of the earlier order as recorded, which may be partial",
        ssd="lapp_previous_permanence_order_date",
    )
    option_code: str | None = text(
        "Kind of earlier arrangement",
        ssd="lapp_previous_permanence_option",
    )
    authority: str | None = text(
        "Authority that arranged it",
        ssd="lapp_previous_permanence_la",
    )
