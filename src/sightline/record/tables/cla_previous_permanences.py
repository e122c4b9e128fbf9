"""An earlier permanence arrangement that ended before this time in care."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, key, link, table, text


@table("cla_previous_permanences", ssd="ssd_cla_previous_permanence")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaPreviousPermanence(Row):
    """An earlier permanence arrangement that ended before this time in care."""

    previous_permanence_id: str = key("Stable key of the row", ssd="lapp_table_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="lapp_person_id")
    order_on_text: str | None = text(
        "Date of the previous permanence order, if known",
        ssd="lapp_previous_permanence_order_date",
    )
    option_code: str | None = text(
        "This should be completed for all children who start to be looked-after",
        ssd="lapp_previous_permanence_option",
    )
    authority: str | None = text(
        "The name of the local authority who arranged the previous permanence option",
        ssd="lapp_previous_permanence_la",
    )
