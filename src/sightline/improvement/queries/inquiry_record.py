"""What the record itself shows of a question: how many on each turn, in whose name they were, when it stood out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sightline.findings.queries.enquiry import first_on
from sightline.findings.queries.loaded import Loaded
from sightline.findings.standing import number
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_breaches import Breaches, Turn, turns
from sightline.improvement.inquiry_few import FEW, tally
from sightline.improvement.inquiry_rows import NO_POST, Held, held, posts
from sightline.improvement.queries.inquiry_scope import Scope
from sightline.inspection.standing.words import long_date
from sightline.standards.obligations import SubjectKind

KIND = "The record"


def record_events(loaded: Loaded, scope: Scope, concerned: Breaches) -> list[Event]:
    """The turns of the count, and the day each line of enquiry first stood out."""
    counts = concerned.daily(scope.first, scope.last)
    allocated = held(loaded.extract, concerned) if scope.kind is SubjectKind.CHILD and len(concerned.keys) else None
    source = f"The record, held against {', '.join(scope.codes)}"
    found = []
    for turn in turns(counts, scope.first):
        words = f"{_turned(scope, turn)}{_in_whose_name(loaded, concerned, allocated, turn)}"
        found.append(Event(turn.on, None, Tier.RECORD, KIND, words, source))
    return [*found, *_stood_out(loaded, scope)]


def _turned(scope: Scope, turn: Turn) -> str:
    counted = scope.counted(turn.count)
    match turn.why:
        case "were there already":
            return f"On the first day asked about, {counted} stood in it already."
        case "the first":
            return f"The record first shows it in this time: {counted}."
        case "the most":
            return f"The most in this time: {counted}."
        case "on the last day":
            return f"On the last day asked about: {counted}."
        case word:
            return f"It has {word}: {counted}, from {scope.told(turn.before)}."


def _in_whose_name(loaded: Loaded, concerned: Breaches, allocated: Held | None, turn: Turn) -> str:
    """By the post of whoever held the case that day; never a name, and nothing of a few children."""
    if allocated is None or turn.count < FEW:
        return ""
    place = {key: at for at, key in enumerate(concerned.keys)}
    holders, staff, day = allocated.on(turn.on), posts(loaded), number(turn.on)
    holding: Counter[str] = Counter()
    for key in concerned.on(turn.on):
        at = place[key]
        post = staff.on(holders[at], day) if holders.get(at) else None
        holding[post.words if post else NO_POST if at in holders else "nobody"] += 1
    return f" Allocated to: {tally(holding, 'each')}."


def _stood_out(loaded: Loaded, scope: Scope) -> Iterator[Event]:
    for each in scope.lines:
        line = loaded.lines.get(each.id)
        on = first_on(line) if line else None
        if line is None or on is None or on > scope.last:
            continue
        older = " It may have done so before: that is the first day looked at." if line.may_be_older else ""
        serious = " It is serious on the day of these figures." if line.serious else ""
        stands = (
            f" It has stood out without a break since {long_date(line.since)}."
            if line.since
            else " It does not stand out on the day of these figures."
        )
        words = f"“{line.title}” first stood out for the whole council.{older}{stands}{serious}"
        yield Event(on, None, Tier.RECORD, KIND, words, "The record replayed day by day")
