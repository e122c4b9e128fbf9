"""Inspections and visits as they stand: their history, the latest on top, what is open after each, and what is late."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from sightline.inspection.areas import COLUMNS, Column, frameworks
from sightline.inspection.following import Clock, Event, Inspected, clocks
from sightline.inspection.models import (
    PublishedRecommendation,
    RealInspection,
    RecommendationMet,
    ReportFile,
    StepTaken,
)
from sightline.inspection.queries.same import newest_of
from sightline.ledger.queries import current

PRIORITY_WORDS = "priority"  # how a heading of "Areas for priority action" begins to read, in any layout


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A published recommendation, with when and by what it was held to be met, None while it is open."""

    row: PublishedRecommendation
    met: RecommendationMet | None

    @property
    def is_open(self) -> bool:
        """Whether nobody holds it to be met."""
        return self.met is None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An inspection with all that hangs on it. ``visits``: those that follow it, the first first."""

    row: RealInspection
    clocks: tuple[Clock, ...]
    recommendations: tuple[Recommendation, ...]
    visits: tuple[RealInspection, ...]
    steps: Mapping[str, StepTaken]
    next_inspection: RealInspection | None

    @property
    def began(self) -> dt.date | None:
        """The day it stands at in the history."""
        return day_of(self.row)

    @property
    def event_words(self) -> str:
        """What kind of visit it was, as it reads."""
        return event_words(self.row.event)

    @property
    def framework_words(self) -> str:
        """The framework, as it reads."""
        return frameworks().get(self.row.framework, self.row.framework)

    def grades(self, columns: Sequence[Column] = COLUMNS) -> list[tuple[Column, str]]:
        """Each column of the history with the grade in it, "" for none."""
        return [(column, column.of(self.row.judgements)) for column in columns]

    @property
    def open_count(self) -> int:
        """How many of its recommendations are open."""
        return sum(each.is_open for each in self.recommendations)

    @property
    def overdue(self) -> tuple[Clock, ...]:
        """Its clocks that are overdue."""
        return tuple(each for each in self.clocks if each.is_overdue)

    def of_body(self, body: str) -> list[Recommendation]:
        """The recommendations addressed to the council, or to the safeguarding board."""
        return [each for each in self.recommendations if each.row.body == body]


def event_words(event: str) -> str:
    """What kind of visit it was, as it reads; one we do not know as it is kept."""
    return Event(event).words if event in set(Event) else event


def day_of(row: RealInspection) -> dt.date | None:
    """The day an inspection stands at: when it began, else when it ended or its report was published."""
    return row.started_on or row.ended_on or row.published_on


def standing() -> QuerySet[RealInspection]:
    """The inspections and visits as they stand: none that was put right since."""
    return RealInspection.objects.filter(superseded_by=None).select_related("confirmed_by")


def history(as_at: dt.date) -> list[Recorded]:
    """Every inspection and visit, the latest on top, with its clocks as at a day; five queries however many."""
    rows = sorted(standing(), key=lambda each: (day_of(each) or dt.date.min, each.pk), reverse=True)
    newest = newest_of()
    met, steps, recommendations = _met(), _steps(newest), defaultdict(list)
    for each in PublishedRecommendation.objects.filter(inspection__in=[row.pk for row in rows]):
        recommendations[each.inspection_id].append(Recommendation(each, met.get(each.pk)))
    return [_recorded(row, rows, newest, recommendations[row.pk], steps[row.pk], as_at) for row in rows]


def recorded(pk: int, as_at: dt.date) -> Recorded:
    """One inspection as it stands; Http404 for none, and for one that was put right since."""
    found = next((each for each in history(as_at) if each.row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def overdue(as_at: dt.date) -> list[tuple[Recorded, Clock]]:
    """Every clock that is overdue, the longest first."""
    found = [(each, clock) for each in history(as_at) for clock in each.overdue]
    return sorted(found, key=lambda each: -(each[1].days or 0))


def latest_graded(authority: str = "", over_by: dt.date | None = None) -> RealInspection | None:
    """The last inspection that gave grades: of an authority, else of the council whose record this is.

    ``over_by``: none that was still going on, or to come, on that day. Where no inspection is of that authority, None:
    another council's grades are never taken for this one's. A record that does not say whose it is, is that of the one
    authority whose inspections are recorded; where they are of several, None.
    """
    graded = [each for each in standing() if each.judgements]
    name = _plain(authority or own_council())
    if not name:
        names = {_plain(each.authority) for each in graded}
        name = names.pop() if len(names) == 1 else ()
    found = [each for each in graded if name and _plain(each.authority) == name]
    if over_by is not None:
        found = [each for each in found if (day := each.ended_on or day_of(each)) is not None and day <= over_by]
    return max(found, key=lambda each: (day_of(each) or dt.date.min, each.pk), default=None)


def before(pk: int) -> list[RealInspection]:
    """The rows that an inspection was before it was put right, the newest first."""
    newest = newest_of()
    rows = RealInspection.objects.filter(pk__in=[each for each, now in newest.items() if now == pk and each != pk])
    return list(rows.select_related("confirmed_by").prefetch_related("recommendations").order_by("-pk"))


def waiting() -> list[ReportFile]:
    """The reports that were given and from which nothing is recorded yet, the last first."""
    found = ReportFile.objects.filter(inspections=None, set_aside_at=None).defer("content")
    return list(found.select_related("given_by"))


def own_council() -> str:
    """The name of the council whose record this is; "" while the record does not say."""
    return str(current("councils").order_by("council_id").values_list("name", flat=True).first() or "")


def is_own(authority: str) -> bool:
    """Whether an authority, as a report names it, is the council whose record this is."""
    mine = own_council()
    return bool(mine) and _plain(authority) == _plain(mine)


SAID_OF_ANY = frozenset({"council", "county", "city", "borough", "metropolitan", "district", "london", "royal", "of"})


def _plain(name: str) -> tuple[str, ...]:
    """A council's name without what any council might be called: *London Borough of Harrow* is *Harrow*."""
    words = "".join(each if each.isalnum() else " " for each in name.casefold().replace("&", " and ")).split()
    return tuple(each for each in words if each not in SAID_OF_ANY)


def _recorded(
    row: RealInspection,
    rows: Sequence[RealInspection],
    newest: Mapping[int, int],
    recommendations: Sequence[Recommendation],
    steps: Mapping[str, StepTaken],
    as_at: dt.date,
) -> Recorded:
    followed = [each for each in rows if each.follows_id is not None and newest.get(each.follows_id) == row.pk]
    visits = tuple(sorted(followed, key=lambda each: (day_of(each) or dt.date.max, each.pk)))
    after = _next_graded(row, rows)
    inspected = Inspected(
        event=row.event,
        started_on=row.started_on,
        published_on=row.published_on,
        received_on=row.received_on,
        grades=row.judgements,
        has_priority=any(PRIORITY_WORDS in each.row.priority.casefold() for each in recommendations),
    )
    monitoring = [day for each in visits if each.event == Event.MONITORING_VISIT and (day := day_of(each)) is not None]
    return Recorded(
        row=row,
        clocks=clocks(
            inspected,
            as_at,
            done={code: each.done_on for code, each in steps.items()},
            visits=monitoring,
            next_inspection=day_of(after) if after is not None else None,
        ),
        recommendations=tuple(recommendations),
        visits=visits,
        steps=steps,
        next_inspection=after,
    )


def _next_graded(row: RealInspection, rows: Sequence[RealInspection]) -> RealInspection | None:
    """The next inspection of the same authority that graded the council."""
    began, name = day_of(row), _plain(row.authority)
    if began is None:
        return None
    later = [
        each
        for each in rows
        if each.pk != row.pk and each.judgements and _plain(each.authority) == name and (day_of(each) or began) > began
    ]
    return min(later, key=lambda each: (day_of(each) or dt.date.max, each.pk), default=None)


def _steps(newest: Mapping[int, int]) -> defaultdict[int, dict[str, StepTaken]]:
    out: defaultdict[int, dict[str, StepTaken]] = defaultdict(dict)
    for each in StepTaken.objects.filter(taken_back_at=None).select_related("by"):
        out[newest[each.inspection_id]][each.step] = each
    return out


def _met() -> dict[int, RecommendationMet]:
    """By recommendation as it stands now, the row that says it is met, though it was said of an earlier row."""
    after: dict[int, int] = {}
    for pk, earlier in PublishedRecommendation.objects.exclude(supersedes=None).values_list("pk", "supersedes_id"):
        after[earlier] = pk
    out = {}
    for each in RecommendationMet.objects.filter(opened_again_at=None).select_related("by"):
        now = each.recommendation_id
        while now in after:
            now = after[now]
        out[now] = each
    return out
