"""What is overdue and what is coming due for a set of children, from the obligations kept beside the ledger."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from sightline.ledger.models import Owed
from sightline.ledger.owed import standards
from sightline.ledger.queries import still_holding
from sightline.standards.lasting import WINDOW_DAYS, outlasts_the_window
from sightline.standards.mending import can_be_put_right
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm, Standard

SOON_DAYS = 14
HARMS = tuple(Harm)  # worst first


@dataclass(frozen=True, slots=True)
class Due:
    """One thing owed to a child. ``days``: how long it has been overdue, or until it falls due."""

    person_id: str
    standard: Standard
    ref: str
    due: dt.date
    days: int

    @property
    def gravity(self) -> tuple[int, int, str, str]:
        """Sorts the worst first: by the harm if it is missed, then the longest, and never by the store's whim."""
        return HARMS.index(self.standard.harm), -self.days, self.standard.code, self.ref


def overdue(people: Collection[str], day: dt.date) -> Mapping[str, list[Due]]:
    """What should have been done for each child by ``day``, is not and still can be, gravest first. One query.

    A missed event whose duty has no end on the record counts for a year and no longer
    (:mod:`sightline.standards.lasting`).
    """
    recent = day - dt.timedelta(days=WINDOW_DAYS)
    is_owed = Q(standard__in=_lasting()) | Q(due__gt=recent)
    rows = _running(people, day).filter(is_owed, due__lt=day)
    return _by_child(rows.values_list("subject", "standard", "ref", "due"), day, is_past=True)


def soon(people: Collection[str], day: dt.date, within: int = SOON_DAYS) -> Mapping[str, list[Due]]:
    """What falls due for each child from ``day`` to ``within`` days after it, soonest first. One query."""
    rows = _running(people, day).filter(since__lte=day, due__gte=day, due__lte=day + dt.timedelta(days=within))
    return _by_child(rows.values_list("subject", "standard", "ref", "due"), day, is_past=False)


def _running(people: Collection[str], day: dt.date) -> QuerySet[Owed]:
    is_undone = Q(done_on=None) | Q(done_on__gt=day)
    is_running = still_holding(day)
    return Owed.objects.filter(is_undone, is_running, Q(subject__among=people), subject_kind=SubjectKind.CHILD)


def _by_child(rows: Iterable[tuple[Any, ...]], day: dt.date, *, is_past: bool) -> Mapping[str, list[Due]]:
    found: dict[str, list[Due]] = defaultdict(list)
    known = _standards()
    for person, code, ref, due in rows:
        if code in known:
            days = (day - due).days if is_past else (due - day).days
            found[person].append(Due(person, known[code], ref, due, days))
    for dues in found.values():
        dues.sort(key=(lambda each: each.gravity) if is_past else (lambda each: (each.due, each.gravity)))
    return found


@cache
def _standards() -> Mapping[str, Standard]:
    """Those somebody can act on, by code."""
    return {each.code: each for each in standards() if can_be_put_right(each)}


@cache
def _lasting() -> tuple[str, ...]:
    return tuple(each.code for each in standards() if outlasts_the_window(each))
