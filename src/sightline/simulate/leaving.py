"""From sixteen to twenty-one: needs assessment, pathway plans, the personal adviser, and how a care leaver fares."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.care import Road
from sightline.simulate.child import Child
from sightline.simulate.referral import Case

HOMES = (("U", 0.36), ("D", 0.18), ("Z", 0.13), ("B", 0.12), ("E", 0.06), ("K", 0.05), ("C", 0.04), ("T", 0.03))
POOR_HOMES = (("W", 0.2), ("S", 0.15), ("X", 0.35), ("V", 0.2), ("R", 0.1))


def leave(c: Child, case: Case, road: Road) -> None:
    """What the council owes a young person in care at sixteen, and after eighteen if they stayed."""
    eligible = max(days.add_years(c.born, 16), road.enters + 91)
    if eligible >= road.leaves or eligible > c.until or c.leaving:
        return
    c.leaving = True
    stays = road.how == "eighteen"
    ends = days.add_years(c.born, 21) if stays else road.leaves
    if stays:
        c.last = max(c.last, ends)
    adviser = c.key()
    begins = days.working_day(eligible + 10 + c.wait(20.0))
    c.segment(adviser, case.referral if begins < road.leaves else 0, "leaving-care", "PERSONAL_ADVISER", begins, ends)
    latest = _plans(c, road, eligible, ends)
    contact = _contacts(c, adviser, begins, ends, road.leaves)
    if contact is not None or (not stays and c.until >= road.leaves):
        _record(c, road, adviser, stays, contact, latest)


def _plans(c: Child, road: Road, eligible: int, ends: int) -> int | None:
    """Needs assessment, plan, and six-monthly reviews; the day of the latest."""
    last = min(ends, c.until)
    due = days.add_months(eligible, 3)
    assessed, _ = c.by("cl-eligible-needs-assessment-3m", eligible, due, early=0.4, late=30)
    if assessed > last:
        return None
    c.out.pathway_plans((c.key(), c.number, assessed, "assessment", None, None))
    due = days.add_months(eligible, 4)
    planned, late = c.by("cl-eligible-pathway-plan", eligible, due, early=0.7, late=40)
    planned = max(planned, assessed)
    if planned > due and road.leaves > due:
        c.note("cl-eligible-pathway-plan", road.entry_ref, due, late or 1)
    if planned > last:
        return assessed
    first = _plan(c, planned, "plan")
    latest = planned
    stop = min(ends, days.add_years(c.born, 21))
    for day in c.recur("cl-pathway-review-6m", planned, stop, _six_months, early=0.8, late=30, ref=first):
        _plan(c, day, "review")
        latest = day
    return latest


def _six_months(day: int) -> int:
    return days.add_months(day, 6)


def _eight_weeks(day: int) -> int:
    return day + 56


def _plan(c: Child, day: int, kind: str) -> int:
    key = c.key()
    not_theirs = c.lapse("cl-plan-is-theirs", day)
    untold = c.lapse("cl-entitlements-explained", day)
    told = None if untold else day
    c.out.pathway_plans((key, c.number, day, kind, not not_theirs, told))
    c.note("cl-plan-is-theirs", key, day, not_theirs)
    c.note("cl-entitlements-explained", key, day, untold)
    return key


def _contacts(c: Child, adviser: int, begins: int, ends: int, left: int) -> int | None:
    latest = None
    for day in c.recur("cl-pa-visit-8-weeks", begins, min(ends, c.until), _eight_weeks, early=0.6, late=20):
        c.out.pa_contacts((c.key(), c.number, adviser, day, c.chance(0.975)))
        latest = day
    return latest


def _record(c: Child, road: Road, adviser: int, stays: bool, contact: int | None, latest: int | None) -> None:
    grown = c.until >= road.leaves
    lost: int | bool = grown and c.lapse("cl-in-touch", c.until)
    poor = c.lapse("cl-suitable-accommodation", c.until)
    idle = c.lapse("cl-eet", c.until)
    key = c.key()
    touch = "RHOM" if grown and not stays else "NO" if lost else "YES"
    lost = touch == "NO"
    status = "Eligible" if not grown else "Former Relevant" if stays else "Relevant"
    activity = c.choose(("G4", 0.15), ("G5", 0.65), ("G6", 0.2)) if idle else c.choose(
        ("F1", 0.09), ("F2", 0.4), ("P2", 0.08), ("F4", 0.08), ("F5", 0.25), ("P5", 0.1)
    )  # fmt: skip
    c.out.care_leavers(
        (key, c.number, status, touch, None if lost else contact,
         c.choose(*(POOR_HOMES if poor else HOMES)), not poor, activity, latest, adviser, adviser, adviser)
    )  # fmt: skip
    if contact is not None and touch != "NO":
        c.note("cl-eet", key, contact, idle)
