"""Which rows are one inspection, or one recommendation, as it was recorded and put right again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sightline.inspection.models import PublishedRecommendation, RealInspection


def newest_of() -> Mapping[int, int]:
    """For each row of an inspection, the row that stands for it now. There are tens of rows, not thousands."""
    return newest_among(RealInspection.objects.all())


def newest_among(things: QuerySet[Any]) -> Mapping[int, int]:
    """For each row of ``things``, whose rows name what they supersede, the row that stands for it now."""
    rows = list(things.order_by("pk").values_list("pk", "supersedes_id"))
    after = {before: pk for pk, before in rows if before is not None}
    out: dict[int, int] = {}
    for pk, _ in rows:
        now = pk
        while now in after:
            now = after[now]
        out[pk] = now
    return out


def same_inspection(pk: int) -> list[int]:
    """The rows of the same inspection as ``pk``, itself among them."""
    newest = newest_of()
    now = newest.get(pk, pk)
    return sorted({pk, now} | {each for each, then in newest.items() if then == now})


def recommendations_before(recommendation: PublishedRecommendation) -> list[int]:
    """The recommendation and every row of it before it was put right."""
    before = dict(PublishedRecommendation.objects.exclude(supersedes=None).values_list("pk", "supersedes_id"))
    out, now = [recommendation.pk], recommendation.pk
    while now in before:
        now = before[now] or now
        out.append(now)
    return out
