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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="perm_person_id")
    cla_id: str | None = identifier(
        "System identifier for the whole period of care, encompassing all episodes within that period of care",
        ssd="perm_cla_id",
    )
    adoption_decision_on: dt.date | None = day(
        "The date of the decision that the child should be placed for adoption",
        ssd="perm_adm_decision_date",
    )
    fostering_for_adoption_decision_on: dt.date | None = day(
        "Date of the decision that the child should be placed in a FFA or CP placement with a selected family, if applicable",
        ssd="perm_ffa_cp_decision_date",
    )
    placement_order_on: dt.date | None = day(
        "The date that a Placement order or Freeing order was granted",
        ssd="perm_placement_order_date",
    )
    placed_for_adoption_on: dt.date | None = day(
        "The date that the child was placed for adoption with particular prospective adopters",
        ssd="perm_placed_for_adoption_date",
    )
    matched_on: dt.date | None = day(
        "The date that the child was matched to particular prospective adopters or with dually approved foster carers/adopters for FFA",
        ssd="perm_matched_date",
    )
    adopted_by_carer: bool | None = flag(
        "Flag showing if the child was Adopted by their former carer",
        ssd="perm_adopted_by_carer_flag",
    )
    placed_fostering_for_adoption_on: dt.date | None = day(
        "Date the child was placed in a FFA or CP placement",
        ssd="perm_placed_ffa_cp_date",
    )
    decision_reversed_on: dt.date | None = day(
        "The date that the local authority formally decides that a child should no longer be placed for adoption",
        ssd="perm_decision_reversed_date",
    )
    placed_foster_carer_on: dt.date | None = day(
        "Date the child was originally placed with their foster carer(s) (only if the child was adopted by their foster carer(s))",
        ssd="perm_placed_foster_carer_date",
    )
    is_part_of_sibling_group: bool | None = flag(
        "Is the child a part of a sibling group",
        ssd="perm_part_of_sibling_group",
    )
    siblings_placed_together: int | None = count(
        "Number of children placed, or planned to be placed, for adoption together as sibling group INCLUDING this child",
        ssd="perm_siblings_placed_together",
    )
    siblings_placed_apart: int | None = count(
        "Number of siblings placed, or planned to be placed, for adoption separately from the child",
        ssd="perm_siblings_placed_apart",
    )
    placement_provider_urn: str | None = text(
        "URN of the placement provider agency",
        ssd="perm_placement_provider_urn",
    )
    decision_reversed_reason: str | None = text(
        "Reason why the child is no longer considered for adoption",
        ssd="perm_decision_reversed_reason",
    )
    order_on: dt.date | None = day(
        "Date permanence order granted - this is the CLA Placement End Date",
        ssd="perm_permanence_order_date",
    )
    order_type: str | None = code(
        "Type of Permanence order granted - Adoption - Special Guardianship - Child Arrangements Order/ Residence Order",
        codes="permanence_order",
        ssd="perm_permanence_order_type",
    )
    professional_id: str | None = link("professionals", "Adoption social worker", ssd="perm_adoption_worker_id")
    adopter_sex: str | None = text("The sex of the adopter/s/ prospective adopter/s", ssd="perm_adopter_sex")
    adopter_legal_status: str | None = text(
        "The Legal Status of the adopter/s/ prospective adopter/s",
        ssd="perm_adopter_legal_status",
    )
    number_of_adopters: str | None = text("Number of Adopters/ Prospective Adopters", ssd="perm_number_of_adopters")
