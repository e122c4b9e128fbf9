"""Children in need: the plan, its visits, and its end."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.drift import Drift
from sightline.simulate.referral import Case, assess, visit


def six_weeks(day: int) -> int:
    """The local limit between visits to a child in need."""
    return day + 42


def plan(c: Child, case: Case, starts: int, ends: int, drift: Drift | None = None) -> None:
    """A child-in-need plan from ``starts`` to ``ends``, with visits and yearly assessments.

    ``drift``: once its worker leaves nobody plans the visits; they grow rare, and for some stop.
    """
    key = c.key()
    if starts > c.until:
        return
    held = case.holder(starts)
    endorsed, _ = c.by("cin-plan-endorsed", starts, days.add_working_days(starts, 10), late=20)
    c.out.cin_plans((key, c.number, case.referral, starts, c.said(ends), held, held, c.said(endorsed)))
    last = min(ends, c.until)
    if drift is not None and drift.last_seen:
        last = min(last, drift.last_seen)
    kinds: dict[int, int] = {}
    since = starts
    while True:
        kind = c.lapse("cin-seen-recently", since)
        if drift is not None and since >= drift.leaves_on:
            kind = 2
            then = days.working_day(since + 60 + int(c.r() * 95))
        elif kind:
            then = days.working_day(since + 43 + c.wait(10.0))
        else:
            then = days.working_day_before(since + int(42 * (0.66 + 0.34 * c.r())))
        kinds[since] = kind
        if then > last or then == ends:
            break
        visit(c, case, then)
        since = then
    reassess = min(ends, drift.leaves_on if drift else ends)
    for again in c.recur("as-refresh-12m", starts, reassess, _refresh_due, early=0.75, late=40):
        assess(c, case, again, "services", refresh=True)
    begins = max(starts, c.born)
    planted_from = drift.leaves_on - 42 if drift else days.FOREVER
    c.checks.append(
        lambda: c.check(
            "cin-seen-recently", key, begins, ends, c.seen, six_weeks,
            lambda day: 2 if day >= planted_from else kinds.get(day, 0),
        )
    )  # fmt: skip


def _refresh_due(day: int) -> int:
    return day + 300


def length(c: Child) -> int:
    """Days a child-in-need plan lasts: half under six months, a tenth beyond two years."""
    return 45 + c.wait(75.0) if c.chance(0.72) else 150 + c.wait(480.0)
