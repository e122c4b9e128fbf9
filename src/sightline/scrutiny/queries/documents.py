"""Documents and notices that are owed by a day: how each stands, what was withheld, what is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.access.bearer import Bearer
from sightline.improvement.inquiries import Event, Tier
from sightline.scrutiny.documents_clocks import Clock, clocks, exemptions
from sightline.scrutiny.models import DocumentDuty, DocumentOutcome, Outcome


class DocumentState(StrEnum):
    """How a document or notice stands on a day; the value is what a page says."""

    OVERDUE = "Overdue"
    WAITING = "Owed"
    STATEMENT_OWED = "Reasons not stated"
    LATE = "Late"
    IN_TIME = "In time"

    @property
    def is_open(self) -> bool:
        """Whether something is owed still."""
        return self in (DocumentState.OVERDUE, DocumentState.WAITING, DocumentState.STATEMENT_OWED)


@dataclass(frozen=True, slots=True)
class Owed:
    """A document or notice as at a day. ``over``: days past its due day when it was given, or on the day of the list.

    ``outcomes``: oldest first; the last stands.
    """

    duty: DocumentDuty
    clock: Clock
    state: DocumentState
    over: int
    outcomes: tuple[DocumentOutcome, ...]
    is_mine: bool

    @property
    def outcome(self) -> DocumentOutcome | None:
        """What became of it; None for nothing yet."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def asker(self) -> str:
        """Who asks, as a list says it."""
        if self.duty.asked_by is not None:
            return self.duty.asked_by.name
        return self.duty.asked_as or ("The public" if self.clock.is_request else "Nobody need ask")

    @property
    def result(self) -> str:
        """What became of it, in words."""
        found = self.outcome
        if found is None:
            return ""
        return Outcome(found.outcome).label if self.clock.is_request else "Published"

    @property
    def exemption(self) -> str:
        """Under what something was withheld, in words; "" for nothing."""
        found = self.outcome
        return exemptions().get(found.exemption, found.exemption) if found is not None else ""


def owed(reader: Bearer, on: dt.date) -> list[Owed]:
    """Every document and notice owed, as it stands on ``on``: what is owed still first, the longest overdue first."""
    rows = list(DocumentDuty.objects.select_related("asked_by", "by"))
    outcomes: dict[int, list[DocumentOutcome]] = {}
    for each in DocumentOutcome.objects.filter(done_on__lte=on).select_related("by").order_by("at", "pk"):
        outcomes.setdefault(each.duty_id, []).append(each)
    found = [_owed(each, on, tuple(outcomes.get(each.pk, ())), reader) for each in rows if each.kind in clocks()]
    last = dt.date.max
    return sorted(found, key=lambda each: (not each.state.is_open, each.duty.due_on or last, each.duty.pk))


def one_owed(reader: Bearer, number: int, on: dt.date) -> Owed | None:
    """One of them; None where there is none of that number."""
    return next((each for each in owed(reader, on) if each.duty.pk == number), None)


def _owed(duty: DocumentDuty, on: dt.date, outcomes: tuple[DocumentOutcome, ...], reader: Bearer) -> Owed:
    clock = clocks()[duty.kind]
    first = outcomes[0].done_on if outcomes else None
    over = max(0, ((first or on) - duty.due_on).days) if duty.due_on is not None else 0
    return Owed(
        duty=duty,
        clock=clock,
        state=_state(clock, outcomes, over),
        over=over,
        outcomes=outcomes,
        is_mine=duty.asked_by_id == reader.account.pk,
    )


def _state(clock: Clock, outcomes: Sequence[DocumentOutcome], over: int) -> DocumentState:
    if not outcomes:
        return DocumentState.OVERDUE if over else DocumentState.WAITING
    last = outcomes[-1]
    if clock.has_statement and last.outcome in (Outcome.PART.value, Outcome.WITHHELD.value) and not last.stated_on:
        return DocumentState.STATEMENT_OWED
    return DocumentState.LATE if over else DocumentState.IN_TIME


def withheld(rows: Sequence[Owed]) -> list[Owed]:
    """Those of which something was kept back."""
    kept = (Outcome.PART.value, Outcome.WITHHELD.value)
    return [each for each in rows if each.outcome is not None and each.outcome.outcome in kept]


def document_events(since: dt.date, until: dt.date) -> list[Event]:
    """What was given and withheld, and what was asked for, for a timeline."""
    out = []
    for duty in DocumentDuty.objects.filter(counted_from__range=(since, until)):
        if duty.kind in clocks() and clocks()[duty.kind].is_request:
            of_member = clocks()[duty.kind].of_members
            who = "A member" if of_member else "Somebody"
            out.append(
                Event(
                    on=duty.counted_from,
                    known_at=None,
                    tier=Tier.COMMITTEE if of_member else Tier.PUBLIC,
                    kind="request for a document",
                    words=f"{who} asked for: {duty.words}",
                    source="Access to documents",
                    proof=f"document {duty.pk}",
                )
            )
    for each in DocumentOutcome.objects.filter(done_on__range=(since, until)).select_related("duty"):
        clock = clocks().get(each.duty.kind)
        if clock is None:
            continue
        late = each.duty.due_on is not None and each.done_on > each.duty.due_on
        result = Outcome(each.outcome).label if clock.is_request else "Published"
        said = f": {each.withheld} ({exemptions().get(each.exemption, 'no exemption named')})" if each.withheld else ""
        out.append(
            Event(
                on=each.done_on,
                known_at=None,
                tier=Tier.COMMITTEE if clock.of_members else Tier.PUBLIC,
                kind="document given or withheld",
                words=f"{result}{', late' if late else ''}: {each.duty.words}{said}",
                source="Access to documents",
                proof=f"outcome {each.pk} of document {each.duty_id}",
            )
        )
    return out
