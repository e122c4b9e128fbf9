"""A section 47 enquiry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table, text


@table("s47_enquiries", ssd="ssd_s47_enquiry")
@dataclass(frozen=True, slots=True, kw_only=True)
class S47Enquiry(Row):
    """A section 47 enquiry."""

    s47_enquiry_id: str = key("Stable key of the row", ssd="s47e_s47_enquiry_id")
    person_id: str | None = link("people", "The child", ssd="s47e_person_id")
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="s47e_referral_id")
    started_on: dt.date | None = day(
        "Day of the strategy discussion that began it",
        ssd="s47e_s47_start_date",
    )
    ended_on: dt.date | None = day(
        "Day it was completed",
        ssd="s47e_s47_end_date",
    )
    no_further_action: bool | None = flag(
        "Whether it ended in no further action",
        ssd="s47e_s47_nfa",
    )
    outcome_json: str | None = text("Outcomes as a JSON object of flags", ssd="s47e_s47_outcome_json")
    professional_id: str | None = link(
        "professionals",
        "The worker responsible",
        ssd="s47e_s47_completed_by_worker_id",
    )
    team_id: str | None = link("teams", "The team responsible", ssd="s47e_s47_completed_by_team")
    leads_to_conference: bool | None = flag(
        "Outcome: an initial conference",
        ssd="s47e_s47_outcome_json#CP_CONFERENCE_FLAG",
    )
