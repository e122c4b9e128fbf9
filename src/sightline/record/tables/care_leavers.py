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
    person_id: str | None = link("people", "The child", ssd="clea_person_id")
    eligibility_code: str | None = code(
        "Eligibility now",
        codes="care_leaver_eligibility",
        ssd="clea_care_leaver_eligibility",
    )
    in_touch_code: str | None = code(
        "Whether the authority is in touch",
        codes="care_leaver_in_touch",
        ssd="clea_care_leaver_in_touch",
    )
    latest_contact_on: dt.date | None = day(
        "Day the personal adviser was last in touch; blank when not in touch",
        ssd="clea_care_leaver_latest_contact",
    )
    accommodation_code: str | None = code(
        "Kind of home on or around the birthday",
        codes="care_leaver_accommodation",
        ssd="clea_care_leaver_accommodation",
    )
    accommodation_suitable: bool | None = flag(
        "Whether the home is suitable",
        ssd="clea_care_leaver_accom_suitable",
    )
    activity_code: str | None = code(
        "Main activity on or around the birthday",
        codes="care_leaver_activity",
        ssd="clea_care_leaver_activity",
    )
    pathway_plan_reviewed_on: dt.date | None = day(
        "Day the pathway plan began or was last reviewed, the later",
        ssd="clea_pathway_plan_review_date",
    )
    personal_adviser_id: str | None = link(
        "professionals",
        "The personal adviser",
        ssd="clea_care_leaver_personal_advisor",
    )
    team_id: str | None = link(
        "teams",
        "The team responsible",
        ssd="clea_care_leaver_allocated_team",
    )
    professional_id: str | None = link(
        "professionals",
        "The worker responsible",
        ssd="clea_care_leaver_worker_id",
    )
