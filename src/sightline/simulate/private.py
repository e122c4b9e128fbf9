"""Privately fostered children: notification, the first visit, assessment and visiting."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child


def draw(c: Child, opens: int) -> int:
    """A private fostering arrangement learned of around ``opens``; the day it ends."""
    notified = days.working_day(opens)
    started = notified - 15 - c.wait(40.0)
    ends = min(notified + 120 + c.wait(420.0), days.add_years(c.born, 16))
    if notified > c.until or ends <= notified:
        return notified
    key = c.key()
    due = notified + 42
    assessed, late = c.by("pf-assessment-42d", notified, due, early=0.5, late=25)
    if ends > due:
        c.note("pf-assessment-42d", key, due, late)
    c.out.private_fostering_arrangements((key, c.number, notified, started, c.said(min(assessed, ends)), c.said(ends)))
    limit = days.add_working_days(notified, 7)
    day, kind = c.by("pf-initial-visit-7wd", notified, limit, early=0.2, late=8)
    if ends > limit:
        c.note("pf-initial-visit-7wd", key, limit, kind)
    year = days.add_months(notified, 12)
    last = min(ends, c.until)
    visits: list[int] = []
    kinds: dict[int, int] = {notified: kind}
    while day <= last and day != ends:
        c.out.private_fostering_visits((c.key(), key, c.number, day, c.chance(0.93)))
        visits.append(day)
        every = 42 if day < year else 84
        limit = day + every
        kinds[day] = c.lapse("pf-visits", day)
        if kinds[day]:
            day = days.working_day(limit + 1 + c.wait(15.0))
        else:
            day = days.working_day_before(day + int(every * (0.7 + 0.3 * c.r())))
    planted = {each: kind for each, kind in kinds.items() if kind}
    c.check(
        "pf-visit-six-weekly-year1", key, notified, min(ends, year), visits, _six_weeks, lambda day: planted.get(day, 0)
    )
    if ends > year:
        planted[year] = max((kind for each, kind in planted.items() if each < year), default=0)
        c.check("pf-visit-12-weekly-later", key, year, ends, visits, _twelve_weeks, lambda day: planted.get(day, 0))
    return ends


def _six_weeks(day: int) -> int:
    return day + 42


def _twelve_weeks(day: int) -> int:
    return day + 84
