"""Placement finance placeholders of the SSD, kept so that an extract loses nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, key, link, table, text


@table("s251_finances", ssd="ssd_s251_finance")
@dataclass(frozen=True, slots=True, kw_only=True)
class S251Finance(Row):
    """Placement finance placeholders of the SSD, kept so that an extract loses nothing."""

    s251_finance_id: str = key("Stable key of the row", ssd="s251_table_id")
    cla_placement_id: str | None = link(
        "cla_placements",
        "The placement",
        ssd="s251_cla_placement_id",
    )
    placeholder_1: str | None = text("Reserved by the data set; no meaning given yet", ssd="s251_placeholder_1")
    placeholder_2: str | None = text("Reserved by the data set; no meaning given yet", ssd="s251_placeholder_2")
    placeholder_3: str | None = text("Reserved by the data set; no meaning given yet", ssd="s251_placeholder_3")
    placeholder_4: str | None = text("Reserved by the data set; no meaning given yet", ssd="s251_placeholder_4")
