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
    person_id: str | None = link("people", "The child", ssd="icpc_person_id")
    meeting_id: str | None = identifier(
        "The meeting, shared by the children it discussed",
        ssd="icpc_icpc_meeting_id",
    )
    s47_enquiry_id: str | None = link(
        "s47_enquiries",
        "The section 47 enquiry",
        ssd="icpc_s47_enquiry_id",
    )
    cp_plan_id: str | None = link("cp_plans", "The plan it made, if any", ssd="icpc_cp_plan_id")
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="icpc_referral_id")
    is_transfer_in: bool | None = flag("Whether the child moved in already on a plan", ssd="icpc_icpc_transfer_in")
    target_on: dt.date | None = day(
        "Fifteen working days after the strategy discussion, as the system computes it",
        ssd="icpc_icpc_target_date",
    )
    held_on: dt.date | None = day(
        "Day it was held",
        ssd="icpc_icpc_date",
    )
    made_cp_plan: bool | None = flag(
        "Whether it made a plan",
        ssd="icpc_icpc_outcome_cp_flag",
    )
    outcome_json: str | None = text("Outcomes as a JSON object of flags", ssd="icpc_icpc_outcome_json")
    team_id: str | None = link("teams", "The team responsible", ssd="icpc_icpc_team")
    professional_id: str | None = link("professionals", "The worker responsible", ssd="icpc_icpc_worker_id")
