"""Children in need: the plan, its visits, and its end."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.referral import Case, assess, visit


def six_weeks(day: int) -> int:
    """The local limit between visits to a child in need."""
    return day + 42


def plan(c: Child, case: Case, starts: int, ends: int, every: int = 42, refresh: bool = True) -> int:
    """A child-in-need plan from ``starts`` to ``ends`` with visits at most ``every`` days apart; its key."""
    key = c.key()
    if starts > c.until:
        return key
    held = case.holder(starts)
    endorsed, _ = c.by("cin-plan-endorsed", starts, days.add_working_days(starts, 10), late=20)
    c.out.cin_plans((key, c.number, case.referral, starts, c.said(ends), held, held, c.said(endorsed)))
    seen = []
    last = min(ends, c.until)
    since = starts
    while True:
        kind = c.lapse("cin-seen-recently", since)
        limit = since + every
        if kind:
            then = days.working_day(limit + 1 + c.wait(10.0))
        else:
            then = days.working_day_before(since + int(every * (0.66 + 0.34 * c.r())))
        if then > last or then == ends:
            break
        visit(c, case, then)
        seen.append(then)
        since = then
    if refresh:
        since = starts
        for again in c.recur("as-refresh-12m", starts, ends, _refresh_due, early=0.75, late=40):
            assess(c, case, again, "services", refresh=True)
    _unvisited(c, key, starts, ends)
    return key


def _refresh_due(day: int) -> int:
    return day + 300


def _unvisited(c: Child, key: int, starts: int, ends: int) -> None:
    """Gaps of the plan longer than six weeks with nobody seeing the child."""
    last = starts
    for seen in sorted(each for each in c.seen if starts <= each <= ends):
        if seen > last + 42:
            c.note("cin-seen-recently", key, last + 42, 1)
        last = seen
    if last + 42 < ends:
        c.note("cin-seen-recently", key, last + 42, 1)


def length(c: Child) -> int:
    """Days a child-in-need plan lasts: half under six months, a tenth beyond two years."""
    return 50 + c.wait(110.0) if c.chance(0.6) else 120 + c.wait(330.0)
