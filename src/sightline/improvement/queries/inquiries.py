"""The timeline of an inquiry: everything that is known of a question, in the order it was known, and the gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

import numpy as np

from sightline.findings.queries.loaded import Loaded
from sightline.findings.standing import number
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_breaches import Breaches, breaches
from sightline.improvement.inquiry_rows import held
from sightline.improvement.models import Inquiry
from sightline.improvement.queries.inquiry_ledger import Brought, brought, ledger_events
from sightline.improvement.queries.inquiry_quarters import quarter_events, supervision_events
from sightline.improvement.queries.inquiry_record import record_events
from sightline.improvement.queries.inquiry_scope import Scope, asked_words, scope_of, written
from sightline.improvement.queries.inquiry_told import inspection_events, mock_events, plan_events, report_events
from sightline.inspection.standing.clocks import date_of
from sightline.inspection.standing.telling import reports_of
from sightline.inspection.standing.words import long_date
from sightline.ledger.models import Transaction
from sightline.ledger.owed import catalogue_digest
from sightline.ledger.queries import last_through
from sightline.scrutiny.queries.telling import REPORTED_AS, telling_gap
from sightline.scrutiny.telling import NAMES, TIERS, Gap
from sightline.standards.obligations import SubjectKind
from sightline.web.clock import LONDON

OFFERED = (  # what others make events of: the plan, boards, campaigns, questions, members' choices, publications
    "sightline.improvement.queries.plan_events",
    "sightline.improvement.queries.boards_events",
    "sightline.improvement.queries.campaigns_events",
    "sightline.scrutiny.queries.questions",
    "sightline.scrutiny.queries.members_events",
    "sightline.scrutiny.queries.publications_events",
)
RANK = {tier: place for place, tier in enumerate(Tier)}
Offer = Callable[[dt.date, dt.date], Sequence[Event]]


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """What there is to say of a question.

    ``through`` and ``head``: the last transaction of the ledger in it, and its digest. ``catalogue``: the digest of the
    standards. ``counts``: how many were concerned at each month's end, and on the last day.
    """

    inquiry: Inquiry
    scope: Scope
    asked: str
    events: tuple[Event, ...]
    gaps: tuple[str, ...]
    counts: tuple[tuple[dt.date, int], ...]
    brought: tuple[Brought, ...]
    council: str
    as_at: dt.date
    through: int
    head: str
    catalogue: str

    @property
    def months(self) -> list[tuple[dt.date, str]]:
        """The counts as they are told."""
        return [(on, self.scope.told(count)) for on, count in self.counts]

    @property
    def last_count(self) -> str:
        """How many were concerned on the last day, in words."""
        return self.scope.counted(self.counts[-1][1]) if self.counts else ""


def timeline(loaded: Loaded, inquiry: Inquiry, *, left_out: Collection[str] = ()) -> Timeline:
    """Everything the record, the ledger, reports, inspections, the plan, boards and members show of ``inquiry``.

    ``left_out``: keys of children of whom nothing is counted, such as those restricted since the figures were made.
    """
    scope = scope_of(loaded, inquiry)
    through = last_through()
    head = Transaction.objects.filter(number=through).values_list("digest", flat=True).first() or ""
    concerned = breaches(loaded, scope.codes, kind=scope.kind, teams=scope.teams, left_out=left_out)
    found: list[Event] = []
    rows: list[Brought] = []
    if not scope.is_empty:
        found += record_events(loaded, scope, concerned)
        if scope.kind is SubjectKind.CHILD:
            found += quarter_events(loaded, scope, concerned)
            found += supervision_events(loaded, scope, _holders(loaded, scope, concerned))
        keys = concerned.between(scope.first, scope.last) if scope.kind is SubjectKind.CHILD else ()
        rows = brought(scope, keys, through)
        found += ledger_events(rows)
    found += report_events(loaded, scope)
    found += inspection_events(scope)
    found += mock_events(scope)
    found += plan_events(scope)
    found += offered(scope.first, max(scope.first, scope.last))
    return Timeline(
        inquiry=inquiry,
        scope=scope,
        asked=asked_words(loaded, inquiry),
        events=tuple(sorted(dict.fromkeys(found), key=known_order)),
        gaps=tuple([*gap_words(scope, telling_gap(loaded)), *reported_words(loaded, scope)]),
        counts=tuple(_month_ends(scope, concerned)),
        brought=tuple(rows),
        council=loaded.council,
        as_at=loaded.as_at,
        through=through,
        head=head,
        catalogue=catalogue_digest(),
    )


def known_order(event: Event) -> tuple[dt.date, dt.date, int, str, str]:
    """Sorts events by when they were known, then by when they were true, then from the record up the council."""
    return known_on(event), event.on, RANK[event.tier], event.kind, event.words


def known_on(event: Event) -> dt.date:
    """The day an event was known: of the instant it was written down, where one is kept, else its own."""
    return event.on if event.known_at is None else max(event.on, event.known_at.astimezone(LONDON).date())


def offered(since: dt.date, until: dt.date) -> list[Event]:
    """What the plan, boards, campaigns, members and publications have of that time, whatever it was about."""
    found: list[Event] = []
    for name in OFFERED:
        offer: Offer = import_module(name).events
        found += map(_as_here, offer(since, until))
    return found


def _as_here(event: Event) -> Event:
    """``event`` as a timeline has it: its kind with a capital, no instant after the day a demonstration stands on."""
    known_at = event.known_at
    if known_at is not None and written(known_at)[1] is None:
        known_at = None
    return replace(event, kind=event.kind[0].upper() + event.kind[1:], known_at=known_at)


def gap_words(scope: Scope, gaps: Sequence[Gap]) -> list[str]:
    """The days between the record's showing a line asked about and each tier's being told, a sentence each."""
    asked = {line.id for line in scope.lines}
    sentences = []
    for gap in gaps:
        if gap.line not in asked:
            continue
        shown = f"“{gap.title}” for the whole council {'by' if gap.may_be_older else 'on'} {long_date(gap.showed_on)}"
        for tier in TIERS:
            told = gap.of(tier)
            who = NAMES[tier].lower()
            if told.on is None:
                sentences.append(
                    f"{told.days:,} days after the record showed {shown}, on {long_date(gap.until)}, the {who} had "
                    f"not been told since.{_before(told.last_before)}"
                )
            elif told.days:
                earliest = "" if told.is_certain else " at the earliest"
                sentences.append(
                    f"{told.days:,} days between the record showing {shown} and the {who} being told{earliest}, on "
                    f"{long_date(told.on)}: {told.how}."
                )
            else:
                sentences.append(f"The {who} had it before them the day the record showed {shown}: {told.how}.")
        if not gap.asked:
            sentences.append(f"Nobody is minuted to have asked about “{gap.title}” by {long_date(gap.until)}.")
    return sentences


def _before(on: dt.date | None) -> str:
    return " Nor were they before." if on is None else f" The last time was on {long_date(on)}, before it stood out."


def reported_words(loaded: Loaded, scope: Scope) -> list[str]:
    """How many reports that would have told of it reached each tier in the stretch, and how many were challenged."""
    asks_number = any(line.told_by_unallocated for line in scope.lines)
    if not asks_number:
        return []
    rows = [
        row
        for row in reports_of(loaded.extract, scope.last) or ()
        if row.told_on and row.told_on >= scope.first and (row.topic in scope.topics or row.tells_unallocated)
    ]
    sentences = []
    for tier, code in REPORTED_AS.items():
        theirs = [row for row in rows if row.tier == code]
        if not theirs:
            continue
        gave = sum(row.tells_unallocated is True for row in theirs)
        asked = sum(row.challenge_recorded is True for row in theirs)
        who = NAMES[tier].lower()
        gave_words = f"{gave:,}" if gave else "none"
        sentences.append(
            f"In the time asked about, the {who} received {len(theirs):,} reports that would have told of it; "
            f"{gave_words} of them gave the number of children without a worker who can act, and {asked:,} met a "
            "question or challenge."
        )
    return sentences


def _holders(loaded: Loaded, scope: Scope, concerned: Breaches) -> frozenset[str]:
    """Whoever held a child concerned at some time in the stretch."""
    rows = held(loaded.extract, concerned)
    inside = np.flatnonzero((rows.starts <= number(scope.last)) & (rows.ends > number(scope.first)))
    return frozenset(who for each in inside if (who := rows.worker[int(each)]) is not None)


def _month_ends(scope: Scope, concerned: Breaches) -> list[tuple[dt.date, int]]:
    if scope.last < scope.first:
        return []
    counts = concerned.daily(scope.first, scope.last)
    start = number(scope.first)
    found = []
    for place in range(len(counts)):
        day = date_of(start + place)
        if day == scope.last or (day + dt.timedelta(days=1)).day == 1:
            found.append((day, int(counts[place])))
    return found
