"""Lists 1 to 7 as rows of the record: what came in, what was looked into, and plans of protection."""

from __future__ import annotations

from sightline.sources.annex_a.taking import Row, Taking


def contact(taking: Taking, row: Row) -> None:
    """List 1: a contact."""
    key = taking.key(row["child_id"], "contact", row["contacted_on"])
    source = taking.code(row, "source")
    taking.put(
        "contacts",
        contact_id=key,
        person_id=row["child_id"],
        contacted_on=row["contacted_on"],
        source_code=source,
    )


def early_help(taking: Taking, row: Row) -> None:
    """List 2: an episode of early help."""
    taking.put(
        "early_help_episodes",
        early_help_episode_id=taking.key(row["child_id"], "early help", row["started_on"]),
        person_id=row["child_id"],
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        organisation=row["organisation"],
    )


def referral(taking: Taking, row: Row) -> None:
    """List 3: a referral, which begins an episode of need."""
    taking.episode(row["child_id"], row["referred_on"]).update(
        source_code=taking.code(row, "source"),
        no_further_action=taking.flag(row, "no_further_action"),
        **taking.holder(row),
    )


def assessment(taking: Taking, row: Row) -> None:
    """List 4: an assessment."""
    taking.put(
        "assessments",
        assessment_id=taking.key(row["child_id"], "assessment", row["started_on"]),
        person_id=row["child_id"],
        started_on=row["started_on"],
        child_seen=taking.flag(row, "child_seen"),
        authorised_on=row["authorised_on"],
        leads_to_services=taking.flag(row, "needs_support"),
        **taking.holder(row),
    )


def plan(taking: Taking, row: Row) -> None:
    """List 7: a child protection plan, with its newest visit and review."""
    person_id, started_on = row["child_id"], row["started_on"]
    plan = taking.key(person_id, "plan", started_on)
    taking.put(
        "cp_plans",
        cp_plan_id=plan,
        person_id=person_id,
        started_on=started_on,
        ended_on=row["ended_on"],
        initial_category_code=taking.code(row, "initial_category"),
        latest_category_code=taking.code(row, "latest_category"),
    )
    taking.plans[person_id].append((started_on, row["ended_on"]))
    if row["last_visit_on"] is not None:
        taking.put(
            "cp_visits",
            cp_visit_id=f"{plan}|visit",
            person_id=person_id,
            cp_plan_id=plan,
            visited_on=row["last_visit_on"],
            child_seen_alone=taking.flag(row, "seen_alone"),
        )
    if row["last_review_on"] is not None:
        about = {"person_id": person_id, "cp_plan_id": plan, "reviewed_on": row["last_review_on"]}
        taking.put("cp_reviews", cp_review_id=f"{plan}|review", **about)
    taking.holds(row, row["ended_on"])


def enquiry(taking: Taking, row: Row) -> None:
    """List 5: a section 47 enquiry, with the conference it led to. Plans must have been taken before."""
    person_id, started_on = row["child_id"], row["started_on"]
    key = taking.key(person_id, "s47", started_on)
    unnecessary = taking.flag(row, "conference_unnecessary")
    leads = None if unnecessary is None else not unnecessary
    if leads and row["conference_on"] is None and taking.was_on_plan(person_id, started_on):
        leads = False  # "no" is then said of a child who had no need of a first conference
    about = {"person_id": person_id, "s47_enquiry_id": key}
    taking.put("s47_enquiries", started_on=started_on, leads_to_conference=leads, **about, **taking.holder(row))
    if row["conference_on"] is not None:
        taking.put(
            "initial_cp_conferences",
            icpc_id=f"{key}|conference",
            held_on=row["conference_on"],
            made_cp_plan=taking.flag(row, "made_plan"),
            **about,
        )


def need(taking: Taking, row: Row) -> None:
    """List 6: the newest episode of need, one with the referral of that day, and when the child was last seen."""
    person_id, started_on = row["child_id"], row["started_on"]
    if started_on is not None:
        referrals = [
            each for each in taking.episodes.get((person_id, started_on), ()) if not each.get("no_further_action")
        ]
        episode = referrals[-1] if referrals else taking.episode(person_id, started_on)
        episode.update(
            primary_need_code=taking.code(row, "need"),
            closed_on=row["closed_on"],
            close_reason=taking.code(row, "close_reason"),
            no_further_action=False,  # who was only referred is not on this list
        )
    if row["last_seen_on"] is not None:
        key = taking.key(person_id, "seen", row["last_seen_on"])
        taking.put("cin_visits", cin_visit_id=key, person_id=person_id, visited_on=row["last_seen_on"], child_seen=True)
    taking.holds(row, row["closed_on"])
