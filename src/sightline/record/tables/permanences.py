"""The road to adoption or another permanence order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, count, day, flag, identifier, key, link, table, text


@table("permanences", ssd="ssd_permanence")
@dataclass(frozen=True, slots=True, kw_only=True)
class Permanence(Row):
    """The road to adoption or another permanence order."""

    permanence_id: str = key("Stable key of the row", ssd="perm_table_id")
    person_id: str | None = link("people", "The child", ssd="perm_person_id")
    cla_id: str | None = identifier(
        "The whole period of care, shared by every episode in it",
        ssd="perm_cla_id",
    )
    adoption_decision_on: dt.date | None = day(
        "Day the agency decided on adoption",
        ssd="perm_adm_decision_date",
    )
    fostering_for_adoption_decision_on: dt.date | None = day(
        "Day fostering for adoption was decided",
        ssd="perm_ffa_cp_decision_date",
    )
    placement_order_on: dt.date | None = day(
        "Day of the placement order",
        ssd="perm_placement_order_date",
    )
    placed_for_adoption_on: dt.date | None = day(
        "Day the child moved in with the adopters",
        ssd="perm_placed_for_adoption_date",
    )
    matched_on: dt.date | None = day(
        "Day the match was agreed",
        ssd="perm_matched_date",
    )
    adopted_by_carer: bool | None = flag(
        "Whether the adopter was the foster carer",
        ssd="perm_adopted_by_carer_flag",
    )
    placed_fostering_for_adoption_on: dt.date | None = day(
        "Day placed under fostering for adoption",
        ssd="perm_placed_ffa_cp_date",
    )
    decision_reversed_on: dt.date | None = day(
        "Day adoption ceased to be the plan",
        ssd="perm_decision_reversed_date",
    )
    placed_foster_carer_on: dt.date | None = day(
        "Day first placed with the carer who adopted",
        ssd="perm_placed_foster_carer_date",
    )
    is_part_of_sibling_group: bool | None = flag(
        "Whether one of a sibling group",
        ssd="perm_part_of_sibling_group",
    )
    siblings_placed_together: int | None = count(
        "Children placed together, this one included",
        ssd="perm_siblings_placed_together",
    )
    siblings_placed_apart: int | None = count(
        "Brothers and sisters placed elsewhere",
        ssd="perm_siblings_placed_apart",
    )
    placement_provider_urn: str | None = text(
        "Ofsted's number for the agency",
        ssd="perm_placement_provider_urn",
    )
    decision_reversed_reason: str | None = text(
        "Why adoption ceased to be the plan",
        ssd="perm_decision_reversed_reason",
    )
    order_on: dt.date | None = day(
        "Day of the permanence order",
        ssd="perm_permanence_order_date",
    )
    order_type: str | None = code(
        "Kind of permanence order",
        codes="permanence_order",
        ssd="perm_permanence_order_type",
    )
    professional_id: str | None = link("professionals", "The adoption worker", ssd="perm_adoption_worker_id")
    adopter_sex: str | None = text("Sex of the adopters", ssd="perm_adopter_sex")
    adopter_legal_status: str | None = text(
        "Legal status of the adopters",
        ssd="perm_adopter_legal_status",
    )
    number_of_adopters: str | None = text("How many adopters", ssd="perm_number_of_adopters")
