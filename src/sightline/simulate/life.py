"""From the first referral to the last: the paths a child can take through the service, put together."""

from __future__ import annotations

from sightline.simulate import (
    care,
    care_duties,
    days,
    disability,
    exploitation,
    leaving,
    missing,
    permanence,
    private,
    protection,
)
from sightline.simulate import (
    help as helping,
)
from sightline.simulate.child import Child
from sightline.simulate.referral import Case, Wave, assess, contact, not_taken, open_case

AFTER = {  # a child protected or looked after before comes back to more than another would
    "cp": (("nfa", 0.06), ("assessed", 0.33), ("cin", 0.14), ("cp", 0.39), ("cla", 0.08)),
    "cla": (("nfa", 0.06), ("assessed", 0.36), ("cin", 0.18), ("cp", 0.20), ("cla", 0.20)),
}
AGAIN = (("nfa", 0.10), ("assessed", 0.50), ("cin", 0.16), ("cp", 0.14), ("cla", 0.06))


def live(c: Child, path: str, wave: Wave) -> int:
    """One opening of the case along ``path``; the day it closes."""
    if path == "contact":
        contact(c, wave.day, wave.source, False)
        c.last = max(c.last, wave.day)
        return wave.day
    if path == "nfa":
        not_taken(c, wave)
        return c.last
    return PATHS[path](c, wave)


def _assessed(c: Child, wave: Wave) -> int:
    case = open_case(c, wave)
    harm = wave.no_enquiry or c.chance(0.38)
    ends = assess(c, case, case.decided, "nfa")
    if harm:
        protection.enquire(c, case, days.add_working_days(case.decided, int(c.r() * 8)), conference=False)
    # most close at once; some after a few weeks of help without a plan
    closed = days.add_working_days(ends, int(c.r() * (8 if c.chance(0.84) else 60)))
    c.decide(ends, "no-further-action", case.held)
    case.close(closed, "RC8" if c.chance(0.6) else "RC9")
    return closed


def _in_need(c: Child, wave: Wave) -> int:
    case = open_case(c, wave)
    ends = assess(c, case, case.decided, "services")
    if c.chance(0.45):
        protection.enquire(c, case, days.add_working_days(case.decided, int(c.r() * 12)), conference=False)
    case.hold("help-and-protection", ends)
    closed = _plan_until(c, case, ends, helping.length(c))
    if c.chance(0.06):
        later = ends + int((closed - ends) * c.r())
        protection.enquire(c, case, days.working_day(later), conference=False)
    exploitation.draw(c, case, ends, closed, 0.40)
    case.close(closed, "RC7")
    return closed


def _plan_until(c: Child, case: Case, since: int, length: int) -> int:
    """A child-in-need plan begun soon after ``since``; the day it, and the case, closes."""
    ends = days.working_day(min(since + length, days.add_years(c.born, 18)))
    starts, none = c.by("cin-plan-present", since, days.add_working_days(since, 10), early=0.0, late=15)
    ends = max(ends, starts + 14)
    c.decide(ends, "step-down", case.held)
    helping.plan(c, case, starts, ends)
    del none
    return ends


def _protected(c: Child, wave: Wave) -> int:
    case = open_case(c, wave, strategy=True)
    ended = _to_plan(c, case)
    if ended is None:
        return c.last
    if ended >= days.add_years(c.born, 18) - 30 or ended == days.FOREVER:
        case.close(ended, "RC7")
        return ended
    closed = _plan_until(c, case, ended, 90 + c.wait(70.0))
    exploitation.draw(c, case, case.decided, closed, 0.36)
    case.close(closed, "RC7")
    return closed


def _to_plan(c: Child, case: Case, leaves_on: int = days.FOREVER) -> int | None:
    """Assessment, enquiry, conference and plan; the day the plan ends, None if the case closed without one."""
    ends = assess(c, case, case.decided, "harm")
    asked = days.add_working_days(case.decided, int(c.r() * 6))
    moved_in = c.chance(0.015)  # already on a plan elsewhere
    if moved_in:
        conferred: int | None = protection.transfer(c, case, asked)
    else:
        conferred = protection.enquire(c, case, asked, conference=True)
    if conferred is None:  # after the last day of the record
        case.hold("help-and-protection", ends)
        case.close(days.FOREVER - 1, "RC7")
        return None
    case.hold("help-and-protection", max(conferred, case.decided + 1))
    made = moved_in or c.chance(0.88)
    plan = protection.confer(c, case, conferred, made, moved_in)
    if not made:
        closed = _plan_until(c, case, max(conferred, ends), helping.length(c))
        case.close(closed, "RC7")
        return None
    if plan is None:
        case.close(days.FOREVER - 1, "RC7")
        return None
    return protection.protect(c, case, plan, conferred, max(leaves_on, conferred + 40))


def _looked_after(c: Child, wave: Wave) -> int:
    if c.age(wave.day) < 17 and c.chance(0.5):
        case = open_case(c, wave, strategy=True)
        leaves = case.decided + 90 + c.wait(150.0)
        enters = _to_plan(c, case, days.working_day(leaves))
        if enters is None:
            return c.last
        if c.age(enters) > 17.5:
            case.close(enters, "RC7")
            return enters
        return _in_care(c, case, enters, "court" if c.chance(0.5) else "s20")
    case = open_case(c, wave, strategy=False)
    lapsed = c.lapse("cla-assessment-on-entry", wave.day)
    enters = days.working_day(case.decided + int(c.r() * 9))
    if not lapsed:
        assess(c, case, case.decided, "services")
    return _in_care(c, case, enters, "court" if c.chance(0.12) else "s20", not lapsed)


def _alone(c: Child, wave: Wave) -> int:
    """An unaccompanied asylum-seeking child."""
    case = open_case(c, wave)
    assess(c, case, case.decided, "services")
    c.out.immigration_statuses(
        (c.key(), c.number, "Unaccompanied Asylum Seeking Child", wave.day, c.said(days.add_years(c.born, 18)))
    )
    return _in_care(c, case, case.decided, "uasc")


def _in_care(c: Child, case: Case, enters: int, kind: str, assesses: bool = True) -> int:
    road = care.draw(c, case, enters, kind)
    if enters > c.until:
        case.close(days.FOREVER - 1, "RC7")
        return c.last
    if len(case.segments) == 1 or case.segments[-1][1] != "disability-0-25":
        passes = days.working_day(min(enters + (0 if kind != "s20" else 10), road.leaves - 1))
        passes = max(passes, case.segments[-1][0] + 1)
        if passes < road.leaves:
            case.hold("looked-after", passes)
    c.decide(enters, "placement", case.held)
    if assesses:
        care_duties.assess_on_entry(c, case, road)
    care.write(c, case, road)
    missing.draw(c, road)
    care_duties.serve(c, case, road)
    permanence.write(c, case, road)
    leaving.leave(c, case, road)
    exploitation.draw(c, case, enters, road.leaves, 0.5)
    if c.age(enters) > 4 and c.chance(0.2):
        disability.plan(c, days.working_day(enters - 200 + c.wait(300.0)), days.add_years(c.born, 19))
    if c.chance(0.25):
        spoken(c, enters, min(road.leaves, c.until))
    reason = {"adoption": "RC1", "sgo": "RC4", "cao": "RC3"}.get(road.how, "RC7")
    closed = road.leaves
    c.adopted = c.adopted or road.how in ("adoption", "sgo")
    if road.how == "home" and c.age(closed) < 17.6:
        case.hold("help-and-protection", closed)
        closed = _plan_until(c, case, closed, 70 + c.wait(70.0))
    case.close(closed, reason)
    return closed


def spoken(c: Child, begins: int, ends: int) -> None:
    """What the child said of the help given."""
    if ends > begins:
        day = begins + int(c.r() * (ends - begins))
        yes = c.choose(("Yes", 0.72), ("Mostly", 0.18), ("No", 0.10))
        c.out.voices_of_children((c.key(), c.number, yes, yes, yes, day))


def _drifting(c: Child, wave: Wave) -> int:
    """A disabled child whose worker leaves, is not replaced, and who passes to a manager."""
    drift = wave.drift
    assert drift is not None  # noqa: S101 - the path is only drawn for such a child
    case = open_case(c, wave, service="disability-0-25")
    ends = assess(c, case, case.decided, "services")
    adult = days.add_years(c.born, 18)
    c.disabled = True
    if drift.is_eligible:
        disability.disabled(c)
        disability.plan(c, days.working_day(wave.day + 60 + c.wait(200.0)), days.add_years(c.born, 19))
    else:
        c.out.disabilities((c.key(), c.number, "DDA"))
    if drift.leaves_on < days.FOREVER:
        case.hold("disability-0-25", drift.leaves_on, drift.manager)
    starts = days.add_working_days(ends, 5)
    if drift.is_looked_after:
        enters = days.working_day(max(starts + 60, drift.leaves_on - 300 - c.wait(150.0)))
        helping.plan(c, case, starts, enters)
        return _in_care(c, case, enters, "disabled")
    case.unseen = bool(drift.last_seen)
    helping.plan(c, case, starts, adult, drift)
    case.close(adult, "RC6")
    return adult


def _disabled(c: Child, wave: Wave) -> int:
    case = open_case(c, wave, service="disability-0-25")
    ends = assess(c, case, case.decided, "services")
    disability.disabled(c)
    adult = days.add_years(c.born, 18)
    stays = c.chance(0.6)
    closed = adult if stays else min(adult, ends + 200 + c.wait(900.0))
    closed = days.working_day_before(max(closed, ends + 30))
    disability.short_breaks(c, ends, closed) if c.chance(0.35) else None
    if c.chance(0.7):
        asked = days.working_day(max(days.add_years(c.born, 2), wave.day - 200 + c.wait(350.0)))
        disability.plan(c, asked, days.add_years(c.born, 19 + int(c.r() * 6)))
    if c.chance(0.035) and closed == days.working_day_before(adult) and c.age(wave.day) < 12:
        enters = days.working_day(ends + 100 + c.wait(700.0))
        if enters < closed - 200:
            starts = days.add_working_days(ends, 5)
            helping.plan(c, case, starts, enters)
            return _in_care(c, case, enters, "disabled")
    starts, _ = c.by("cin-plan-present", ends, days.add_working_days(ends, 10), early=0.0, late=15)
    helping.plan(c, case, starts, closed)
    c.decide(closed, "step-down", case.held)
    case.close(closed, "RC6" if closed >= adult - 5 else "RC7")
    return closed


def _privately_fostered(c: Child, wave: Wave) -> int:
    case = open_case(c, wave)
    ends = assess(c, case, case.decided, "services")
    over = private.draw(c, wave.day)
    case.hold("help-and-protection", ends)
    closed = max(_plan_until(c, case, ends, max(60, over - ends)), ends + 30)
    case.close(closed, "RC7")
    return closed


PATHS = {
    "assessed": _assessed,
    "cin": _in_need,
    "cp": _protected,
    "cla": _looked_after,
    "uasc": _alone,
    "disability": _disabled,
    "drift": _drifting,
    "private": _privately_fostered,
}
