"""What audits of files answered to one prompt: the share in which it was done well, over months.

The first audit of each file alone: a second is made to see whether two agree, and would count the file twice. An answer
that a prompt does not apply, and one not given, is in neither number. Not seen in the file is not done well.

Of fewer than :data:`~sightline.improvement.themes.FEWEST` files no figure is told: two files of two read well are no
practice of a council. The number is our own, and the one below which nothing is said of a theme's change either.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet

from sightline.improvement.series import MONTHS, Point, month_ends, month_start
from sightline.improvement.themes import FEWEST
from sightline.inspection.models import Answered, AuditAnswer
from sightline.web.clock import LONDON

WELL = (Answered.STRONG, Answered.SOUND)
POORLY = (Answered.WEAK, Answered.NOT_SEEN)
WINDOW = dt.timedelta(days=365)


def share_by(prompt: str, on: dt.date) -> Point:
    """The share answered well in audits submitted in the twelve months to ``on``; no value of too few files."""
    return shares_by(prompt, [on])[0]


def shares_by(prompt: str, days: Sequence[dt.date]) -> list[Point]:
    """The same for each of some days: one query."""
    if not days:
        return []
    found = _answers(prompt, after=min(days) - WINDOW, until=max(days))
    return [_told(day, Counter(answer for at, answer in found if day - WINDOW < at <= day)) for day in days]


def shares_of_all(on: dt.date) -> dict[str, Point]:
    """The same on one day for every prompt that was answered: one query."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for prompt, answer in _answered(after=on - WINDOW, until=on).values_list("prompt", "answer"):
        tallies[prompt][answer] += 1
    return {prompt: _told(on, tally) for prompt, tally in tallies.items()}


def months(prompt: str, until: dt.date, count: int = MONTHS) -> tuple[Point, ...]:
    """The share answered well in audits submitted in each whole month: for a chart, whose limits are as wide as so few
    make them."""
    ends = month_ends(until, count)
    tallies: dict[dt.date, Counter[str]] = {month_start(each): Counter() for each in ends}
    for day, answer in _answers(prompt, after=month_start(ends[0]) - dt.timedelta(days=1), until=ends[-1]):
        tallies[month_start(day)][answer] += 1
    return tuple(_point(each, tallies[month_start(each)]) for each in ends)


def _answers(prompt: str, *, after: dt.date, until: dt.date) -> list[tuple[dt.date, str]]:
    found = _answered(after=after, until=until).filter(prompt=prompt).values_list("audit__submitted_at", "answer")
    return [(at.astimezone(LONDON).date(), answer) for at, answer in found if at]


def _answered(*, after: dt.date, until: dt.date) -> QuerySet[AuditAnswer]:
    return AuditAnswer.objects.filter(
        answer__in=[*WELL, *POORLY],
        audit__is_second=False,
        audit__taken_back_at=None,
        audit__submitted_at__date__gt=after,
        audit__submitted_at__date__lte=until,
    )


def _told(on: dt.date, tally: Counter[str]) -> Point:
    found = _point(on, tally)
    return found if (found.denominator or 0) >= FEWEST else replace(found, value=None)


def _point(on: dt.date, tally: Counter[str]) -> Point:
    well, cases = sum(tally[each] for each in WELL), tally.total()
    return Point(on, well / cases if cases else None, well, cases)
