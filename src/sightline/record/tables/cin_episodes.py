"""An episode of need, from the referral that opened it to its closure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, code, day, flag, key, link, table, text


@table("cin_episodes", ssd="ssd_cin_episodes")
@dataclass(frozen=True, slots=True, kw_only=True)
class CinEpisode(Row):
    """An episode of need, from the referral that opened it to its closure."""

    referral_id: str = key("Stable key of the row", ssd="cine_referral_id")
    person_id: str | None = link("people", "The child", ssd="cine_person_id")
    referred_on: dt.date | None = day("Day the referral was received", ssd="cine_referral_date")
    primary_need_code: str | None = code(
        "Main reason the child needs help",
        codes="primary_need",
        ssd="cine_cin_primary_need_code",
    )
    source_code: str | None = code(
        "Who referred",
        codes="referral_source",
        ssd="cine_referral_source_code",
    )
    source_description: str | None = text("Who referred, in words", ssd="cine_referral_source_desc")
    outcome_json: str | None = text(
        "Outcomes of the referral as a JSON object of flags", ssd="cine_referral_outcome_json"
    )
    no_further_action: bool | None = flag(
        "Whether the referral needed nothing further",
        ssd="cine_referral_nfa",
    )
    close_reason: str | None = code(
        "Why the episode closed",
        codes="reason_for_closure",
        ssd="cine_close_reason",
    )
    closed_on: dt.date | None = day("Day the episode closed", ssd="cine_close_date")
    team_id: str | None = link(
        "teams",
        "The team responsible",
        ssd="cine_referral_team",
    )
    professional_id: str | None = link(
        "professionals",
        "The worker responsible",
        ssd="cine_referral_worker_id",
    )
    decided_on: dt.date | None = day("Day a manager decided what the referral needs")
    decided_by_id: str | None = link("professionals", "Manager who decided")
    needs_welfare_checks: bool | None = flag("Whether checks with other agencies were asked for before deciding")
    leads_to_assessment: bool | None = flag(
        "Referral outcome: an assessment",
        ssd="cine_referral_outcome_json#SINGLE_ASSESSMENT_FLAG",
    )
    leads_to_strategy_discussion: bool | None = flag(
        "Referral outcome: a strategy discussion",
        ssd="cine_referral_outcome_json#STRATEGY_DISCUSSION_FLAG",
    )
    referrer_told_on: dt.date | None = day("Day the referrer was told the outcome")
