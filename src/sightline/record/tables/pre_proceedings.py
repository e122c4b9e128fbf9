"""Work under the public law outline before care proceedings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, count, day, identifier, key, link, table, text


@table("pre_proceedings", ssd="ssd_pre_proceedings")
@dataclass(frozen=True, slots=True, kw_only=True)
class PreProceedings(Row):
    """Work under the public law outline before care proceedings."""

    pre_proceedings_id: str = key("Stable key of the row", ssd="prep_table_id")
    person_id: str | None = link("people", "The child", ssd="prep_person_id")
    plo_family_id: str | None = identifier(
        "The family group",
        ssd="prep_plo_family_id",
    )
    decision_on: dt.date | None = day(
        "Day the legal meeting agreed to begin",
        ssd="prep_pre_pro_decision_date",
    )
    initial_meeting_on: dt.date | None = day(
        "Day of the first meeting with parents",
        ssd="prep_initial_pre_pro_meeting_date",
    )
    outcome: str | None = text("How pre-proceedings ended", ssd="prep_pre_pro_outcome")
    stepdown_or_issue_agreed_on: dt.date | None = day(
        "Day it was agreed to step down or to issue",
        ssd="prep_agree_stepdown_issue_date",
    )
    cp_plans_referral_period: int | None = count(
        "Protection plans in this referral period",
        ssd="prep_cp_plans_referral_period",
    )
    legal_gateway_outcome: str | None = text(
        "What the legal gateway decided",
        ssd="prep_legal_gateway_outcome",
    )
    prev_pre_proc_child: int | None = count(
        "Earlier periods of pre-proceedings",
        ssd="prep_prev_pre_proc_child",
    )
    prev_care_proc_child: int | None = count(
        "Earlier care proceedings",
        ssd="prep_prev_care_proc_child",
    )
    letter_sent_on: dt.date | None = day(
        "Day the letter before proceedings was sent",
        ssd="prep_pre_pro_letter_date",
    )
    care_proceedings_letter_on: dt.date | None = day(
        "Day the letter of issue was sent",
        ssd="prep_care_pro_letter_date",
    )
    meetings_count: int | None = count(
        "Meetings with parents after the first",
        ssd="prep_pre_pro_meetings_num",
    )
    parents_legal_representation: str | None = text(
        "Whether parents were represented",
        ssd="prep_pre_pro_parents_legal_rep",
    )
    parents_represented_at_issue: str | None = text(
        "Whether parents were represented at issue",
        ssd="prep_parents_legal_rep_point_of_issue",
    )
    court_reference: str | None = text(
        "The court's number",
        ssd="prep_court_reference",
    )
    court_hearings_count: int | None = count(
        "Hearings held",
        ssd="prep_care_proc_court_hearings",
    )
    short_notice: str | None = text(
        "Whether issued at short notice",
        ssd="prep_care_proc_short_notice",
    )
    short_notice_reason: str | None = text(
        "Why at short notice",
        ssd="prep_proc_short_notice_reason",
    )
    initial_plan_approved: str | None = text(
        "Whether the first care plan was approved",
        ssd="prep_la_inital_plan_approved",
    )
    initial_care_plan: str | None = text(
        "The first care plan",
        ssd="prep_la_initial_care_plan",
    )
    final_plan_approved: str | None = text(
        "Whether the final care plan was approved",
        ssd="prep_la_final_plan_approved",
    )
    final_care_plan: str | None = text(
        "The final care plan",
        ssd="prep_la_final_care_plan",
    )
