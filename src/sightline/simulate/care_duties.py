"""What a council owes a child it looks after: visits, reviews, plans, health, education; met or missed as drawn."""

from __future__ import annotations

from bisect import bisect_left

from sightline.simulate import days
from sightline.simulate.care import Placement, Road
from sightline.simulate.child import Child
from sightline.simulate.referral import Case, assess

PLANS = {
    "home": (("RETURN6M", 0.5), ("RETURNEV", 0.3), ("REMAINSUP", 0.2)),
    "adoption": (("ADOPTION", 1.0),),
    "sgo": (("SGO", 0.8), ("LTRELFR", 0.2)),
    "cao": (("LTRELFR", 1.0),),
    "eighteen": (("LTFOST18", 0.75), ("RESPLMT", 0.15), ("SUPPLIV", 0.1)),
}


def serve(c: Child, case: Case, road: Road) -> None:
    """Everything that runs while the child is looked after."""
    last = min(road.leaves, c.until)
    _visits(c, case, road)
    _reviews(c, case, road)
    _events(c, road, last)
    _plans(c, case, road, last)
    _health(c, road, last)
    _education(c, road, last)
    iro = c.key()
    started, _ = c.by("iro-appointed-5wd", road.enters, days.add_working_days(road.enters, 5), early=0.0, late=8)
    c.segment(iro, case.referral, "quality-assurance", "IRO", started, road.leaves)
    _assessed(c, road)
    _escalate(c, road, iro)


def _visits(c: Child, case: Case, road: Road) -> None:
    ordered = next((since for since, status in road.legal if status == "C2"), days.FOREVER)
    for place in road.placements:
        since = place.since
        if since > c.until:
            return
        end = min(place.ends, c.until)
        first, _ = c.by("cla-visit", since, since + 7, early=0.2, late=4)
        if first >= place.ends or first > c.until:
            continue
        _visit(c, case, road, first)
        later = first
        weekly_until = 0
        if place.kind in ("P1", "A5", "A6"):
            weekly_until = since + 28 if place.kind != "P1" else road.enters + 28
        while True:
            limit = _next_visit(place, later, weekly_until)
            if place.kind == "P1" and later < ordered < place.ends:
                limit = min(limit, ordered + 7)
            code = "adopt-visit-weekly" if later < weekly_until else "cla-visit"
            if c.lapse(code, later):
                then = days.working_day(limit + 1 + c.wait(8.0))
            else:
                then = max(later + 1, days.working_day_before(later + int((limit - later) * (0.68 + 0.32 * c.r()))))
            if then > end or then == place.ends:
                break
            _visit(c, case, road, then)
            later = then


def _next_visit(place: Placement, last: int, weekly_until: int) -> int:
    """The day by which the next visit is due: weekly, six-weekly or, after a settled year, three-monthly."""
    if last < weekly_until:
        return last + 7
    if place.long_term and last > days.add_months(place.since, 12):
        return days.add_months(last, 3)
    return last + 42


def _visit(c: Child, case: Case, road: Road, day: int) -> None:
    seen = c.r() < 0.985
    if seen:
        c.seen.append(day)
    alone = None if not seen or c.lapse("cla-visit-alone", day) else c.r() < 0.92 and c.age(day) > 2
    c.out.cla_visits((c.key(), c.number, road.cla, day, seen, alone, case.holder(day)))


def _reviews(c: Child, case: Case, road: Road) -> None:
    on = road.enters
    due = days.add_working_days(on, 20)
    code = "cla-first-review-20wd"
    placed = road.adoption.get("placed", days.FOREVER)  # from when the adoption reviews take over
    while True:
        day, kind = c.by(code, on, due, early=0.72, late=18)
        day = max(day, on + 1)
        if min(road.leaves, placed) > due:
            c.note(code, road.entry_ref, due, kind)
        if day > c.until or day >= road.leaves:
            return
        if c.chance(0.015) and day - 9 > on:
            c.out.cla_reviews((c.key(), road.cla, due, day - 7, True, None, c.number))
        took_part = None
        if not c.lapse("cla-review-participation", day):
            took_part = (
                "PN0" if c.age(day) < 4
                else c.choose(("PN1", 0.5), ("PN2", 0.05), ("PN3", 0.08), ("PN5", 0.08), ("PN6", 0.24), ("PN7", 0.05))
            )  # fmt: skip
        c.out.cla_reviews((c.key(), road.cla, due, day, False, took_part, c.number))
        if code == "cla-first-review-20wd":
            code, due = "cla-second-review-3m", days.add_months(day, 3)
        else:
            code, due = "cla-subsequent-review-6m", days.add_months(day, 6)
        on = day


def _events(c: Child, road: Road, last: int) -> None:
    """Changes no other table holds that a care plan must answer."""
    day = road.enters + c.wait(620.0)
    while day < last:
        age = c.age(day)
        kind = c.choose(
            ("exclusion", 0.4 if age > 8 else 0.0), ("health-event", 0.25), ("school-move", 0.3 if age > 4 else 0.0),
            ("bereavement", 0.1),
        )  # fmt: skip
        key = c.key()
        c.out.significant_events((key, c.number, day, kind))
        road.changes.append((day, key))
        day += 10 + c.wait(620.0)


def _plans(c: Child, case: Case, road: Road, last: int) -> None:
    """The care plan on entry, then again after each change; when it first names a permanence plan."""
    enters = road.enters
    first, late = c.by("cla-care-plan-before-placement-or-10wd", enters, days.add_working_days(enters, 10), 0.0, 14)
    due = days.add_months(enters, 4)
    knows, drift = c.by("cla-permanence-plan-recorded", enters, due, early=0.15, late=90)
    if drift and c.chance(0.55):
        knows = days.FOREVER
    if drift and road.leaves > due:
        c.note("cla-permanence-plan-recorded", road.entry_ref, due, drift)
    elif not drift and road.leaves < knows:
        knows = first  # a short stay has its plan from the start
    starts = {first}
    if knows < road.leaves and knows != days.FOREVER:
        starts.add(max(knows, first))
    changes = sorted(each for each in road.changes if each[0] <= c.until)
    made = sorted(day for day in starts if day < road.leaves)
    answered: list[tuple[int, int, int, int]] = []
    for day, ref in changes:
        limit = days.add_working_days(day, 20)
        at = bisect_left(made, day)
        if at < len(made) and made[at] <= limit:
            continue
        then, kind = c.by("cla-plan-follows-change", day, limit, early=0.1, late=45)
        if kind and at < len(made):
            then = made[at]
        else:
            made.insert(at, max(day, min(then, road.leaves - 1)))
            made.sort()
        answered.append((day, ref, limit, kind))
    for day, ref, limit, kind in answered:
        at = bisect_left(made, day)
        if at == len(made) or made[at] > limit:
            c.note("cla-plan-follows-change", ref, limit, kind or 1)
    limit = days.add_working_days(enters, 10)
    if road.leaves > limit and (not made or made[0] > limit):
        c.note("cla-care-plan-before-placement-or-10wd", road.entry_ref, limit, late or 1)
    goal = c.choose(*PLANS[road.how])
    written = [each for each in made if each <= last]
    for index, day in enumerate(written):
        key = c.key()
        missing = c.lapse("cla-plan-contingency", day)
        names = goal if day >= knows else None
        if names:
            c.permanence_planned.append(day)
        ends = written[index + 1] if index + 1 < len(written) else road.leaves
        c.out.cla_care_plans((key, c.number, day, c.said(ends), names, not missing))
        c.note("cla-plan-contingency", key, day, missing)
    c.planned.extend(written)


def _escalate(c: Child, road: Road, iro: int) -> None:
    """No permanence plan at six months: the reviewing officer should challenge it within a month."""
    raised: list[int] = []
    if c.chance(0.10):
        day = days.working_day(road.enters + 60 + c.wait(300.0))
        if day < min(road.leaves, c.until):
            raised.append(day)
            _raise(c, iro, day, c.choose(("drift", 3), ("overdue-assessment", 1), ("placement", 2)))
    due = days.add_months(road.enters, 7)
    if c.permanence_planned or road.leaves <= due or due > c.until + 31:
        return
    day, kind = c.by("iro-challenges-drift", due - 30, due, early=0.0, late=60)
    if kind and c.chance(0.8):
        day = days.FOREVER
    if not any(each <= due for each in raised):
        c.note("iro-challenges-drift", road.entry_ref, due, kind)
    if day <= c.until and day < road.leaves:
        _raise(c, iro, day, "no-permanence-plan")


def _raise(c: Child, iro: int, day: int, reason: str) -> None:
    ends, _ = c.by("iro-dispute-20wd", day, days.add_working_days(day, 20), early=0.3, late=15)
    c.out.iro_escalations((c.key(), c.number, iro, day, c.said(ends), reason, c.chance(0.4)))


def _assessed(c: Child, road: Road) -> None:
    """Whether a written assessment stood at entry or followed within 45 working days."""
    due = days.add_working_days(road.enters, 45)
    early = road.enters - 183
    if road.leaves <= due and not road.gave_way:
        return  # the duty lapsed with the only episode
    if not any(early <= day <= due for day in c.assessed):
        kind = 2 if c.chances["cla-assessment-on-entry"][1] <= road.enters else 1
        c.note("cla-assessment-on-entry", road.entry_ref, due, kind)


def assess_on_entry(c: Child, case: Case, road: Road) -> None:
    """A written assessment by 45 working days into care, unless one of the last six months serves or it lapses."""
    enters = road.enters
    if any(day >= enters - 183 for day in c.assessed) or c.lapse("cla-assessment-on-entry", enters):
        return
    assess(c, case, enters, "services", refresh=True)


def _health(c: Child, road: Road, last: int) -> None:
    enters = road.enters
    out, n = c.out, c.number
    day, _ = c.by("cla-iha-20wd", enters, days.add_working_days(enters, 20), early=0.4, late=12)
    if day <= last:
        out.cla_health_checks((c.key(), n, "Initial Health Assessment", day, "Completed"))
        while True:
            months = 6 if c.age(day) < 4.4 else 12
            limit = days.add_months(day, months)
            late = c.lapse("cla-rha", day)
            day = limit + 1 + c.wait(35.0) if late else day + int((limit - day) * (0.86 + 0.14 * c.r()))
            day = days.working_day_before(day) if not late else days.working_day(day)
            if day > last:
                break
            out.cla_health_checks((c.key(), n, "Health Assessment", day, "Completed"))
    for code, what, each in (
        ("cla-dental-12m", "Dental Check", 12), ("cla-health-surveillance-under5", "Health Surveillance", 6)
    ):  # fmt: skip
        under = code == "cla-health-surveillance-under5"
        if under and c.age(enters) >= 5:
            continue
        ends = min(last, days.add_years(c.born, 5)) if under else last
        for day in c.recur(code, enters, ends, _YEAR if each == 12 else _HALF_YEAR, early=0.55, late=50):
            out.cla_health_checks((c.key(), n, what, day, "Completed"))
    for day in c.recur("cla-immunisations", enters, last, _YEAR, early=0.6, late=60):
        out.cla_immunisations((c.key(), n, c.chance(0.92), day))
    if last - enters > 300:
        four = max(enters, days.add_years(c.born, 4))
        for day in c.recur("cla-sdq-annual", four, min(last, days.add_years(c.born, 17)), _YEAR, 0.5, 60):
            out.sdq_scores((c.key(), n, day, None, int(6 + 16 * c.r() + c.r() * 6)))
    if c.age(last) > 12:
        if c.chance(0.06):
            day = last - c.wait(200.0)
            if day > enters:
                out.cla_substance_misuses((c.key(), n, day, c.choose(("Cannabis", 3), ("Alcohol", 2)), c.chance(0.85)))
        if c.chance(0.06):
            day = last - c.wait(250.0)
            if day > enters:
                out.cla_convictions((c.key(), n, day, "Theft or criminal damage"))
    if c.chance(0.03):
        out.cla_previous_permanences((c.key(), n, c.choose(("P1", 1), ("P2", 2), ("P3", 1)), "Avonmere"))


def _YEAR(day: int) -> int:
    return days.add_months(day, 12)


def _HALF_YEAR(day: int) -> int:
    return days.add_months(day, 6)


def _term(day: int) -> int:
    return day + 120


def _education(c: Child, road: Road, last: int) -> None:
    """Personal education plans for those of school age, begun in ten working days and renewed each term."""
    begins = max(road.enters, days.add_years(c.born, 3) + 120)
    if begins >= last:
        return
    started, late = c.by("cla-pep-initiated-10wd", begins, days.add_working_days(begins, 10), early=0.2, late=9)
    done, _ = c.by("cla-pep-complete-first-review", begins, days.add_working_days(begins, 20), early=0.6, late=12)
    done = max(done, started + 2)
    if started > last:
        return
    c.out.personal_education_plans((c.key(), c.number, started, c.said(done)))
    for day in c.recur("cla-pep-termly", max(done, started), last, _term, early=0.8, late=30):
        c.out.personal_education_plans((c.key(), c.number, days.working_day_before(day - 6), c.said(day)))
    del late
