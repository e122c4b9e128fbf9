"""Significant harm: strategy discussion, section 47 enquiry, conference, and the child protection plan."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.referral import Case

AGENCIES = ("social-care", "police", "health", "education")
CATEGORIES = (("Neglect", 0.46), ("Emotional Abuse", 0.38), ("Physical Abuse", 0.10), ("Sexual Abuse", 0.06))


def discuss(c: Child, case: Case, day: int, exploitation: bool = False) -> tuple[int, int, bool]:
    """A strategy discussion asked for on ``day``: its key, the day it is held, whether it finds the threshold met."""
    key = c.key()
    due = days.add_working_days(day, 1)
    if c.lapse("cp-strategy-prompt", day):
        held_on = days.add_working_days(day, 2 + c.wait(1.5))
    else:
        held_on = day if c.chance(0.6) else due
    if held_on > c.until:
        return key, held_on, False
    right = c.lapse("expl-strategy-right-question", day) if exploitation else c.lapse("data-missing", day)
    police = c.lapse("cp-strategy-police", held_on)
    for agency in AGENCIES:
        if agency == "police":
            attended = not police
        else:
            attended = agency == "social-care" or c.r() < (0.93 if agency == "health" else 0.8)
        if attended or c.chance(0.7):
            c.out.strategy_attendances((c.key(), key, c.number, agency, attended, held_on))
    c.note("cp-strategy-police", key, held_on, police)
    if exploitation:
        c.note("expl-strategy-right-question", key, held_on, right)
    return key, held_on, not right


def record_discussion(
    c: Child,
    case: Case,
    key: int,
    day: int,
    held_on: int,
    met: bool | None,
    right: bool,
    enquiry: int | None,
    about: bool,
) -> None:
    """Write the discussion once what followed is known."""
    if held_on <= c.until:
        c.out.strategy_discussions(
            (key, c.number, case.referral, enquiry, day, held_on, met, right, about, case.holder(held_on))
        )


def enquire(c: Child, case: Case, day: int, conference: bool, exploitation: bool = False) -> int | None:
    """Strategy discussion and section 47 enquiry; the day of the conference if one is to follow.

    The rare discussion that finds the threshold met and starts no enquiry is the lapse of F6.
    """
    key, held_on, right = discuss(c, case, day, exploitation)
    if held_on > c.until:
        return None
    if not conference and not case.wave.no_enquiry and (c.chance(0.22) or (exploitation and not right)):
        record_discussion(c, case, key, day, held_on, False, right, None, exploitation)
        return None
    missed = c.lapse("cp-threshold-leads-to-s47", held_on) if not conference else 0
    if case.wave.no_enquiry:
        missed = 2
    if missed:
        record_discussion(c, case, key, day, held_on, True, right, None, exploitation)
        c.note("cp-threshold-leads-to-s47", key, days.add_working_days(held_on, 1), missed)
        return None
    enquiry = c.key()
    first = conference and c.lapse("cp-enquiry-before-conference", held_on)
    first = 0 if c.enquired else int(first)
    target = days.add_working_days(held_on, 15)
    shared = case.wave.shared
    if conference and "conference" in shared and held_on + 2 < shared["conference"] <= held_on + 60:
        conferred, late = shared["conference"], shared["late"]
        late = late if conferred > target else 0
    else:
        conferred, late = c.by("cp-icpc-15wd", held_on, target, early=0.6, late=6)
        conferred = max(conferred, days.add_working_days(held_on, 4))
        if conference:
            shared["conference"], shared["late"] = conferred, late
            shared["meeting"] = c.key()
    started = held_on
    if first:  # the discussion turned to the conference and left the threshold unsaid
        started = days.add_working_days(conferred, 2 + c.wait(3.0))
        shared[f"first{c.number}"] = first
    begun = enquiry if started <= c.until else None
    record_discussion(c, case, key, day, held_on, None if first else True, right, begun, exploitation)
    ended = conferred - 2 if conference and not first else days.add_working_days(started, 3 + int(c.r() * 11))
    if started <= c.until:
        done = ended <= c.until
        c.enquired.append(started)
        c.out.s47_enquiries(
            (enquiry, c.number, case.referral, started, c.said(ended), not conference if done else None,
             case.holder(started), case.holder(started), conference if done else None)
        )  # fmt: skip
    see(c, case, held_on)
    if conference:
        if begun is not None:
            shared[f"enquiry{c.number}"] = begun
        shared[f"target{c.number}"] = target
        c.decide(max(held_on, conferred - 5), "conference", case.holder(conferred - 5))
        return conferred
    return None


def see(c: Child, case: Case, day: int) -> None:
    """The child is seen within a working day of the enquiry's start."""
    seen_on, _ = c.by("cp-s47-child-seen-1wd", day, days.add_working_days(day, 1), early=0.0, late=4)
    if seen_on <= c.until and c.born <= seen_on:
        c.out.cin_visits((c.key(), c.number, seen_on, True, c.r() < 0.9, c.r() < 0.8, case.holder(seen_on)))
        c.seen.append(seen_on)


def transfer(c: Child, case: Case, told: int) -> int | None:
    """The day of the conference for a child who moves in already on a plan; None if it lies ahead."""
    target = days.add_working_days(told, 15)
    case.wave.shared[f"target{c.number}"] = target
    day, _ = c.by("cp-icpc-15wd", told, target, early=0.5, late=6)
    return day if day <= c.until else None


def confer(c: Child, case: Case, day: int, makes_plan: bool, moved_in: bool = False) -> int | None:
    """The initial conference on ``day``; the key of the plan it makes."""
    if day > c.until:
        return None
    shared = case.wave.shared
    key, plan = c.key(), c.key()
    enquiry = shared.get(f"enquiry{c.number}")
    target = shared.get(f"target{c.number}", day)
    c.out.initial_cp_conferences(
        (key, c.number, key if moved_in else shared.get("meeting", key), None if moved_in else enquiry,
         plan if makes_plan else None, case.referral, moved_in,
         target, day, makes_plan, case.holder(day), case.holder(day))
    )  # fmt: skip
    if not moved_in:
        c.note("cp-enquiry-before-conference", key, day, shared.get(f"first{c.number}", 0))
    shared[f"conference{c.number}"] = key
    return plan if makes_plan else None


def protect(c: Child, case: Case, plan: int, starts: int, leaves_on: int = days.FOREVER) -> int:
    """The plan from ``starts``: core groups, visits and reviews until a review ends it; the day it ends.

    ``leaves_on`` is the day the child comes into care; a review then ends the plan.
    """
    key, r = plan, c.r
    reviews: list[tuple[int, int]] = []  # day, due
    due = days.add_months(starts, 3)
    code = "cp-first-review-3m"
    on = starts
    ended = days.FOREVER
    while True:
        day, kind = c.by(code, on, due, early=0.82, late=14)
        if day >= leaves_on:
            day = leaves_on
            kind = kind if day > due else 0
        if kind:
            c.note(code, key, due, kind)
        reviews.append((day, due))
        if day > c.until:
            break
        often = "end-plan-at-first-review" if code == "cp-first-review-3m" else "end-plan-at-review"
        if day >= leaves_on or (c.born <= day and c.lapse(often, day)):
            ended = day
            break
        on, code = day, "cp-subsequent-review-6m"
        due = days.add_months(day, 6)
        leaves_on = min(leaves_on, max(days.working_day_before(days.add_years(c.born, 18) - 8), on + 20))
    _meet(c, case, key, starts, reviews, ended)
    category = c.choose(*CATEGORIES)
    latest = c.choose(*CATEGORIES) if r() < 0.12 else category
    c.out.cp_plans(
        (key, c.number, case.referral, case.wave.shared.get(f"conference{c.number}"), starts, c.said(ended), category,
         False, latest)
    )  # fmt: skip
    last = min(ended, c.until)
    group, kind = c.by("cp-core-group-10wd", starts, days.add_working_days(starts, 10), early=0.5, late=7)
    if group < ended:
        if group <= c.until:
            c.out.core_groups((c.key(), key, c.number, group))
        for again in c.recur("cp-core-group-4-6-weekly", group, last, six_weeks, early=0.65, late=9):
            c.out.core_groups((c.key(), key, c.number, again))
    for day in c.recur("cp-visit-frequency", starts, last, four_weeks, early=0.45, late=6):
        _visit(c, case, key, day)
    chair = c.key()
    c.segment(chair, case.referral, "quality-assurance", "CP_CHAIR", starts, ended)
    return ended


def six_weeks(day: int) -> int:
    """The usual longest interval between core groups."""
    return day + 42


def four_weeks(day: int) -> int:
    """The local limit between visits to a child on a plan: twenty working days."""
    return days.add_working_days(day, 20)


def _visit(c: Child, case: Case, plan: int, day: int) -> None:
    seen = c.r() < 0.985 and c.born <= day
    alone = bedroom = None
    if seen:
        alone = None if c.lapse("cp-seen-alone", day) else c.r() < 0.9 and c.age(day) > 2
        bedroom = None if c.lapse("cp-bedroom-seen", day) else c.r() < 0.9
        c.seen.append(day)
    c.out.cp_visits((c.key(), c.number, plan, day, seen, alone, bedroom, case.holder(day)))


def _meet(c: Child, case: Case, plan: int, starts: int, reviews: list[tuple[int, int]], ended: int) -> None:
    for day, due in reviews:
        if day > c.until:
            continue
        ends = day == ended
        quorate = not c.lapse("data-missing", day)
        if ends:
            unsound = c.lapse("cp-closure-quorate", day)
            quorate = not unsound
            c.note("cp-closure-quorate", plan, day, unsound)
            c.decide(day, "end-plan", case.holder(day), "cp-end-decision-rationale")
        took_part = "PN0" if c.age(day) < 4 else c.choose(("PN1", 0.3), ("PN3", 0.1), ("PN5", 0.2), ("PN6", 0.4))
        c.out.cp_reviews((c.key(), c.number, plan, due, day, c.key(), not ends, quorate, took_part))
