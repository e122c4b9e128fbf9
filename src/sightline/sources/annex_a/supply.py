"""Which columns of the record a workbook's lists supply, and which they only touch on.

A column is *supplied* when the lists hold it of every row they hold at all, so that a standard may be judged by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sightline.record.tables import TABLES
from sightline.sources.annex_a.lists import Lists

_PERSON = {"gender": ("people.gender",), "ethnicity": ("people.ethnicity",), "born_on": ("people.born_on",)}
_DISABLED = {"is_disabled": ("disabilities.disability_code",)}
_UNACCOMPANIED = {"is_unaccompanied": ("immigration_statuses.immigration_status",)}
_HELD = {
    "team": ("involvements.team_id", "involvements.role", "teams.name"),
    "worker": ("involvements.professional_id", "involvements.role", "professionals.name"),
}


def _of(table: str) -> dict[str, tuple[str, ...]]:
    return {
        "team": (f"{table}.team_id", "teams.name"),
        "worker": (f"{table}.professional_id", "professionals.name"),
    }


SUPPLIES: Mapping[int, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        1: {**_PERSON, "contacted_on": ("contacts.contacted_on",), "source": ("contacts.source_code",)},
        2: {
            **_PERSON,
            "started_on": ("early_help_episodes.started_on",),
            "ended_on": ("early_help_episodes.ended_on",),
            "organisation": ("early_help_episodes.organisation",),
        },
        3: {
            **_PERSON,
            **_of("cin_episodes"),
            "referred_on": ("cin_episodes.referred_on",),
            "source": ("cin_episodes.source_code",),
            "no_further_action": ("cin_episodes.no_further_action",),
        },
        4: {
            **_PERSON,
            **_DISABLED,
            **_of("assessments"),
            "started_on": ("assessments.started_on",),
            "child_seen": ("assessments.child_seen",),
            "authorised_on": ("assessments.authorised_on",),
            "needs_support": ("assessments.leads_to_services",),
        },
        5: {
            **_PERSON,
            **_DISABLED,
            **_of("s47_enquiries"),
            "started_on": ("s47_enquiries.started_on",),
            "conference_unnecessary": ("s47_enquiries.leads_to_conference",),
            "conference_on": ("initial_cp_conferences.held_on", "initial_cp_conferences.s47_enquiry_id"),
            "made_plan": ("initial_cp_conferences.made_cp_plan",),
        },
        6: {
            **_PERSON,
            **_DISABLED,
            **_HELD,
            "started_on": ("cin_episodes.referred_on",),
            "need": ("cin_episodes.primary_need_code",),
            "last_seen_on": ("cin_visits.visited_on", "cin_visits.child_seen"),
            "closed_on": ("cin_episodes.closed_on",),
            "close_reason": ("cin_episodes.close_reason",),
        },
        7: {
            **_PERSON,
            **_DISABLED,
            **_HELD,
            "started_on": ("cp_plans.started_on",),
            "initial_category": ("cp_plans.initial_category_code",),
            "latest_category": ("cp_plans.latest_category_code",),
            "last_visit_on": ("cp_visits.visited_on", "cp_visits.cp_plan_id"),
            "seen_alone": ("cp_visits.child_seen_alone",),
            "last_review_on": ("cp_reviews.reviewed_on", "cp_reviews.cp_plan_id"),
            "ended_on": ("cp_plans.ended_on",),
        },
        8: {
            **_PERSON,
            **_DISABLED,
            **_HELD,
            **_UNACCOMPANIED,
            "started_on": ("cla_episodes.started_on", "cla_episodes.entered_care_on", "cla_episodes.cla_id"),
            "need": ("cla_episodes.primary_need_code",),
            "legal_status_on": ("legal_statuses.started_on",),
            "legal_status": ("legal_statuses.legal_status",),
            "last_review_on": ("cla_reviews.reviewed_on", "cla_reviews.cla_id"),
            "last_visit_on": ("cla_visits.visited_on", "cla_visits.cla_id"),
            "permanence_plan": ("cla_care_plans.permanence_plan_code",),
            "last_iro_contact_on": ("cla_episodes.last_iro_contact_on",),
            "last_health_assessment_on": ("cla_health_checks.checked_on", "cla_health_checks.check_type"),
            "last_dental_check_on": ("cla_health_checks.checked_on", "cla_health_checks.check_type"),
            "ceased_on": ("cla_episodes.ceased_on",),
            "ceased_reason": ("cla_episodes.ceased_reason_code",),
            "placement_on": ("cla_placements.started_on", "cla_placements.cla_id"),
            "placement_type": ("cla_placements.placement_type_code",),
            "placement_provider": ("cla_placements.provider_code",),
            "placement_postcode": ("cla_placements.postcode",),
            "placement_urn": ("cla_placements.urn",),
            "placement_location": ("cla_placements.is_out_of_area",),
        },
        9: {
            **_PERSON,
            **_DISABLED,
            **_UNACCOMPANIED,
            **_of("care_leavers"),
            "personal_adviser": ("care_leavers.personal_adviser_id", "professionals.name"),
            "eligibility": ("care_leavers.eligibility_code",),
            "pathway_plan_on": ("care_leavers.pathway_plan_reviewed_on",),
            "in_touch": ("care_leavers.in_touch_code",),
            "last_contact_on": ("care_leavers.latest_contact_on",),
            "accommodation": ("care_leavers.accommodation_code",),
            "accommodation_suitability": ("care_leavers.accommodation_suitable",),
            "activity": ("care_leavers.activity_code",),
        },
        10: {
            **_PERSON,
            **_DISABLED,
            "decided_on": ("permanences.adoption_decision_on",),
            "placement_order_on": ("permanences.placement_order_on",),
            "matched_on": ("permanences.matched_on",),
            "placed_on": ("permanences.placed_for_adoption_on",),
            "adopted_on": ("permanences.order_on", "permanences.order_type"),
            "reversed_on": ("permanences.decision_reversed_on",),
            "reversed_reason": ("permanences.decision_reversed_reason",),
            "early_permanence_on": ("permanences.placed_fostering_for_adoption_on",),
        },
    }
)
"""By list and column, the columns of the record that reading it fills."""

TOUCHED_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # of each child the newest alone, where a standard asks of every one
        "cin_visits": frozenset({"visited_on", "child_seen"}),
        "cp_visits": frozenset({"visited_on", "child_seen_alone"}),
        "cp_reviews": frozenset({"reviewed_on"}),
        "cla_visits": frozenset({"visited_on"}),
        "cla_reviews": frozenset({"reviewed_on"}),
        "cla_health_checks": frozenset({"checked_on"}),
        "cla_placements": frozenset({"started_on"}),
        "cla_care_plans": frozenset({"permanence_plan_code"}),
        "legal_statuses": frozenset({"started_on"}),
        "involvements": frozenset({"professional_id", "team_id"}),
        # of the months the list covers, where a standard looks further back
        "early_help_episodes": frozenset({"started_on"}),
        "cp_plans": frozenset({"started_on"}),  # every earlier plan, to tell whether this is a second
        # every earlier referral likewise; and what lists 3 and 6 say of different ones
        "cin_episodes": frozenset({"referred_on", "source_code", "primary_need_code"}),
    }
)
"""By table, the columns that the lists fill in part, so that a standard on them would find what is not there."""


def supplied_by(lists: Lists) -> Mapping[str, frozenset[str]]:
    """By table, the columns of the record that these lists fill whole; their keys and the child's with them."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, table in lists.tables.items():
        if number not in SUPPLIES:
            continue
        found["people"].add("person_id")
        lacking = lists.unfillable.get(number, frozenset())
        for key in table.column_names:
            if key in lacking:
                continue
            for each in SUPPLIES[number].get(key, ()):
                name, _, column = each.partition(".")
                found[name].add(column)
    for name, columns in found.items():
        columns.update({TABLES[name].key.name, "person_id"} & {column.name for column in TABLES[name].columns})
    return {name: frozenset(columns) - TOUCHED_ON.get(name, frozenset()) for name, columns in found.items()}
