"""Visits by Ofsted with their scope and letters: what they looked into, what the letter said, when the next is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from sightline.improvement.models import Recommendation, VisitScope
from sightline.improvement.queries.boards_standing import earlier_of
from sightline.inspection.areas import AREAS
from sightline.inspection.following import Clock, Event
from sightline.inspection.models import FindingKind, PublishedFinding, RealInspection
from sightline.inspection.queries.real_inspections import Recorded, day_of, history, is_own, own_council
from sightline.inspection.queries.same import newest_of, same_inspection

CHECKS = frozenset({Event.MONITORING_VISIT, Event.FOCUSED_VISIT, Event.ACTION_PLANNING_VISIT, Event.JTAI})
NEXT = frozenset({"first-monitoring-visit", "next-monitoring-visit"})


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit. ``found``: what its letter said, as somebody confirmed it; ``scope`` None until it is said."""

    recorded: Recorded
    scope: VisitScope | None
    found: tuple[PublishedFinding, ...]
    bears_on: tuple[Recommendation, ...]

    @property
    def row(self) -> RealInspection:
        """The visit as it stands."""
        return self.recorded.row

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas it looked into, as they read."""
        return tuple(AREAS.get(each, each) for each in self.scope.areas) if self.scope else ()

    @property
    def strengths(self) -> tuple[PublishedFinding, ...]:
        """What the letter holds to be better, or well."""
        return tuple(each for each in self.found if each.kind == FindingKind.STRENGTH)

    @property
    def concerns(self) -> tuple[PublishedFinding, ...]:
        """What the letter holds to be weak, still or newly."""
        return tuple(each for each in self.found if each.kind != FindingKind.STRENGTH)

    @property
    def letter(self) -> str:
        """Where its letter has come to, in words."""
        row = self.row
        if row.published_on is not None:
            received = f"received {day_words(row.received_on)}, " if row.received_on else ""
            return f"{received}published {day_words(row.published_on)}"
        if row.received_on is not None:
            return f"received {day_words(row.received_on)}, not published yet"
        return "no letter yet"


@dataclass(frozen=True, slots=True)
class NextVisit:
    """When the next monitoring visit is due, with where that is said. ``clock.due_on`` None: it cannot be told."""

    after: Recorded
    clock: Clock


def visits(as_at: dt.date) -> list[Visited]:
    """The council's own visits, the latest first; a visit to come stands on top. Eight queries however many."""
    rows = [each for each in _ours(as_at) if each.row.event in CHECKS]
    newest = newest_of()
    scopes = _scopes(newest)
    found: dict[int, list[PublishedFinding]] = {each.row.pk: [] for each in rows}
    for each in PublishedFinding.objects.filter(inspection__in=list(found)).order_by("place"):
        found[each.inspection_id].append(each)
    return [_visited(each, scopes.get(each.row.pk), found[each.row.pk]) for each in rows]


def visit(pk: int, as_at: dt.date) -> Visited:
    """One visit as it stands; Http404 for none, for an inspection, and for another council's."""
    now = newest_of().get(pk)
    found = next((each for each in visits(as_at) if each.row.pk == now), None)
    if found is None:
        raise Http404
    return found


def scope_of(visit: RealInspection) -> VisitScope | None:
    """The scope of a visit as it stands, though it was said of the visit before that was put right."""
    rows = VisitScope.objects.filter(visit__in=same_inspection(visit.pk), superseded_by=None, is_withdrawn=False)
    return rows.select_related("by").order_by("-pk").first()


def scopes_before(scope: VisitScope) -> list[VisitScope]:
    """The scope as it was said before it was put right, the newest first."""
    return earlier_of(scope)


def next_visits(as_at: dt.date) -> list[NextVisit]:
    """The monitoring visits that are still to come after an inspection of this council, by the law's clocks."""
    return [
        NextVisit(each, clock)
        for each in _ours(as_at)
        for clock in each.clocks
        if clock.step.code in NEXT
        and clock.done_on is None
        and clock.ended_by is None
        and not (clock.step.code == "first-monitoring-visit" and clock.due_on is None and _has_visits(each))
    ]


def day_words(day: dt.date | None) -> str:
    """A day as 14 November 2016."""
    return "on a day not recorded" if day is None else f"{day.day} {day:%B %Y}"


def when(row: RealInspection) -> str:
    """When a visit was, in words."""
    if row.started_on and row.ended_on and row.started_on != row.ended_on:
        return f"{day_words(row.started_on)} to {day_words(row.ended_on)}"
    return day_words(day_of(row))


def _has_visits(recorded: Recorded) -> bool:
    return any(each.event == Event.MONITORING_VISIT for each in recorded.visits)


def _ours(as_at: dt.date) -> list[Recorded]:
    """The inspections and visits of the council whose record this is; all, where the record does not say whose."""
    rows = history(as_at)
    if not own_council():
        return rows
    mine = {name: is_own(name) for name in {each.row.authority for each in rows}}
    return [each for each in rows if mine[each.row.authority]]


def _scopes(newest: Mapping[int, int]) -> dict[int, VisitScope]:
    rows = VisitScope.objects.filter(superseded_by=None, is_withdrawn=False).select_related("by")
    return {newest[each.visit_id]: each for each in rows.prefetch_related("bears_on").order_by("pk")}


def _visited(recorded: Recorded, scope: VisitScope | None, found: Sequence[PublishedFinding]) -> Visited:
    bears_on = tuple(scope.bears_on.all()) if scope else ()
    return Visited(recorded, scope, tuple(found), bears_on)
