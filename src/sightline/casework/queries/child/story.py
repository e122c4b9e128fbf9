"""How the rows of the record that no findings page tells read in a child's chronology, beside those that it does.

Routine entries are left out of the page until everything is asked for; those of :data:`GROUPED` stay, a line a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sightline.findings.chronology import CARE, HOME, NEED, RISK, SEND, STAFF, STORY, Fields, Told

VOICE, FILE = "The child's voice", "File"


def _is_voice(row: Fields) -> bool:
    return row.get("is_childs_voice") is True


def _is_other_note(row: Fields) -> bool:
    return not _is_voice(row)


def _is_duty(row: Fields) -> bool:
    return row.get("role") == "DUTY"


def _is_lasting(row: Fields) -> bool:
    return not _is_duty(row)


def _was_allocated(row: Fields) -> bool:
    return row.get("role") == "ALLOCATED"


def _was_declined(row: Fields) -> bool:
    return row.get("is_declined") is True


def _has_outcome(row: Fields) -> bool:
    return row.get("outcome_on") is not None


MORE = (
    Told("case_notes", "noted_on", VOICE, "The child's own words: {note_type}", where=_is_voice),
    Told("case_notes", "noted_on", FILE, "Note: {note_type}", is_routine=True, where=_is_other_note),
    Told("voices_of_children", "recorded_on", VOICE, "The child said what they think of the help given"),
    Told("documents", "dated_on", FILE, "Document, {document_type}: {title}", is_routine=True),
    Told("addresses", "started_on", HOME, "Address recorded: {address_type}", is_routine=True),
    Told("private_fostering_arrangements", "assessed_on", NEED, "Private fostering arrangement assessed"),
    Told("pre_proceedings", "decision_on", CARE, "Decision to begin pre-proceedings"),
    Told("pre_proceedings", "initial_meeting_on", CARE, "First pre-proceedings meeting"),
    Told("care_proceedings", "extended_on", CARE, "Care proceedings extended"),
    Told("permanences", "decision_reversed_on", CARE, "Decision for adoption reversed"),
    Told("permanences", "placement_order_on", CARE, "Placement order made"),
    Told("adoption_reviews", "reviewed_on", CARE, "Adoption reviewed"),
    Told("iro_escalations", "resolved_on", CARE, "Reviewing officer's challenge resolved"),
    Told("sdq_scores", "completed_on", CARE, "Strengths and difficulties score: {score}", is_routine=True),
    Told("cla_immunisations", "recorded_on", CARE, "Immunisations recorded", is_routine=True),
    Told("cla_substance_misuses", "recorded_on", RISK, "Substance misuse: {substance}"),
    Told("cla_convictions", "convicted_on", RISK, "Convicted: {offence}"),
    Told("exploitation_links", "recorded_on", RISK, "Link recorded: {link_type}"),
    Told("exploitation_concerns", "closed_on", RISK, "Concern about exploitation closed: {concern_type}"),
    Told("return_interviews", "offered_on", RISK, "Return home interview offered and declined", where=_was_declined),
    Told("ehcp_requests", "outcome_on", SEND, "Answered: education, health and care assessment", where=_has_outcome),
    Told("ehcp_named_plans", "ceased_on", SEND, "Education, health and care plan ceased"),
    Told("immigration_statuses", "started_on", HOME, "Immigration status: {immigration_status}"),
    Told(
        "involvements", "ended_on", STAFF, "{professional_id} stopped being the allocated worker", where=_was_allocated
    ),
    Told("involvements", "started_on", STAFF, "Duty worker: {professional_id}", is_routine=True, where=_is_duty),
)


def _told_otherwise(told: Told) -> Told:
    """The same, but that days on duty are routine: what matters is who is responsible."""
    if (told.table, told.on) == ("involvements", "started_on"):
        return replace(told, where=_is_lasting)
    return told


TELLING = (*(_told_otherwise(told) for told in STORY), *MORE)

# Seen in passing: one line a year for each, until everything is asked for. Its noun, one and many.
GROUPED: Mapping[str, str] = {
    "cin_visits": "child in need visit,child in need visits",
    "cp_visits": "child protection visit,child protection visits",
    "cla_visits": "looked-after visit,looked-after visits",
    "private_fostering_visits": "private fostering visit,private fostering visits",
    "core_groups": "core group meeting,core group meetings",
    "pa_contacts": "contact by the personal adviser,contacts by the personal adviser",
}

# The words that somebody wrote, shown under an entry of the table.
WRITTEN_WORDS: Mapping[str, str] = {
    "case_notes": "words",
    "management_decisions": "rationale",
    "case_supervisions": "agreed",
}
