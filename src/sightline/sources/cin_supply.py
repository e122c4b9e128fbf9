"""What a children in need census can say; the one list of the record's columns it fills."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SUPPLIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "people": frozenset(
            {"person_id", "sex", "gender", "ethnicity", "born_on", "upn_unknown_reason", "expected_birth_on", "died_on"}
        ),
        "linked_identifiers": frozenset({"linked_identifier_id", "person_id", "type", "value"}),
        "disabilities": frozenset({"disability_id", "person_id", "disability_code"}),
        "cin_episodes": frozenset(
            {
                *("referral_id", "person_id", "referred_on", "primary_need_code", "source_code"),
                *("no_further_action", "close_reason", "closed_on"),
            }
        ),
        "assessments": frozenset(
            {"assessment_id", "person_id", "referral_id", "started_on", "authorised_on", "manager_checked_on"}
        ),
        "assessment_factors": frozenset({"assessment_factor_id", "assessment_id", "person_id", "factors_json"}),
        "cin_plans": frozenset({"cin_plan_id", "person_id", "referral_id", "started_on", "ended_on"}),
        "s47_enquiries": frozenset({"s47_enquiry_id", "person_id", "referral_id", "started_on", "leads_to_conference"}),
        "initial_cp_conferences": frozenset(
            {
                *("icpc_id", "person_id", "s47_enquiry_id", "cp_plan_id", "referral_id"),
                *("target_on", "held_on", "made_cp_plan"),
            }
        ),
        "cp_plans": frozenset(
            {
                *("cp_plan_id", "person_id", "referral_id", "icpc_id", "started_on", "ended_on"),
                *("initial_category_code", "latest_category_code"),
            }
        ),
        "cp_reviews": frozenset({"cp_review_id", "person_id", "cp_plan_id", "reviewed_on"}),
        "pre_proceedings": frozenset(
            {
                *("pre_proceedings_id", "person_id", "letter_sent_on", "initial_meeting_on", "meetings_count"),
                *("stepdown_or_issue_agreed_on", "outcome"),
            }
        ),
    }
)
"""What a census can say. It has no end of a section 47 enquiry, no visits, no workers and no teams."""
