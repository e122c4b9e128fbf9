"""Lists 8 to 10 as rows of the record: care, leaving it, and adoption."""

from __future__ import annotations

from sightline.sources.annex_a.specification import specification
from sightline.sources.annex_a.taking import Row, Taking
from sightline.sources.values import Value


def care(taking: Taking, row: Row) -> None:
    """List 8: a period of care, with the newest of what goes with it."""
    person_id, entered_on = row["child_id"], row["started_on"]
    care = f"{person_id}|care|{entered_on}"
    about = {"person_id": person_id, "cla_id": care}
    taking.put(
        "cla_episodes",
        cla_episode_id=taking.key(person_id, "episode", entered_on),
        started_on=entered_on,
        entered_care_on=entered_on,
        primary_need_code=taking.code(row, "need"),
        ceased_on=row["ceased_on"],
        ceased_reason_code=taking.code(row, "ceased_reason"),
        last_iro_contact_on=row["last_iro_contact_on"],
        **about,
    )
    legal_status = {"legal_status": taking.code(row, "legal_status"), "started_on": row["legal_status_on"]}
    if any(legal_status.values()):
        key = taking.key(person_id, "legal status", row["legal_status_on"])
        taking.put("legal_statuses", legal_status_id=key, person_id=person_id, **legal_status)
    if row["last_review_on"] is not None:
        taking.put("cla_reviews", cla_review_id=f"{care}|review", reviewed_on=row["last_review_on"], **about)
    if row["last_visit_on"] is not None:
        taking.put("cla_visits", cla_visit_id=f"{care}|visit", visited_on=row["last_visit_on"], **about)
    if plan := taking.code(row, "permanence_plan"):
        taking.put("cla_care_plans", cla_care_plan_id=f"{care}|plan", person_id=person_id, permanence_plan_code=plan)
    for key, check_type in (
        ("last_health_assessment_on", "Health Assessment"),
        ("last_dental_check_on", "Dental Check"),
    ):
        if row[key] is not None:
            check = {"check_type": check_type, "checked_on": row[key]}
            taking.put("cla_health_checks", health_check_id=f"{care}|{check_type}", person_id=person_id, **check)
    placement: dict[str, Value] = {
        "started_on": row["placement_on"],
        "placement_type_code": taking.code(row, "placement_type"),
        "provider_code": taking.code(row, "placement_provider"),
        "postcode": row["placement_postcode"],
        "urn": row["placement_urn"],
        "is_out_of_area": taking.flag(row, "placement_location"),
    }
    if any(each is not None for each in placement.values()):
        taking.put("cla_placements", cla_placement_id=f"{care}|placement", **about, **placement)
    taking.holds(row, row["ceased_on"])


def leaving_care(taking: Taking, row: Row) -> None:
    """List 9: what a care leaver is entitled to and how they live."""
    taking.put(
        "care_leavers",
        care_leaver_id=taking.key(row["child_id"], "leaving care", None),
        person_id=row["child_id"],
        eligibility_code=taking.code(row, "eligibility"),
        in_touch_code=taking.code(row, "in_touch"),
        latest_contact_on=row["last_contact_on"],
        accommodation_code=taking.code(row, "accommodation"),
        accommodation_suitable=taking.flag(row, "accommodation_suitability"),
        activity_code=taking.code(row, "activity"),
        pathway_plan_reviewed_on=row["pathway_plan_on"],
        personal_adviser_id=taking.named("professionals", row["personal_adviser"]),
        **taking.holder(row),
    )


def adoption(taking: Taking, row: Row) -> None:
    """List 10: the road to adoption."""
    person_id, entered_on = row["child_id"], row["entered_care_on"]
    care = f"{person_id}|care|{entered_on}" if entered_on else None
    if care and f"{person_id}|episode|{entered_on}" not in taking.used:
        key = taking.key(person_id, "episode", entered_on)  # of care that ended before list 8 looks
        about = {"person_id": person_id, "cla_id": care, "entered_care_on": entered_on}
        taking.put("cla_episodes", cla_episode_id=key, **about)
    reason = row["reversed_reason"]
    column = specification().lists[10].column("reversed_reason")
    taking.put(
        "permanences",
        permanence_id=taking.key(person_id, "permanence", row["decided_on"]),
        person_id=person_id,
        cla_id=care,
        adoption_decision_on=row["decided_on"],
        placement_order_on=row["placement_order_on"],
        matched_on=row["matched_on"],
        placed_for_adoption_on=row["placed_on"],
        order_on=row["adopted_on"],
        order_type="ADOPTION" if row["adopted_on"] else None,
        decision_reversed_on=row["reversed_on"],
        decision_reversed_reason=column.codes.written[reason] if column.codes and reason else None,
        placed_fostering_for_adoption_on=row["early_permanence_on"],
    )
