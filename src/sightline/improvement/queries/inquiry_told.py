"""What leaders were told, what inspections and mock inspections found, and what the plan did about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from sightline.findings.queries.loaded import Loaded
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.models import Recommendation
from sightline.improvement.queries.inquiry_scope import Scope, written
from sightline.inspection.following import Event as Inspected
from sightline.inspection.models import BasisKind, Conclusion, Judged, MockInspection, RealInspection
from sightline.inspection.standing.telling import reports_of
from sightline.inspection.standing.words import long_date
from sightline.record.codes import CODE_SETS
from sightline.record.tables.leadership_reports import LeadershipReport

REPORT = "Report to leaders"
RECEIVED = " received a report on "
TIERS = {
    "team-manager": (Tier.TEAM_MANAGER, "Team managers"),
    "head-of-service": (Tier.HEAD, "A head of service"),
    "director": (Tier.DIRECTOR, "The director"),
    "lead-member": (Tier.LEAD_MEMBER, "The lead member"),
    "committee": (Tier.COMMITTEE, "The committee"),
}


def report_events(loaded: Loaded, scope: Scope) -> list[Event]:
    """Each report on a subject that would have told of it: to whom, whether it told, whether anybody asked."""
    asks_number = any(line.told_by_unallocated for line in scope.lines)
    found = []
    for row in reports_of(loaded.extract, scope.last) or ():
        if row.told_on is None or row.told_on < scope.first or row.tier not in TIERS:
            continue
        tells = asks_number and row.tells_unallocated is True
        if row.topic not in scope.topics and not tells:
            continue
        tier, who = TIERS[row.tier]
        words = f"{who}{RECEIVED}{_topic(row)}. {_what_it_told(row, asks_number)} {_asked(row)}"
        source, proof = "The record: leadership_reports", f"report {row.leadership_report_id}"
        found.append(Event(row.told_on, None, tier, REPORT, words, source, proof))
    return found


def _topic(row: LeadershipReport) -> str:
    name = CODE_SETS["report_topic"].meanings.get(row.topic or "", "another subject")
    return name[0].lower() + name[1:]


def _what_it_told(row: LeadershipReport, asks_number: bool) -> str:
    if not asks_number:
        return "Whether it told of this the record does not hold."
    if row.tells_unallocated is None:
        return "Whether it gave the number of children without a worker who can act is not recorded."
    gave = "gave" if row.tells_unallocated else "did not give"
    return f"It {gave} the number of children without a worker who can act."


def _asked(row: LeadershipReport) -> str:
    if row.challenge_recorded is None:
        return "Whether anybody asked is not recorded."
    return "A question or challenge is minuted." if row.challenge_recorded else "No question or challenge is minuted."


def inspection_events(scope: Scope) -> list[Event]:
    """Inspections and visits by the inspectorate, whatever they were about: begun, received and published."""
    found = []
    for each in RealInspection.objects.filter(superseded_by=None).prefetch_related("recommendations"):
        name = f"{_name(each.event)} of {each.authority}"
        proof = f"report SHA-256 {each.report.digest}" if each.report is not None else ""
        judged = "; ".join(f"{area}: {grade}" for area, grade in each.judgements.items()) or "no grades"
        asked = len(each.recommendations.all())
        steps = (
            (each.started_on, Tier.INSPECTORATE, f"{name} began."),
            (each.received_on, Tier.DIRECTOR, f"The council received the report of the {_lower(name)}."),
            (
                each.published_on,
                Tier.PUBLIC,
                f"The report of the {_lower(name)} was published. Judged: {judged}. {asked} recommendations.",
            ),
        )
        for on, tier, words in steps:
            if on is not None and scope.first <= on <= scope.last:
                found.append(Event(on, None, tier, "Inspection", words, "Inspections, as confirmed here", proof))
    return found


def mock_events(scope: Scope) -> list[Event]:
    """Mock inspections: frozen evidence, grades, and conclusions that rest on a line or standard asked about."""
    found = []
    for mock in MockInspection.objects.prefetch_related("evidence"):
        for evidence in mock.evidence.all():
            words = f"{mock.title}: its standing evidence was frozen, as at {long_date(evidence.as_at)}."
            proof = (
                f"transaction {evidence.through}, digest {evidence.ledger_digest}; evidence SHA-256 {evidence.digest}"
            )
            found.append(_mock(evidence.frozen_at, Tier.HEAD, words, proof))
    for judged in Judged.objects.filter(judgement="overall").select_related("mock"):
        words = f"{judged.mock.title}: judged overall {judged.get_grade_display().lower()}."
        found.append(_mock(judged.at, Tier.HEAD, words, ""))
    lines = [line.id for line in scope.lines]
    rests = Q(bases__kind=BasisKind.LINE, bases__key__in=lines) | Q(
        bases__kind=BasisKind.STANDARD, bases__key__in=scope.codes
    )
    conclusions = Conclusion.objects.filter(rests, withdrawn_at=None).distinct().select_related("mock")
    for each in conclusions:
        words = f"{each.mock.title}, {each.get_kind_display().lower()}: {each.words}"
        found.append(_mock(each.at, Tier.HEAD, words, ""))
    return [each for each in found if scope.first <= each.on <= scope.last]


def _mock(at: dt.datetime, tier: Tier, words: str, proof: str) -> Event:
    return Event(*written(at), tier, "Mock inspection", words, "Mock inspections, as kept here", proof)


def plan_events(scope: Scope) -> list[Event]:
    """The measures that are a standard asked about, and what was to be done about the recommendations they measure.

    The recommendations themselves and how they stood are the plan's own events.
    """
    rows = Recommendation.objects.filter(measures__key__in=scope.codes).distinct()
    found = [event for each in rows.prefetch_related("actions", "measures") for event in _plan(each, scope.codes)]
    return [each for each in found if scope.first <= each.on <= scope.last]


def _plan(each: Recommendation, codes: tuple[str, ...]) -> Iterator[Event]:
    source = "The improvement plan"
    for measure in each.measures.all():
        if measure.key in codes:
            by = long_date(measure.target_on)
            words = f"“{each.words}” is measured by {measure.key}, to reach {measure.target:g} by {by}."
            yield Event(*written(measure.at), Tier.HEAD, "Measure", words, source, f"measure {measure.pk}")
    for action in each.actions.all():
        words = f"To be done by {long_date(action.due_on)}: {action.words} It will show in: {action.will_show}"
        yield Event(*written(action.at), Tier.HEAD, "Action planned", words, source, f"action {action.pk}")
        if action.done_on is not None:
            done = f"Done: {action.words} {action.done_words}".strip()
            yield Event(action.done_on, None, Tier.HEAD, "Action done", done, source, f"action {action.pk}")


def _name(event: str) -> str:
    """The kind of inspection in words; what a later version of Sightline calls by another name is said as it stands."""
    return Inspected(event).words if event in set(Inspected) else event


def _lower(words: str) -> str:
    return words[0].lower() + words[1:] if words[1:2].islower() else words
