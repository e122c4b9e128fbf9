"""A care leaver: eligibility, whether in touch, home and activity, as last recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table


@table("care_leavers", ssd="ssd_care_leavers")
@dataclass(frozen=True, slots=True, kw_only=True)
class CareLeaver(Row):
    """A care leaver: eligibility, whether in touch, home and activity, as last recorded."""

    care_leaver_id: str = key("Stable key of the row", ssd="clea_table_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="clea_person_id")
    eligibility_code: str | None = code(
        "The current Care Leaver Eligibility Status of the Child/ Young Person",
        codes="care_leaver_eligibility",
        ssd="clea_care_leaver_eligibility",
    )
    in_touch_code: str | None = code(
        "Is the local authority in touch with this young person?",
        codes="care_leaver_in_touch",
        ssd="clea_care_leaver_in_touch",
    )
    latest_contact_on: dt.date | None = day(
        "This should be the latest date of PA contact with the young person, it is left blank if the LA is not in touch with the care leaver",
        ssd="clea_care_leaver_latest_contact",
    )
    accommodation_code: str | None = code(
        "The type of accommodation that the young person is living in on or around their 17th, 18th, 19th, 20th or 21st birthday, or the accommodation the young person is …",
        codes="care_leaver_accommodation",
        ssd="clea_care_leaver_accommodation",
    )
    accommodation_suitable: bool | None = flag(
        "Is the accommodation considered suitable?",
        ssd="clea_care_leaver_accom_suitable",
    )
    activity_code: str | None = code(
        "For care leavers aged 17 to 21 years, the young person's main activity status on or around their birthday if the LA was in touch with them, or if the LA was not in …",
        codes="care_leaver_activity",
        ssd="clea_care_leaver_activity",
    )
    pathway_plan_reviewed_on: dt.date | None = day(
        "This should be either the date the Pathway plan started, or the latest date the pathway plan was reviewed (if applicable); whichever is the most recent",
        ssd="clea_pathway_plan_review_date",
    )
    personal_adviser_id: str | None = link(
        "professionals",
        "Allocated Personal Advisor for Care Leaver",
        ssd="clea_care_leaver_personal_advisor",
    )
    team_id: str | None = link(
        "teams",
        "Allocated Team responsible for Care Leaver",
        ssd="clea_care_leaver_allocated_team",
    )
    professional_id: str | None = link(
        "professionals",
        "Allocated worker responsible for Care Leaver",
        ssd="clea_care_leaver_worker_id",
    )
