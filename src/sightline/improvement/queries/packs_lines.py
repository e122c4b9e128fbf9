"""The lines of a board's pack but its measures: the plan, overrides, campaigns, visits, what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sightline.improvement import packs_telling as telling
from sightline.improvement.models import PackFor
from sightline.improvement.packs_document import ActionLine, CampaignLine, OverrideLine, PlanRow, VisitLine
from sightline.improvement.queries import boards
from sightline.improvement.queries import plan as plans
from sightline.improvement.queries.campaigns import ProgressLine
from sightline.improvement.queries.plan import PlanLine
from sightline.improvement.queries.visits import NextVisit, Visited, day_words, when
from sightline.inspection.report_document import Fact


def override_lines(lines: Sequence[PlanLine], references: Mapping[int, str]) -> Iterator[OverrideLine]:
    found = [(change, line) for line in lines for change in line.overrides]
    for change, line in sorted(found, key=lambda each: (each[0].on, each[0].pk), reverse=True):
        yield OverrideLine(
            reference=references[line.recommendation.pk],
            words=plain(line.recommendation.words),
            signed_by=change.by.name if change.by else "nobody",
            on=day_words(change.on),
            reasons=plain(change.reasons),
            now=line.status_by_measure.value,
            stands=line.status.label,
        )


def plan_row(line: PlanLine, references: Mapping[int, str], audience: PackFor, on: dt.date) -> PlanRow:
    row = line.recommendation
    reopened = ""
    if line.reopened is not None:
        reopened = f"Reopened by its measure on {day_words(line.reopened.on)}"
        if audience is PackFor.INSIDE and line.reopened.reasons:
            reopened += f": {plain(line.reopened.reasons)}"
    made = f", {day_words(row.made_on)}" if row.made_on else ""
    return PlanRow(
        reference=references[row.pk],
        words=plain(row.words),
        source=f"{line.source_label}{f', number {row.number}' if row.number else ''}{made}",
        owner=row.owner.name if row.owner else "nobody",
        due=day_words(row.due_on) if row.due_on else "no day set",
        by_people=line.status.label,
        by_measure=line.status_by_measure.value,
        is_late=line.is_late,
        is_contradicted=line.is_contradicted,
        repeats=line.repeats.words,
        reopened=reopened,
        lacks=line.lacks,
        actions=tuple(_planned(each, on) for each in line.actions),
    )


def _planned(each: plans.ActionLine, on: dt.date) -> ActionLine:
    row = each.row
    state = "Done" if each.is_done else "Late" if each.is_late else "Waits for another" if each.blocked_by else "Open"
    return ActionLine(
        words=plain(row.words),
        will_show=plain(row.will_show),
        owner=row.owner.name,
        due=day_words(row.due_on),
        state="Done late" if each.is_done and each.days_late else state,
        is_late=each.is_late,
        done=f"{day_words(row.done_on)}: {plain(row.done_words)}" if row.done_on else "",
    )


def asked_line(line: boards.ActionLine) -> ActionLine:
    return ActionLine(
        words=plain(line.row.words),
        will_show=f"Asked for on {day_words(line.row.meeting.on)}" + (", in the plan" if line.planned else ""),
        owner=line.owner_name,
        due=day_words(line.due_on),
        state=line.state,
        is_late=line.is_late,
        done=f"{day_words(line.done_on)}: {plain(line.done_words)}" if line.done_on else "",
    )


def campaign_line(line: ProgressLine, audience: PackFor, on: dt.date) -> CampaignLine:
    row = line.campaign
    if audience is PackFor.INSIDE:
        words = line.words
    elif not line.left:
        words = "Every child is accounted for."
    else:
        words = "It is past the day it was to be done by." if line.due_on < on else "It goes on."
    reviewed = telling.share(line.done, line.total, audience).words if line.total else "nobody is in it"
    return CampaignLine(
        title=plain(row.title),
        asked=plain(row.sentence),
        due=day_words(line.due_on),
        children=telling.count(line.total, audience),
        reviewed=reviewed,
        not_reviewed=telling.count(line.put_off, audience),
        worries=f"{telling.count(line.worries, audience)}, "
        f"{telling.count(line.worries_open, audience)} not answered yet",
        words=words,
    )


def visit_line(each: Visited, references: Mapping[int, str]) -> VisitLine:
    return VisitLine(
        kind=each.recorded.event_words,
        when=when(each.row),
        scope=plain(each.scope.words) if each.scope else "not said yet",
        areas=each.areas,
        letter=each.letter,
        meaning=plain(each.scope.letter_words) if each.scope else "",
        strengths=tuple(plain(one.text) for one in each.strengths),
        concerns=tuple(plain(one.text) for one in each.concerns),
        bears_on=tuple(f"{references.get(one.pk, f'R{one.pk}')}. {plain(one.words)}" for one in each.bears_on),
    )


def next_visit_fact(each: NextVisit) -> Fact:
    step = each.clock.step
    if each.clock.due_on is None:
        due = "cannot be told: the day it counts from is not recorded"
    elif each.clock.is_overdue:
        due = f"was due by {day_words(each.clock.due_on)}"
    else:
        due = f"{'about' if step.is_about else 'by'} {day_words(each.clock.due_on)}"
    return Fact(step.name, f"{due}. {step.words} {step.document}, {step.reference}: {step.source}")


def plain(words: str) -> str:
    """A text as one paragraph."""
    return " ".join(words.split())
