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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="cont_person_id")
    contacted_on: dt.date | None = day("Date Contact received into LA", ssd="cont_contact_date")
    source_code: str | None = code("Contact Source Code", codes="referral_source", ssd="cont_contact_source_code")
    source_description: str | None = text("Contact Source Description", ssd="cont_contact_source_desc")
    outcome_json: str | None = text("Outcome of the Contact", ssd="cont_contact_outcome_json")
    referral_id: str | None = link("cin_episodes", "The open episode the contact is about, if any")
    team_id: str | None = link("teams", "Team that took the contact")
    responded_on: dt.date | None = day("Day the person who made the contact was answered")
    leads_to_referral: bool | None = flag(
        "Contact outcome: a new referral",
        ssd="cont_contact_outcome_json#NEW_REFERRAL_FLAG",
    )
