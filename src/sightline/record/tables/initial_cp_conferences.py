"""An initial child protection conference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, identifier, key, link, table, text


@table("initial_cp_conferences", ssd="ssd_initial_cp_conference")
@dataclass(frozen=True, slots=True, kw_only=True)
class InitialCpConference(Row):
    """An initial child protection conference."""

    icpc_id: str = key("Stable key of the row", ssd="icpc_icpc_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="icpc_person_id")
    meeting_id: str | None = identifier(
        "Identifier for the Initial CP Conference Meeting",
        ssd="icpc_icpc_meeting_id",
    )
    s47_enquiry_id: str | None = link(
        "s47_enquiries",
        "ID for linking to Section 47 Enquiry",
        ssd="icpc_s47_enquiry_id",
    )
    cp_plan_id: str | None = link("cp_plans", "CP Plan ID for ICPC's resulting in a CP Plan", ssd="icpc_cp_plan_id")
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="icpc_referral_id")
    is_transfer_in: bool | None = flag("Is this is a transfer in ICPC?", ssd="icpc_icpc_transfer_in")
    target_on: dt.date | None = day(
        "The date that is 15 working days after the strategy discussion at which section 47 enquiries were initiated",
        ssd="icpc_icpc_target_date",
    )
    held_on: dt.date | None = day(
        "The date on which the initial child protection conference took place",
        ssd="icpc_icpc_date",
    )
    made_cp_plan: bool | None = flag(
        "Standalone field showing whether or not the ICPC resulted in a CP Plan",
        ssd="icpc_icpc_outcome_cp_flag",
    )
    outcome_json: str | None = text("Outcome of the Initial CP Conference", ssd="icpc_icpc_outcome_json")
    team_id: str | None = link("teams", "Team responsible for organising ICPC", ssd="icpc_icpc_team")
    professional_id: str | None = link("professionals", "Worker who organised the ICPC", ssd="icpc_icpc_worker_id")
