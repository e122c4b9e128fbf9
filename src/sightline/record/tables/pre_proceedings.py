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
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="prep_person_id")
    plo_family_id: str | None = identifier(
        "Unique Identifier number for each family group - a family group is described as a group of children linked by parents all starting and ceasing pre or care proceedings …",
        ssd="prep_plo_family_id",
    )
    decision_on: dt.date | None = day(
        "This is the date of legal meeting / panel that agreed to commence pre-proceedings",
        ssd="prep_pre_pro_decision_date",
    )
    initial_meeting_on: dt.date | None = day(
        "This is the first pre-proceedings meeting following the legal meeting / panel that agreed to commence pre-proceedings",
        ssd="prep_initial_pre_pro_meeting_date",
    )
    outcome: str | None = text("What is the Outcome of Pre-Proceedings", ssd="prep_pre_pro_outcome")
    stepdown_or_issue_agreed_on: dt.date | None = day(
        "[Guidance text replicated from related stat-return field(s)",
        ssd="prep_agree_stepdown_issue_date",
    )
    cp_plans_referral_period: int | None = count(
        "Please provide a numeric value for the number of the times the child has been the subject of a Child Protection Plan during this referral period",
        ssd="prep_cp_plans_referral_period",
    )
    legal_gateway_outcome: str | None = text(
        "What was the outcome of legal gateway / panel / meeting after panel",
        ssd="prep_legal_gateway_outcome",
    )
    prev_pre_proc_child: int | None = count(
        "How many previous periods of pre-proceedings have there been in the child's lifetime",
        ssd="prep_prev_pre_proc_child",
    )
    prev_care_proc_child: int | None = count(
        "How many previous periods of care proceedings have there been in the child's lifetime",
        ssd="prep_prev_care_proc_child",
    )
    letter_sent_on: dt.date | None = day(
        "What is the date that the pre-proceedings letter and plan was sent to parents",
        ssd="prep_pre_pro_letter_date",
    )
    care_proceedings_letter_on: dt.date | None = day(
        "What is the date that the letter to issue care proceedings was sent to parents",
        ssd="prep_care_pro_letter_date",
    )
    meetings_count: int | None = count(
        "Please give a numeric value for the number of meetings that took place with parents, excluding the initial meeting",
        ssd="prep_pre_pro_meetings_num",
    )
    parents_legal_representation: str | None = text(
        "Did parents have legal representation during pre-proceedings",
        ssd="prep_pre_pro_parents_legal_rep",
    )
    parents_represented_at_issue: str | None = text(
        "Did parents have legal representation at the point of issue",
        ssd="prep_parents_legal_rep_point_of_issue",
    )
    court_reference: str | None = text(
        "This is the Court number which is given to a family group when care proceedings are issued",
        ssd="prep_court_reference",
    )
    court_hearings_count: int | None = count(
        "How many Court hearings have taken place whilst in care proceedings",
        ssd="prep_care_proc_court_hearings",
    )
    short_notice: str | None = text(
        "Were Care Proceedings issued on a short notice application",
        ssd="prep_care_proc_short_notice",
    )
    short_notice_reason: str | None = text(
        "Please choose the main reason from this list: (A) Applications under the Children Act 1989 where without such an order a child's immediate safety would be …",
        ssd="prep_proc_short_notice_reason",
    )
    initial_plan_approved: str | None = text(
        "Was the LA's initial plan approved at the initial hearing",
        ssd="prep_la_inital_plan_approved",
    )
    initial_care_plan: str | None = text(
        "Please choose one option from this list: A - Interim / Care Order B - Interim / Care Order - Placement with parents C - Adoption D - Interim / Supervision Order E - …",
        ssd="prep_la_initial_care_plan",
    )
    final_plan_approved: str | None = text(
        "Was the LA's final plan approved at the final hearing",
        ssd="prep_la_final_plan_approved",
    )
    final_care_plan: str | None = text(
        "Please choose one option from this list: A - Care Order B - Care Order - Placement with parents C - Adoption D - Supervision Order E - Special Guardianship Order F - …",
        ssd="prep_la_final_care_plan",
    )
