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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="s47e_person_id")
    referral_id: str | None = link("cin_episodes", "ID for linking to CIN Referral Episode", ssd="s47e_referral_id")
    started_on: dt.date | None = day(
        "Date of the strategy discussion at which the Section 47 Enquiries were initiated",
        ssd="s47e_s47_start_date",
    )
    ended_on: dt.date | None = day(
        "The actual date on which the S47 Enquiry is completed and authorised",
        ssd="s47e_s47_end_date",
    )
    no_further_action: bool | None = flag(
        "Standalone field showing whether or not the S47 Enquiry resulted in No Further Action",
        ssd="s47e_s47_nfa",
    )
    outcome_json: str | None = text("Outcome of the Section 47 Enquiry", ssd="s47e_s47_outcome_json")
    professional_id: str | None = link(
        "professionals",
        "Section 47 Enquiry completed by Worker",
        ssd="s47e_s47_completed_by_worker_id",
    )
    team_id: str | None = link("teams", "Section 47 Enquiry completed by Team", ssd="s47e_s47_completed_by_team")
    leads_to_conference: bool | None = flag(
        "Outcome: an initial conference",
        ssd="s47e_s47_outcome_json#CP_CONFERENCE_FLAG",
    )
