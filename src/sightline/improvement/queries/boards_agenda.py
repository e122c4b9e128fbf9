"""What waits for a board, as items its agenda may be made from. Nothing in it is of one child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sightline.access.bearer import Bearer
from sightline.improvement.actions.boards_meetings import LONGEST_TITLE, Item
from sightline.improvement.models import ItemKind, Measure, Meeting, Recommendation, Status
from sightline.improvement.queries import boards
from sightline.improvement.queries.campaigns import campaigns
from sightline.improvement.queries.measures import name_of, stands
from sightline.improvement.queries.plan import PlanLine, plan_lines
from sightline.improvement.queries.plan_closing import ByMeasure
from sightline.improvement.queries.visits import day_words, visits, when
from sightline.inspection.queries.real_inspections import day_of

CLOSED = (Status.CLOSED, Status.SET_ASIDE)


def waiting(meeting: Meeting, reader: Bearer, on: dt.date) -> list[Item]:
    """What waits for the board at ``meeting``, as it stands on ``on``, in the order a board takes it."""
    before = boards.last_meeting(meeting.board, meeting.on)
    since = before.on if before else None
    lines = plan_lines(reader, on)
    return [
        *_minutes(meeting),
        *_actions(meeting, on),
        *_overrides(lines, since),
        *_reopened(lines),
        *_failing(lines, on),
        *_late(lines),
        *_campaigns(reader, on),
        *_visits(on, since),
    ]


def open_recommendations() -> list[Recommendation]:
    """The recommendations something may still be asked about, the newest first."""
    rows = Recommendation.objects.prefetch_related("changes")
    return [each for each in rows if Status(_last(each)) not in CLOSED]


def short(words: str, most: int = 160) -> str:
    """A text on one line, cut at ``most`` characters."""
    text = " ".join(words.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def called(recommendation: Recommendation) -> str:
    """A recommendation as an agenda names it: its number, where it has one, and its words."""
    number = f"{recommendation.number}. " if recommendation.number else ""
    return short(f"{number}{recommendation.words}")


def _last(recommendation: Recommendation) -> str:
    changes = list(recommendation.changes.all())
    return changes[-1].status if changes else Status.OPEN.value


def _minutes(meeting: Meeting) -> Iterator[Item]:
    for each in boards.waits_for_confirmation(meeting):
        yield Item(
            f"Minutes of {day_words(each.meeting.on)}",
            "To confirm as a true record, or to put right.",
            ItemKind.MINUTES,
            f"minutes {each.meeting_id}",
        )


def _actions(meeting: Meeting, on: dt.date) -> Iterator[Item]:
    lines = [each for each in boards.actions_of(meeting.board, on, asked_before=meeting.on) if each.is_open]
    if lines:
        late = sum(each.is_late for each in lines)
        said = f"{len(lines)} open" + (f", {late} of them late" if late else "")
        yield Item("Actions of earlier meetings", f"{said}.", ItemKind.ACTION, "actions")


def _overrides(lines: list[PlanLine], since: dt.date | None) -> Iterator[Item]:
    """Closings over a measure since the board last met; those before stay in every pack."""
    for line in lines:
        for each in line.overrides:
            if since is None or each.on >= since:
                yield _item(
                    ItemKind.OVERRIDE,
                    f"override {each.pk}",
                    f"Closed over its measure: {called(line.recommendation)}",
                    f"Signed by {each.by.name if each.by else 'nobody'}: {each.reasons}",
                )


def _reopened(lines: list[PlanLine]) -> Iterator[Item]:
    for line in lines:
        if line.reopened is not None:
            yield _item(
                ItemKind.REOPENED,
                f"reopened {line.reopened.pk}",
                f"Reopened by its measure: {called(line.recommendation)}",
                f"Its measure failed after it was closed; it stands open since {day_words(line.reopened.on)}.",
            )


def _failing(lines: list[PlanLine], on: dt.date) -> Iterator[Item]:
    for line in lines:
        for each in line.standings:
            if each.by_measure is ByMeasure.FAILING:
                yield _item(
                    ItemKind.MEASURE,
                    f"measure {each.measure.pk}",
                    f"Its measure fails: {called(line.recommendation)}",
                    name_of(each.measure),
                )
    for watched in Measure.objects.filter(recommendation=None, ended_at=None):
        if stands(watched, on).meets is False:
            title = f"A measure fails: {short(name_of(watched))}"
            yield _item(ItemKind.MEASURE, f"measure {watched.pk}", title, watched.words)


def _late(lines: list[PlanLine]) -> Iterator[Item]:
    for line in sorted(lines, key=lambda each: -each.days_late):
        if line.is_late:
            actions = len(line.late_actions)
            said = [f"{line.days_late} days late"]
            if actions:
                said.append("an action of it is overdue" if actions == 1 else f"{actions} actions of it are overdue")
            yield _item(
                ItemKind.LATE,
                f"recommendation {line.recommendation.pk}",
                f"Late: {called(line.recommendation)}",
                f"{'; '.join(said)}.",
            )


def _campaigns(reader: Bearer, on: dt.date) -> Iterator[Item]:
    for each in campaigns(reader):
        if each.completed_at is None:
            late = " It is past its day." if each.due_on < on else ""
            words = f"To be done by {day_words(each.due_on)}.{late}"
            yield _item(ItemKind.CAMPAIGN, f"campaign {each.pk}", f"How far: {each.title}", words)


def _visits(on: dt.date, since: dt.date | None) -> Iterator[Item]:
    """Visits since the board last met, those to come, and those whose letter came since."""
    for each in visits(on):
        days = [day_of(each.row), each.row.received_on, each.row.published_on]
        if since is None or any(day is not None and day >= since for day in days):
            yield _item(
                ItemKind.VISIT,
                f"visit {each.row.pk}",
                f"{each.recorded.event_words} of {when(each.row)}",
                f"{each.scope.words if each.scope else 'What it looks into is not said yet.'} {_capital(each.letter)}.",
            )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _item(kind: ItemKind, key: str, title: str, words: str) -> Item:
    return Item(title[:LONGEST_TITLE], words, kind, key)
