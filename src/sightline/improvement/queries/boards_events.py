"""What boards did, as lines of an inquiry's timeline: papers they were given, meetings, decisions, what they asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.models import BoardAction, Decision, Meeting, MeetingMoved, Pack, PackFor, Presence
from sightline.web.clock import LONDON


def events(since: dt.date, until: dt.date) -> list[Event]:
    """Everything boards were given, said and asked from one day to another, both among them, in order of day."""
    found = [*_packs(since, until), *_meetings(since, until), *_decided(since, until), *_asked(since, until)]
    return sorted(found, key=lambda each: (each.on, each.kind, each.proof))


def _packs(since: dt.date, until: dt.date) -> Iterator[Event]:
    rows = Pack.objects.select_related("meeting__board").defer("html", "pdf", "xlsx").order_by("pk")
    for each in rows.filter(made_at__date__gte=since - dt.timedelta(days=1), audience=PackFor.BOARD.value):
        on = each.made_at.astimezone(LONDON).date()
        if since <= on <= until:
            yield Event(
                on=on,
                known_at=each.made_at,
                tier=Tier.BOARD,
                kind="board pack",
                words=f"The {_called(each.meeting)} was given its pack, edition {each.edition}, with figures as at "
                f"{_day(each.as_at)}.",
                source=f"Pack for the meeting of {_day(each.meeting.on)}",
                proof=f"PDF SHA-256 {each.pdf_digest}; ledger transaction {each.through} {each.ledger}".rstrip(),
            )


def _meetings(since: dt.date, until: dt.date) -> Iterator[Event]:
    held = Meeting.objects.filter(on__gte=since, on__lte=until).select_related("board")
    for each in held.prefetch_related("attendance__superseded_by"):
        if each.called_off_why:
            words = f"The {_called(each)} did not meet: {each.called_off_why}"
        else:
            came = [
                one for one in each.attendance.all() if one.member_id and not one.is_withdrawn and not _is_before(one)
            ]
            if not came:
                continue  # nobody has written down that it was held
            present = sum(one.presence == Presence.PRESENT for one in came)
            time = _ordinal(each.number)
            words = f"The {_called(each)} met for the {time} time: {present} of {len(came)} members came."
        yield Event(
            on=each.on,
            known_at=None,
            tier=Tier.BOARD,
            kind="board meeting",
            words=words,
            source=f"Record of the {_called(each)}",
            proof=f"meeting {each.pk}",
        )
    for moved in MeetingMoved.objects.filter(on__gte=since, on__lte=until).select_related("meeting__board"):
        if not moved.meeting.called_off_why and moved.on != moved.meeting.on:
            yield Event(
                on=moved.on,
                known_at=moved.at,
                tier=Tier.BOARD,
                kind="board meeting",
                words=f"The {_called(moved.meeting)} did not meet as called but on {_day(moved.meeting.on)}: "
                f"{moved.why}",
                source=f"Record of the {_called(moved.meeting)}",
                proof=f"meeting {moved.meeting_id}, as called before {moved.pk}",
            )


def _decided(since: dt.date, until: dt.date) -> Iterator[Event]:
    rows = Decision.objects.filter(meeting__on__gte=since, meeting__on__lte=until)
    for each in rows.filter(superseded_by=None, is_withdrawn=False).select_related("meeting__board"):
        yield Event(
            on=each.meeting.on,
            known_at=None,
            tier=Tier.BOARD,
            kind="board decision",
            words=f"The {_called(each.meeting)} decided: {each.words} Its reasons: {each.reasons}",
            source=f"Decisions of the meeting of {_day(each.meeting.on)}",
            proof=f"decision {each.pk}, written down {each.at.astimezone(LONDON):%-d %B %Y %H:%M}",
        )


def _asked(since: dt.date, until: dt.date) -> Iterator[Event]:
    rows = BoardAction.objects.filter(superseded_by=None, is_withdrawn=False).select_related(
        "meeting__board", "planned"
    )
    for each in rows:
        done = each.planned.done_on if each.planned else each.done_on
        for on, words in (
            (each.meeting.on, f"The {_called(each.meeting)} asked for: {each.words} Due {_day(each.due_on)}."),
            (done, f"What the {_called(each.meeting)} asked for on {_day(each.meeting.on)} was done: {each.words}"),
        ):
            if on is not None and since <= on <= until:
                yield Event(
                    on=on,
                    known_at=None,
                    tier=Tier.BOARD,
                    kind="board action",
                    words=words,
                    source=f"Actions of the meeting of {_day(each.meeting.on)}",
                    proof=f"action {each.pk}",
                )


def _is_before(row: object) -> bool:
    return getattr(row, "superseded_by", None) is not None


def _called(meeting: Meeting) -> str:
    name = meeting.board.name
    return (
        name[:1].lower() + name[1:] if name[1:2].islower() and name.split()[0] in {"Improvement", "Corporate"} else name
    )


def _day(on: dt.date) -> str:
    return f"{on.day} {on:%B %Y}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
