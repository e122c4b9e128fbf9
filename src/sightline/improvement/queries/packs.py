"""The papers of a meeting, gathered: the agenda, the plan, its measures, overrides, campaigns, visits, last actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sightline.access.bearer import Bearer
from sightline.findings.queries.loaded import Loaded
from sightline.improvement.models import ItemKind, Measure, Meeting, Pack, PackFor
from sightline.improvement.packs_document import BoardPack, DecisionLine, ItemLine, MeasureLine
from sightline.improvement.queries import boards
from sightline.improvement.queries import plan as plans
from sightline.improvement.queries.campaigns import progress_lines
from sightline.improvement.queries.packs_lines import (
    asked_line,
    campaign_line,
    next_visit_fact,
    override_lines,
    plan_row,
    visit_line,
)
from sightline.improvement.queries.packs_measures import measure_lines
from sightline.improvement.queries.plan import PlanLine
from sightline.improvement.queries.plan_closing import ByMeasure
from sightline.improvement.queries.visits import day_words, next_visits, visits
from sightline.inspection.queries.numbers import counted
from sightline.inspection.report_document import Fact, paragraphs
from sightline.ledger.models import Transaction
from sightline.ledger.queries import last_through
from sightline.web.clock import LONDON

LIMITS = (
    "Figures are of what is on the record. What was done and not written down is not in them, and they say nothing of "
    "how well it was done.",
    "Children whose records are restricted are in no figure.",
    "A measure whose figure cannot be told is never taken to be met.",
    "A chart’s limits are drawn from its own figures. They say what is ordinary for this service, not what is good.",
)
TO_PARTNERS = (
    "Counts of children are told to the nearest five; one to four are told as fewer than five. Shares are worked out "
    "of the counts so told, and of fewer than twenty children not at all. Charts are drawn of figures so told and of "
    "no others. Words that people wrote are theirs to answer for, and were looked through before the pack was made."
)
NOT_SENT = "This edition counts fewer than five children. It is not for anybody outside the council."


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What the figures of a pack rest on."""

    as_at: dt.date
    known_at: dt.datetime
    through: int
    ledger: str
    catalogue: str

    def facts(self) -> tuple[Fact, ...]:
        """The same for whoever wants to make them again."""
        known = self.known_at.astimezone(LONDON)
        return (
            Fact("Figures as at", day_words(self.as_at)),
            Fact("As known at", f"{day_words(known.date())}, {known:%H:%M}"),
            Fact("Ledger transaction", f"{self.through:,}"),
            Fact("Its digest", self.ledger or "none"),
            Fact("SHA-256 of the standards", self.catalogue),
        )


def editions(meeting: Meeting, reader: Bearer) -> list[Pack]:
    """The editions of a meeting's pack that the reader may open, the latest first.

    One to stay inside is there only for those whose role sees children anyway: to a partner it would tell what the
    edition for the board leaves out.
    """
    rows = meeting.packs.select_related("made_by").defer("html", "pdf", "xlsx").order_by("-edition")
    return list(rows if sees_inside(reader) else rows.filter(audience=PackFor.BOARD.value))


def sees_inside(reader: Bearer) -> bool:
    """Whether the reader's role sees children, so that counts of a few of them tell nothing it may not know."""
    return any(each.role.sees_children for each in reader.held)


def rests_on(loaded: Loaded, now: dt.datetime) -> RestsOn:
    """What the figures held rest on."""
    from sightline.ledger.owed import catalogue_digest

    known_at = loaded.known_at or now
    through = last_through(known_at)
    ledger = Transaction.objects.filter(number=through).values_list("digest", flat=True).first()
    return RestsOn(loaded.as_at, known_at, through, ledger or "", catalogue_digest())


def typed_words(meeting: Meeting, reader: Bearer, on: dt.date) -> list[str]:
    """The words that people wrote and a pack prints, to be looked through for what would tell of a child."""
    record = boards.record_of(meeting, on)
    found = [meeting.place, *(text for each in record.items for text in (each.title, each.words, each.led_by))]
    before = boards.last_meeting(meeting.board, meeting.on)
    if before is not None:
        last = boards.record_of(before, on)
        found += [text for each in last.decisions for text in (each.words, each.reasons)]
        found += [last.minutes.words] if last.minutes else []
    for action in boards.actions_of(meeting.board, on, asked_before=meeting.on):
        found += [action.row.words, action.done_words]
    found += Measure.objects.filter(recommendation=None, ended_at=None).values_list("words", flat=True)
    for line in plans.plan_lines(reader, on):
        found += [line.recommendation.words, line.recommendation.source_words]
        found += [change.reasons for change in line.overrides]
        found += [each.measure.words for each in line.standings]
        found += [text for each in line.actions for text in (each.row.words, each.row.will_show, each.row.done_words)]
    for visit in visits(on):
        found += [visit.scope.words, visit.scope.letter_words] if visit.scope else []
        found += [each.text for each in visit.found]
    found += [each.campaign.title for each in progress_lines(on)]
    return [each for each in found if each.strip()]


def pack_of(
    meeting: Meeting,
    audience: PackFor,
    *,
    reader: Bearer,
    loaded: Loaded,
    rests: RestsOn,
    on: dt.date,
    edition: int,
    what_changed: str = "",
    is_invented: bool = False,
) -> BoardPack:
    """What the pack says for an audience, as everything stands on ``on``."""
    lines = plans.plan_lines(reader, on, loaded)
    references = _references(lines)
    rows = measure_lines(lines, references, audience, loaded, on)
    before = boards.last_meeting(meeting.board, meeting.on)
    last = boards.record_of(before, on) if before else None
    minutes = last.minutes if last else None
    return BoardPack(
        title=f"Papers for the meeting of {day_words(meeting.on)}",
        board=meeting.board.name,
        council=loaded.council,
        is_invented=is_invented,
        audience=audience,
        edition=edition,
        made_on=day_words(on),
        what_changed=what_changed,
        facts=tuple(_facts(meeting, audience)),
        agenda=tuple(
            ItemLine(place, each.title, each.words, each.led_by, _kind(each.kind))
            for place, each in enumerate(boards.agenda(meeting), 1)
        ),
        in_short=tuple(_in_short(lines, rows)),
        overrides=tuple(override_lines(lines, references)),
        plan=tuple(plan_row(each, references, audience, on) for each in lines),
        measures=tuple(rows),
        campaigns=tuple(campaign_line(each, audience, on) for each in progress_lines(on)),
        visits=tuple(visit_line(each, references) for each in visits(on)),
        next_visits=tuple(map(next_visit_fact, next_visits(on))),
        last_meeting=day_words(before.on) if before else "",
        minutes=paragraphs(minutes.words) if minutes else (),
        minutes_state=_minutes_state(minutes.confirmed_on) if minutes else "Not written",
        decisions=tuple(DecisionLine(each.words, each.reasons) for each in last.decisions) if last else (),
        actions=tuple(map(asked_line, boards.actions_of(meeting.board, on, asked_before=meeting.on))),
        limits=(*LIMITS, TO_PARTNERS if audience is PackFor.BOARD else NOT_SENT),
        rests_on=rests.facts(),
    )


def _kind(kind: str) -> str:
    """What an item was made from, as it reads; nothing of one put down by hand."""
    return "" if kind == ItemKind.HAND else ItemKind(kind).label


def _facts(meeting: Meeting, audience: PackFor) -> Iterator[Fact]:
    at = f", {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    yield Fact("Meets", f"{day_words(meeting.on)}{at}")
    yield Fact("Where", meeting.place)
    members = boards.members_on(meeting.board, meeting.on)
    chair = next((each for each in members if each.is_chair), None)
    yield Fact("Chair", f"{chair.name}, {chair.organisation}" if chair else "nobody is named")
    partners = sorted({each.organisation for each in members if each.is_partner})
    yield Fact("Partners", ", ".join(partners) or "none")
    if audience is PackFor.BOARD:
        yield Fact("Counts of children", "Told to the nearest five; one to four are told as fewer than five")


def _references(lines: Sequence[PlanLine]) -> Mapping[int, str]:
    """By recommendation the reference a pack names it by, which no later recommendation changes."""
    return {each.recommendation.pk: f"R{each.recommendation.pk}" for each in lines}


def _in_short(lines: Sequence[PlanLine], rows: Sequence[MeasureLine]) -> Iterator[Fact]:
    by_measure = {each: sum(line.status_by_measure is each for line in lines) for each in ByMeasure}
    yield Fact("Recommendations", f"{len(lines)}, {sum(each.is_open for each in lines)} of them open")
    yield Fact(
        "By measure", "; ".join(f"{words.value.lower()}: {number}" for words, number in by_measure.items() if number)
    )
    yield Fact("Late", counted(sum(each.is_late for each in lines), "recommendation", "recommendations"))
    yield Fact(
        "Held to be met by people, failing by measure",
        counted(sum(each.is_contradicted for each in lines), "recommendation", "recommendations"),
    )
    ever, standing = sum(len(each.overrides) for each in lines), sum(each.is_closed_over for each in lines)
    yield Fact("Closed over a measure", f"{ever} ever, {standing} of them so today")
    again = [each for each in lines if each.repeats.is_repeated]
    yield Fact("Asked for before", counted(len(again), "recommendation", "recommendations"))
    failing = sum(each.state == ByMeasure.FAILING.value for each in rows)
    yield Fact("Measures", f"{failing} of {len(rows)} fail")


def _minutes_state(confirmed_on: dt.date | None) -> str:
    return f"Confirmed {day_words(confirmed_on)}" if confirmed_on else "To confirm"
