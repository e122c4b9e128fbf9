"""One child's story across the tables of the record: what happened, in plain words, by day.

A chronology that lists every row hides the child. Each table says here which of its dates belong and how each reads;
what happens every few weeks (visits, contacts, supervision) is *routine*, and can be left out of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from sightline.record.codes import CODE_SETS
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on one day. ``kind`` is the part of the service; ``ref`` the key of the row it comes from."""

    on: dt.date
    kind: str
    words: str
    is_routine: bool
    table: str
    ref: str


@dataclass(frozen=True, slots=True)
class Told:
    """How one date of one table reads. ``words`` may name columns in braces; coded ones appear as their meaning."""

    table: str
    on: str
    kind: str
    words: str
    is_routine: bool = False
    where: Callable[[Fields], bool] = lambda row: True


def _alone(row: Fields) -> str:
    if row.get("child_seen") is False:
        return "; the child was not seen"
    if row.get("child_seen") is None:
        return "; whether the child was seen is not recorded"
    return "; the child was seen alone" if row.get("child_seen_alone") else "; the child was seen"


def _decided(row: Fields) -> str:
    if row.get("threshold_met") is None:
        return "; what it decided is not recorded"
    return "; threshold of significant harm met" if row["threshold_met"] else "; threshold of significant harm not met"


def _began_care(row: Fields) -> bool:
    return bool(row["start_reason_code"] == "S")


def _left_care(row: Fields) -> bool:
    return row["ceased_reason_code"] not in (None, "X1")


SUFFIXES: Mapping[str, Callable[[Fields], str]] = {
    "cin_visits": _alone,
    "cp_visits": _alone,
    "cla_visits": _alone,
    "strategy_discussions": _decided,
}

HOME, NEED, HARM, CARE = "Front door", "Help and need", "Protection", "In care"
LEAVING, RISK, STAFF, SEND = "Leaving care", "Missing and exploitation", "Worker", "Disability and education"

STORY = (
    Told("contacts", "contacted_on", HOME, "Someone contacted the council about the child", is_routine=True),
    Told("early_help_episodes", "started_on", HOME, "Early help began"),
    Told("early_help_episodes", "ended_on", HOME, "Early help ended"),
    Told("cin_episodes", "referred_on", HOME, "Referred. From: {source_code}"),
    Told("cin_episodes", "decided_on", HOME, "A manager decided what the referral needs", is_routine=True),
    Told("cin_episodes", "closed_on", HOME, "Case closed. Reason: {close_reason}"),
    Told("complaints", "received_on", HOME, "Complaint received"),
    Told("complaints", "responded_on", HOME, "Complaint answered"),
    Told("assessments", "started_on", NEED, "Assessment began"),
    Told("assessments", "authorised_on", NEED, "Assessment authorised by a manager"),
    Told("cin_plans", "started_on", NEED, "Child in need plan began"),
    Told("cin_plans", "ended_on", NEED, "Child in need plan ended"),
    Told("cin_visits", "visited_on", NEED, "Child in need visit", is_routine=True),
    Told("private_fostering_arrangements", "notified_on", NEED, "Council told of a private fostering arrangement"),
    Told("private_fostering_arrangements", "ended_on", NEED, "Private fostering arrangement ended"),
    Told("private_fostering_visits", "visited_on", NEED, "Private fostering visit", is_routine=True),
    Told("strategy_discussions", "held_on", HARM, "Strategy discussion held"),
    Told("s47_enquiries", "started_on", HARM, "Section 47 enquiry began"),
    Told("s47_enquiries", "ended_on", HARM, "Section 47 enquiry ended"),
    Told("initial_cp_conferences", "held_on", HARM, "Initial child protection conference held"),
    Told("cp_plans", "started_on", HARM, "Child protection plan began. Category: {initial_category_code}"),
    Told("cp_plans", "ended_on", HARM, "Child protection plan ended"),
    Told("cp_visits", "visited_on", HARM, "Child protection visit", is_routine=True),
    Told("cp_reviews", "reviewed_on", HARM, "Child protection plan reviewed"),
    Told("core_groups", "held_on", HARM, "Core group met", is_routine=True),
    Told("cla_episodes", "started_on", CARE, "Came into care. Reason: {start_reason_code}", where=_began_care),
    Told("cla_episodes", "ceased_on", CARE, "Left care. Reason: {ceased_reason_code}", where=_left_care),
    Told("cla_placements", "started_on", CARE, "Moved to a placement: {placement_type_code}"),
    Told("legal_statuses", "started_on", CARE, "Legal status: {legal_status}"),
    Told("cla_care_plans", "started_on", CARE, "Care plan made or changed"),
    Told("cla_reviews", "reviewed_on", CARE, "Looked-after review", where=lambda row: row["is_cancelled"] is not True),
    Told("cla_visits", "visited_on", CARE, "Looked-after visit", is_routine=True),
    Told("cla_health_checks", "checked_on", CARE, "Health check: {check_type}", is_routine=True),
    Told("personal_education_plans", "completed_on", CARE, "Personal education plan completed", is_routine=True),
    Told("significant_events", "occurred_on", CARE, "{event_type}"),
    Told("iro_escalations", "raised_on", CARE, "Reviewing officer challenged the plan. Reason: {reason}"),
    Told("care_proceedings", "issued_on", CARE, "Care proceedings issued"),
    Told("care_proceedings", "concluded_on", CARE, "Care proceedings concluded: {outcome}"),
    Told("permanences", "adoption_decision_on", CARE, "Decision that the child should be adopted"),
    Told("permanences", "matched_on", CARE, "Matched with adopters"),
    Told("permanences", "placed_for_adoption_on", CARE, "Placed for adoption"),
    Told("permanences", "order_on", CARE, "Order made: {order_type}"),
    Told("missing_episodes", "started_on", RISK, "Went missing"),
    Told("missing_episodes", "ended_on", RISK, "Came back after being missing"),
    Told("return_interviews", "held_on", RISK, "Return home interview held"),
    Told("exploitation_concerns", "recorded_on", RISK, "Concern about exploitation: {concern_type}"),
    Told("exploitation_screenings", "screened_on", RISK, "Screened for exploitation. Level: {level}"),
    Told("exploitation_responses", "responded_on", RISK, "Response to exploitation: {response_type}"),
    Told("pathway_plans", "completed_on", LEAVING, "Pathway planning: {plan_type}"),
    Told("pa_contacts", "contacted_on", LEAVING, "Contact by the personal adviser", is_routine=True),
    Told("ehcp_requests", "requested_on", SEND, "Education, health and care assessment asked for"),
    Told("ehcp_named_plans", "started_on", SEND, "Education, health and care plan began"),
    Told("ehcp_reviews", "held_on", SEND, "Education, health and care plan reviewed"),
    Told("short_breaks", "started_on", SEND, "Short breaks began"),
    Told("involvements", "started_on", STAFF, "{role} from this day: {professional_id}"),
    Told("case_supervisions", "held_on", STAFF, "Case discussed in supervision", is_routine=True),
    Told("management_decisions", "decided_on", STAFF, "Management decision: {decision_type}"),
    Told("practice_audits", "audited_on", STAFF, "Case audited: {grade}"),
)
KINDS = (HOME, NEED, HARM, CARE, RISK, LEAVING, SEND, STAFF)


def happenings(
    extract: Extract, child: str, until: dt.date, *, name_of_worker: Callable[[str], str]
) -> list[Happening]:
    """What the record says happened to ``child`` up to and including ``until``, latest first."""
    out: list[Happening] = []
    found: dict[str, list[Fields]] = {}
    for told in STORY:
        if told.table not in found:
            table = extract.tables[told.table]
            found[told.table] = table.filter(pc.equal(table["person_id"], child)).to_pylist() if len(table) else []
        for row in found[told.table]:
            on = row[told.on]
            if on is not None and on <= until and told.where(row):
                words = told.words.format_map(_Meanings(told.table, row, name_of_worker))
                words += SUFFIXES[told.table](row) if told.table in SUFFIXES else ""
                key = row[TABLES[told.table].key.name]
                out.append(Happening(on, told.kind, words, told.is_routine, told.table, key))
    return sorted(out, key=lambda each: (each.on, each.table, each.ref), reverse=True)


class _Meanings(dict[str, str]):
    """A row's columns as words: a code as its meaning, a worker's key as the name, what is missing as such."""

    def __init__(self, table: str, row: Fields, name_of_worker: Callable[[str], str]) -> None:
        super().__init__()
        self._table, self._row, self._name = table, row, name_of_worker

    def __missing__(self, column: str) -> str:
        value = self._row[column]
        if value is None:
            return "not recorded"
        if column == "professional_id":
            return self._name(str(value))
        codes = TABLES[self._table].column(column).codes
        meaning = CODE_SETS[codes].meanings.get(str(value), str(value)) if codes else str(value)
        return meaning.rstrip(".")
