"""The plan as it stands: each recommendation with its actions, its measures, its lineage, and what people say of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from sightline.access.bearer import Bearer
from sightline.findings.queries.loaded import Loaded
from sightline.improvement.models import (
    Dependency,
    Measure,
    PlannedAction,
    Recommendation,
    Source,
    Status,
    StatusChange,
)
from sightline.improvement.queries.plan_actions import dependencies, standing
from sightline.improvement.queries.plan_closing import ByMeasure, Standing, counting, standing_of, worst
from sightline.improvement.queries.plan_events import events
from sightline.improvement.queries.plan_lineage import ONCE, Repeats, repeats
from sightline.improvement.specific import Lack, lacks
from sightline.inspection.models import PublishedRecommendation, RecommendationMet

__all__ = ["ActionLine", "ByMeasure", "PlanLine", "Repeats", "Standing", "events", "plan_line", "plan_lines"]

SOON = dt.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as it stands. ``waits_for``: what it waits for with the row that says so; ``lacks``: what it might say
    better."""

    row: PlannedAction
    on: dt.date
    waits_for: tuple[tuple[Dependency, PlannedAction], ...]
    lacks: tuple[Lack, ...]

    @property
    def is_done(self) -> bool:
        """Whether its owner, or somebody for them, says that it is done."""
        return self.row.done_on is not None

    @property
    def is_late(self) -> bool:
        """Whether it is overdue."""
        return not self.is_done and self.row.due_on < self.on

    @property
    def is_due_soon(self) -> bool:
        """Whether it falls due within four weeks."""
        return not self.is_done and self.on <= self.row.due_on <= self.on + SOON

    @property
    def days_late(self) -> int:
        """How many days it is overdue, or was done late; 0 for neither."""
        return max(0, ((self.row.done_on or self.on) - self.row.due_on).days)

    @property
    def blocked_by(self) -> tuple[PlannedAction, ...]:
        """What it waits for that is not done."""
        return () if self.is_done else tuple(each for _, each in self.waits_for if each.done_on is None)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A recommendation of the plan as at a day.

    ``over_measure``: the last closing over its measure, which is shown for ever, though it was opened again since.
    ``reopened``: the change by which its measure reopened it, while it stands so. ``said_met``: who held it to be met
    on the page of the inspection it came from, None where nobody does.
    """

    recommendation: Recommendation
    on: dt.date
    changes: tuple[StatusChange, ...]
    standings: tuple[Standing, ...]
    actions: tuple[ActionLine, ...]
    repeats: Repeats
    evidence_count: int
    said_met: RecommendationMet | None

    @property
    def last(self) -> StatusChange | None:
        """The last that was said of how it stands; None where nobody said anything."""
        return self.changes[-1] if self.changes else None

    @property
    def status(self) -> Status:
        """How it stands, as people say."""
        return Status(self.last.status) if self.last else Status.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it is to be worked on."""
        return self.status in (Status.OPEN, Status.UNDER_WAY)

    @property
    def status_by_measure(self) -> ByMeasure:
        """How it stands by its measures: as by the worst of them."""
        return worst(self.standings)

    @property
    def is_refused(self) -> bool:
        """Whether its measures do not let it be closed as met or set aside, while it is open."""
        return self.is_open and self.status_by_measure not in (ByMeasure.NONE, ByMeasure.HELD)

    @property
    def over_measure(self) -> StatusChange | None:
        """The last closing over its measure; None where there was none."""
        return next((each for each in reversed(self.changes) if each.over_measure), None)

    @property
    def overrides(self) -> tuple[StatusChange, ...]:
        """Every closing over its measure."""
        return tuple(each for each in self.changes if each.over_measure)

    @property
    def reopened(self) -> StatusChange | None:
        """The change by which its measure reopened it, while nobody has closed it since."""
        if not self.is_open:
            return None
        return next((each for each in reversed(self.changes) if each.by_id is None), None)

    @property
    def late_actions(self) -> tuple[ActionLine, ...]:
        """Its actions that are overdue."""
        return tuple(each for each in self.actions if each.is_late) if self.is_open else ()

    @property
    def is_itself_late(self) -> bool:
        """Whether the day it was to be met is past and it is not closed."""
        due = self.recommendation.due_on
        return self.is_open and due is not None and due < self.on

    @property
    def is_late(self) -> bool:
        """Whether it, or an action of it, is overdue."""
        return self.is_itself_late or bool(self.late_actions)

    @property
    def days_late(self) -> int:
        """The longest that it or an action of it is overdue, in days."""
        due = self.recommendation.due_on
        own = (self.on - due).days if self.is_itself_late and due else 0
        return max([own, *(each.days_late for each in self.late_actions)])

    @property
    def is_said_met(self) -> bool:
        """Whether people hold it to be met: closed, every action done, or so on its inspection's page."""
        return (
            self.status is Status.CLOSED
            or self.said_met is not None
            or (bool(self.actions) and all(each.is_done for each in self.actions))
        )

    @property
    def is_contradicted(self) -> bool:
        """Whether people hold it to be met and its measure fails."""
        return self.is_said_met and self.status_by_measure is ByMeasure.FAILING

    @property
    def is_closed_over(self) -> bool:
        """Whether it stands closed over its measure."""
        return self.status is Status.CLOSED and bool(self.last and self.last.over_measure)

    @property
    def actions_done(self) -> int:
        """How many of its actions are said to be done."""
        return sum(each.is_done for each in self.actions)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the plan does not say of it yet, in words."""
        found = []
        if self.is_open and self.recommendation.owner is None:
            found.append("No owner")
        if self.is_open and self.recommendation.due_on is None:
            found.append("No day by which it is to be met")
        if self.is_open and not self.actions:
            found.append("No action")
        if self.is_open and not self.standings:
            found.append("No measure")
        return tuple(found)

    @property
    def source_label(self) -> str:
        """Where it came from: in the words given, else by its kind."""
        return self.recommendation.source_words or Source(self.recommendation.source).label


def plan_lines(reader: Bearer | None, on: dt.date, loaded: Loaded | None = None) -> list[PlanLine]:
    """Every recommendation of the plan as at ``on``, newest first; some ten queries however many.

    ``reader``: nothing in the plan is of one child, so whoever may read the plan reads all of it. ``loaded``: figures
    to read the measures by, else those the process holds.
    """
    rows = list(_rows())
    return _lines(rows, rows, on, loaded)


def plan_line(reader: Bearer | None, pk: int, on: dt.date, loaded: Loaded | None = None) -> PlanLine:
    """One recommendation of the plan; Http404 for none."""
    rows = list(Recommendation.objects.select_related("published", "conclusion", "owner", "by"))
    found = list(_rows().filter(pk=pk))
    if not found:
        raise Http404
    return _lines(found, rows, on, loaded)[0]


def _rows() -> QuerySet[Recommendation]:
    return Recommendation.objects.select_related("published", "conclusion", "review", "owner", "by").prefetch_related(
        Prefetch("changes", StatusChange.objects.select_related("by")),
        Prefetch("measures", Measure.objects.select_related("by")),
        "evidence",
    )


def _lines(
    rows: list[Recommendation], every: list[Recommendation], on: dt.date, loaded: Loaded | None
) -> list[PlanLine]:
    waits, asked, met = dependencies(), repeats(every), _said_met()
    actions: dict[int, list[PlannedAction]] = defaultdict(list)
    for each in standing().filter(recommendation__in=[row.pk for row in rows]):
        actions[each.recommendation_id].append(each)
    return [
        PlanLine(
            recommendation=row,
            on=on,
            changes=tuple(row.changes.all()),
            standings=tuple(standing_of(each, on, loaded) for each in counting(row.measures.all())),
            actions=tuple(_action(each, row, on, tuple(waits.get(each.pk, ()))) for each in actions[row.pk]),
            repeats=asked.get(row.pk, ONCE),
            evidence_count=sum(each.withdrawn_at is None for each in row.evidence.all()),
            said_met=met.get(row.published_id) if row.published_id else None,
        )
        for row in rows
    ]


def _action(
    each: PlannedAction, row: Recommendation, on: dt.date, waits: tuple[tuple[Dependency, PlannedAction], ...]
) -> ActionLine:
    found = lacks(
        each.words,
        each.will_show,
        is_owned=each.owner.is_active,
        due_on=each.due_on,
        on=min(on, each.due_on),  # that it is late is said elsewhere
        starts_on=each.starts_on,
        wanted_by=row.due_on,
    )
    return ActionLine(each, on, waits, tuple(found) if each.done_on is None else ())


def _said_met() -> dict[int, RecommendationMet]:
    """By published recommendation, and each row of it since, the row that says it is met."""
    after: dict[int, list[int]] = defaultdict(list)
    for pk, earlier in PublishedRecommendation.objects.exclude(supersedes=None).values_list("pk", "supersedes_id"):
        after[earlier or 0].append(pk)
    out: dict[int, RecommendationMet] = {}
    for each in RecommendationMet.objects.filter(opened_again_at=None).select_related("by"):
        ahead = [each.recommendation_id]
        while ahead:
            now = ahead.pop()
            out[now] = each
            ahead.extend(after.get(now, ()))
    return out
