"""What could be taken into the plan whole: confirmed inspections and visits, and mock inspections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from sightline.improvement.models import Recommendation
from sightline.inspection.models import (
    Conclusion,
    ConclusionKind,
    MockInspection,
    PublishedRecommendation,
    RealInspection,
)
from sightline.inspection.queries.real_inspections import event_words, is_own, own_council, standing


@dataclass(frozen=True, slots=True)
class Takable:
    """An inspection whose recommendations can be taken in: how many it has, and how many are not in the plan."""

    name: str
    on: dt.date | None
    address: str
    words: tuple[str, ...]
    missing: tuple[str, ...]
    is_mock: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every one is in the plan."""
        return not self.missing


def takable() -> list[Takable]:
    """Every inspection of this council, and every mock inspection, that has a recommendation; the latest first."""
    taken = _taken()
    has_name = bool(own_council())
    found = [of_inspection(each, taken) for each in standing() if not has_name or is_own(each.authority)]
    found += [of_mock(each) for each in MockInspection.objects.all()]
    return sorted((each for each in found if each.words), key=lambda each: each.on or dt.date.min, reverse=True)


def not_taken() -> list[Takable]:
    """Those of which something is not in the plan."""
    return [each for each in takable() if not each.is_whole]


def of_inspection(row: RealInspection, taken: frozenset[int] | None = None) -> Takable:
    """What an inspection has."""
    known = _taken() if taken is None else taken
    rows = list(row.recommendations.order_by("body", "place"))
    return Takable(
        name=event_words(row.event),
        on=row.published_on or row.ended_on or row.started_on,
        address=reverse("plan:take-inspection", args=[row.pk]),
        words=tuple(_numbered(each.number, each.text) for each in rows),
        missing=tuple(_numbered(each.number, each.text) for each in rows if each.pk not in known),
    )


def of_mock(row: MockInspection) -> Takable:
    """What a mock inspection has."""
    rows = list(
        Conclusion.objects.filter(mock=row, kind=ConclusionKind.RECOMMENDATION, withdrawn_at=None)
        .select_related("in_plan")
        .order_by("number", "pk")
    )
    return Takable(
        name=row.title,
        on=row.ends_on,
        address=reverse("plan:take-mock", args=[row.pk]),
        words=tuple(_numbered(str(each.number or ""), each.words) for each in rows),
        missing=tuple(_numbered(str(each.number or ""), each.words) for each in rows if not hasattr(each, "in_plan")),
        is_mock=True,
    )


def _taken() -> frozenset[int]:
    """The published recommendations that are in the plan, or whose earlier row is."""
    found = set(Recommendation.objects.exclude(published=None).values_list("published_id", flat=True))
    for pk, earlier in (
        PublishedRecommendation.objects.exclude(supersedes=None).order_by("pk").values_list("pk", "supersedes_id")
    ):
        if earlier in found:
            found.add(pk)
    return frozenset(each for each in found if each is not None)


def _numbered(number: str, words: str) -> str:
    return f"{number}. {words}" if number else words
