"""A statutory assessment under section 17 or 47, from start to a manager's authorisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table, text


@table("assessments", ssd="ssd_cin_assessments")
@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Row):
    """A statutory assessment under section 17 or 47, from start to a manager's authorisation."""

    assessment_id: str = key("Stable key of the row", ssd="cina_assessment_id")
    person_id: str | None = link("people", "The child", ssd="cina_person_id")
    referral_id: str | None = link("cin_episodes", "The episode of need it belongs to", ssd="cina_referral_id")
    started_on: dt.date | None = day(
        "Day the assessment began",
        ssd="cina_assessment_start_date",
    )
    child_seen: bool | None = flag(
        "Whether the child was seen during it",
        ssd="cina_assessment_child_seen",
    )
    authorised_on: dt.date | None = day(
        "Day a manager authorised it as complete",
        ssd="cina_assessment_auth_date",
    )
    outcome_json: str | None = text("Outcomes as a JSON object of flags", ssd="cina_assessment_outcome_json")
    no_further_action: bool | None = flag(
        "Whether it ended in no further action",
        ssd="cina_assessment_outcome_nfa",
    )
    team_id: str | None = link("teams", "The team responsible", ssd="cina_assessment_team")
    professional_id: str | None = link(
        "professionals",
        "The worker responsible",
        ssd="cina_assessment_worker_id",
    )
    overrun_reason: str | None = text("Why the assessment took longer than 45 working days")
    manager_checked_on: dt.date | None = day("Day a manager reviewed progress part-way")
    leads_to_strategy_discussion: bool | None = flag(
        "Outcome: strategy discussion",
        ssd="cina_assessment_outcome_json#STRATEGY_DISCUSSION_FLAG",
    )
    leads_to_services: bool | None = flag(
        "Outcome: services are to be provided",
        ssd="cina_assessment_outcome_json#PROV_OF_SERVICES_FLAG",
    )
