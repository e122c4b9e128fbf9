"""Actions of the plan as they stand, and what each waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from sightline.improvement.models import Dependency, PlannedAction
from sightline.inspection.queries.same import newest_among


def standing() -> QuerySet[PlannedAction]:
    """Actions as they stand: none put right since, none taken out."""
    return PlannedAction.objects.filter(superseded_by=None, withdrawn_at=None).select_related("owner")


def chains() -> Mapping[int, int]:
    """For each row of an action, the row that stands for it now. A plan has hundreds, not thousands."""
    return newest_among(PlannedAction.objects.all())


def dependencies() -> dict[int, list[tuple[Dependency, PlannedAction]]]:
    """By action as it stands, what it waits for as that stands, with the row that says so; none that was taken out."""
    newest, actions = chains(), {each.pk: each for each in standing()}
    out: dict[int, list[tuple[Dependency, PlannedAction]]] = defaultdict(list)
    for each in Dependency.objects.filter(taken_away_at=None):
        needed = actions.get(newest[each.needs_id])
        if needed is not None:
            out[newest[each.action_id]].append((each, needed))
    return out


def needs_of(action: PlannedAction) -> Sequence[PlannedAction]:
    """What an action waits for, done or not."""
    return [needed for _, needed in dependencies().get(chains()[action.pk], ())]


def reaches(action: PlannedAction, other: PlannedAction) -> bool:
    """Whether ``action`` waits for ``other``, itself or by others between."""
    waits, newest = dependencies(), chains()
    target, ahead, seen = newest[other.pk], [newest[action.pk]], set[int]()
    while ahead:
        now = ahead.pop()
        if now == target:
            return True
        if now not in seen:
            seen.add(now)
            ahead.extend(needed.pk for _, needed in waits.get(now, ()))
    return False
