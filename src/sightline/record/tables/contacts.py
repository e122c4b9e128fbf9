"""A contact to the front door about a child, before it is a referral."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table, text


@table("contacts", ssd="ssd_contacts")
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Row):
    """A contact to the front door about a child, before it is a referral."""

    contact_id: str = key("Stable key of the row", ssd="cont_contact_id")
    person_id: str | None = link("people", "The child", ssd="cont_person_id")
    contacted_on: dt.date | None = day("Day the contact was received", ssd="cont_contact_date")
    source_code: str | None = code("Who made it", codes="referral_source", ssd="cont_contact_source_code")
    source_description: str | None = text("Who made it, in words", ssd="cont_contact_source_desc")
    outcome_json: str | None = text("Outcomes as a JSON object of flags", ssd="cont_contact_outcome_json")
    referral_id: str | None = link("cin_episodes", "The open episode the contact is about, if any")
    team_id: str | None = link("teams", "Team that took the contact")
    responded_on: dt.date | None = day("Day the person who made the contact was answered")
    leads_to_referral: bool | None = flag(
        "Contact outcome: a new referral",
        ssd="cont_contact_outcome_json#NEW_REFERRAL_FLAG",
    )
