"""Which columns the simulator fills, table by table, in the order its rows are written; the rest stay unrecorded."""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "people": "person_id forename surname sex gender ethnicity born_on has_ehc_plan expected_birth_on died_on"
        " is_mother",
        "families": "family_member_id person_id family_id",
        "mothers": "mother_id person_id child_person_id child_born_on",
        "addresses": "address_id person_id address_type started_on ended_on postcode",
        "linked_identifiers": "linked_identifier_id person_id type value valid_from_on",
        "contacts": "contact_id person_id contacted_on source_code referral_id team_id responded_on leads_to_referral",
        "early_help_episodes": "early_help_episode_id person_id started_on ended_on reason end_reason organisation",
        "cin_episodes": "referral_id person_id referred_on primary_need_code source_code no_further_action close_reason"
        " closed_on team_id professional_id decided_on decided_by_id needs_welfare_checks leads_to_assessment"
        " leads_to_strategy_discussion referrer_told_on",
        "assessments": "assessment_id person_id referral_id started_on child_seen authorised_on no_further_action"
        " team_id professional_id overrun_reason manager_checked_on leads_to_strategy_discussion leads_to_services",
        "assessment_factors": "assessment_factor_id assessment_id factors_json person_id",
        "cin_plans": "cin_plan_id person_id referral_id started_on ended_on team_id professional_id endorsed_on",
        "cin_visits": "cin_visit_id person_id visited_on child_seen child_seen_alone bedroom_seen professional_id",
        "strategy_discussions": "strategy_discussion_id person_id referral_id s47_enquiry_id requested_on held_on"
        " threshold_met asks_the_right_question is_about_exploitation chaired_by_id",
        "strategy_attendances": "strategy_attendance_id strategy_discussion_id person_id agency attended attended_on",
        "s47_enquiries": "s47_enquiry_id person_id referral_id started_on ended_on no_further_action professional_id"
        " team_id leads_to_conference",
        "initial_cp_conferences": "icpc_id person_id meeting_id s47_enquiry_id cp_plan_id referral_id is_transfer_in"
        " target_on held_on made_cp_plan team_id professional_id",
        "cp_plans": "cp_plan_id person_id referral_id icpc_id started_on ended_on initial_category_code"
        " is_other_authority_plan latest_category_code",
        "cp_visits": "cp_visit_id person_id cp_plan_id visited_on child_seen child_seen_alone bedroom_seen"
        " professional_id",
        "cp_reviews": "cp_review_id person_id cp_plan_id due_on reviewed_on meeting_id plan_continues is_quorate"
        " participation_code",
        "core_groups": "core_group_id cp_plan_id person_id held_on",
        "pre_proceedings": "pre_proceedings_id person_id plo_family_id decision_on initial_meeting_on"
        " stepdown_or_issue_agreed_on letter_sent_on care_proceedings_letter_on meetings_count short_notice"
        " short_notice_reason",
        "care_proceedings": "care_proceedings_id person_id issued_on extended_on concluded_on outcome",
        "cla_episodes": "cla_episode_id person_id started_on start_reason_code primary_need_code ceased_on"
        " ceased_reason_code cla_id referral_id cla_placement_id entered_care_on last_iro_contact_on",
        "cla_placements": "cla_placement_id person_id started_on placement_type_code urn distance_miles cla_id"
        " provider_code postcode ended_on change_reason_code is_long_term is_out_of_area approved_on placement_plan_on"
        " delegated_authority_on iro_told_on host_authority_told_on",
        "legal_statuses": "legal_status_id person_id legal_status started_on ended_on",
        "cla_care_plans": "cla_care_plan_id person_id started_on ended_on permanence_plan_code has_contingency",
        "cla_visits": "cla_visit_id person_id cla_id visited_on child_seen child_seen_alone professional_id",
        "cla_reviews": "cla_review_id cla_id due_on reviewed_on is_cancelled participation_code person_id",
        "iro_escalations": "iro_escalation_id person_id professional_id raised_on resolved_on reason is_formal",
        "cla_health_checks": "health_check_id person_id check_type checked_on status",
        "cla_immunisations": "cla_immunisation_id person_id up_to_date recorded_on",
        "cla_substance_misuses": "substance_misuse_id person_id recorded_on substance intervention_received",
        "cla_convictions": "cla_conviction_id person_id convicted_on offence",
        "cla_previous_permanences": "previous_permanence_id person_id option_code authority",
        "sdq_scores": "sdq_score_id person_id completed_on reason score",
        "personal_education_plans": "personal_education_plan_id person_id started_on completed_on",
        "significant_events": "significant_event_id person_id occurred_on event_type",
        "permanences": "permanence_id person_id cla_id adoption_decision_on placement_order_on placed_for_adoption_on"
        " matched_on adopted_by_carer decision_reversed_on decision_reversed_reason is_part_of_sibling_group order_on"
        " order_type professional_id",
        "adoption_reviews": "adoption_review_id permanence_id person_id reviewed_on",
        "immigration_statuses": "immigration_status_id person_id immigration_status started_on ended_on",
        "care_leavers": "care_leaver_id person_id eligibility_code in_touch_code latest_contact_on accommodation_code"
        " accommodation_suitable activity_code pathway_plan_reviewed_on personal_adviser_id team_id professional_id",
        "pathway_plans": "pathway_plan_id person_id completed_on plan_type young_person_agrees"
        " entitlements_explained_on",
        "pa_contacts": "pa_contact_id person_id professional_id contacted_on is_in_person",
        "missing_episodes": "missing_episode_id person_id started_on episode_type ended_on return_interview_offered"
        " return_interview_accepted police_told_on",
        "return_interviews": "return_interview_id missing_episode_id person_id offered_on contacted_on held_on"
        " is_independent is_declined",
        "exploitation_concerns": "exploitation_concern_id person_id recorded_on concern_type source closed_on",
        "exploitation_screenings": "exploitation_screening_id person_id screened_on professional_id level has_analysis"
        " siblings_considered second_of_id agrees_with_first",
        "exploitation_responses": "exploitation_response_id exploitation_screening_id person_id responded_on"
        " response_type",
        "exploitation_links": "exploitation_link_id person_id linked_person_id link_type place recorded_on mapped_on",
        "private_fostering_arrangements": "private_fostering_id person_id notified_on started_on assessed_on ended_on",
        "private_fostering_visits": "private_fostering_visit_id private_fostering_id person_id visited_on"
        " child_seen_alone",
        "send_records": "send_record_id person_id upn upn_unknown_reason",
        "ehcp_requests": "ehcp_request_id send_record_id requested_on outcome_on outcome_code person_id",
        "ehcp_assessments": "ehcp_assessment_id ehcp_request_id outcome_on outcome_code exceptions person_id",
        "ehcp_named_plans": "named_plan_id ehcp_assessment_id started_on ceased_on ceased_reason person_id",
        "ehcp_active_plans": "active_plan_id ehcp_request_id last_reviewed_on person_id",
        "ehcp_reviews": "ehcp_review_id named_plan_id person_id held_on report_sent_on decision_sent_on amends_plan"
        " amended_plan_sent_on",
        "sen_needs": "sen_need_id active_plan_id need_type need_rank person_id",
        "disabilities": "disability_id person_id disability_code",
        "short_breaks": "short_break_id person_id started_on ended_on",
        "case_supervisions": "case_supervision_id person_id professional_id held_on has_actions",
        "management_decisions": "management_decision_id person_id professional_id decided_on decision_type"
        " has_rationale",
        "complaints": "complaint_id person_id team_id received_on stage responded_on learning_recorded_on",
        "voices_of_children": "voice_of_child_id person_id explained_worries agree_worker plan_safe recorded_on",
        "practice_audits": "practice_audit_id person_id team_id audited_on auditor_id grade theme",
        "audit_actions": "audit_action_id practice_audit_id person_id theme raised_on owner_id due_on measure"
        " completed_on",
        "involvements": "involvement_id person_id professional_id role team_id started_on ended_on change_reason"
        " referral_id",
        "professionals": "professional_id staff_id name registration_number job_title caseload department"
        " full_time_equivalent is_agency qualified_on",
        "posts": "post_id professional_id team_id post_type is_management is_agency full_time_equivalent started_on"
        " ended_on left_reason",
        "teams": "team_id name parent_team_id parent_name service",
        "supervisions": "supervision_id professional_id supervisor_id held_on minutes",
        "appraisals": "appraisal_id professional_id held_on",
        "training_records": "training_record_id professional_id course completed_on",
        "policies": "policy_id council_id topic adopted_on ended_on states_limit",
        "leadership_reports": "leadership_report_id council_id told_on tier topic tells_unallocated challenge_recorded",
        "foster_carers": "foster_carer_id approved_on ended_on team_id",
        "foster_carer_reviews": "foster_carer_review_id foster_carer_id reviewed_on",
        "councils": "council_id name started_on",
    }.items()
}
