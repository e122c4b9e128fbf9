"""A type of special educational need in a plan."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, code, key, link, table, text


@table("sen_needs", ssd="ssd_sen_need")
@dataclass(frozen=True, slots=True, kw_only=True)
class SenNeed(Row):
    """A type of special educational need in a plan."""

    sen_need_id: str = key("Stable key of the row", ssd="senn_table_id")
    active_plan_id: str | None = link(
        "ehcp_active_plans",
        "The plan",
        ssd="senn_active_ehcp_id",
    )
    need_type: str | None = code(
        "Kind of need",
        codes="send_type",
        ssd="senn_active_ehcp_need_type",
    )
    need_rank: str | None = text(
        "1 primary, 2 secondary",
        ssd="senn_active_ehcp_need_rank",
    )
    person_id: str | None = link("people", "The child", through="ehcp_active_plans.active_plan_id")
