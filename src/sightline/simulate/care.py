"""Looked after: how a child comes into care, moves, is planned for, and leaves.

The road is drawn first (placements, legal statuses, when and how care ends), then written as episodes, and only then
what the service should do along it (:mod:`sightline.simulate.care_duties`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.referral import Case

FOSTER = ("U1", "U3", "U4", "U5", "U6")


@dataclass(slots=True)
class Placement:
    """Where a child lives for a time; ``new_carer`` is False where only the placement's status changed."""

    key: int
    since: int
    kind: str
    new_carer: bool = True
    long_term: bool = False
    out_of_area: bool = False
    ends: int = days.FOREVER
    why_ended: str | None = None


@dataclass(slots=True)
class Road:
    """One period of care: from ``enters`` to ``leaves``, by its placements and legal statuses."""

    cla: int
    enters: int
    leaves: int
    how: str  # home, adoption, sgo, cao, eighteen
    need: str
    placements: list[Placement] = field(default_factory=list)
    legal: list[tuple[int, str]] = field(default_factory=list)
    issued: int = 0
    concluded: int = 0
    late_court: int = 0
    adoption: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[int, int]] = field(default_factory=list)  # day, ref of what a plan should answer
    entry_ref: int = 0
    gave_way: bool = False  # the first episode was followed by another
    drifts: int = 0


def how_it_ends(c: Child, enters: int) -> str:
    """How care will end, by age on entry."""
    age = c.age(enters)
    if age < 4:
        return c.choose(("home", 0.36), ("adoption", 0.37), ("sgo", 0.20), ("cao", 0.03), ("eighteen", 0.04))
    if age < 10:
        return c.choose(("home", 0.48), ("adoption", 0.03), ("sgo", 0.32), ("cao", 0.03), ("eighteen", 0.14))
    if age < 16:
        return c.choose(("home", 0.60), ("sgo", 0.10), ("cao", 0.02), ("eighteen", 0.28))
    return c.choose(("home", 0.3), ("eighteen", 0.7))


def draw(c: Child, case: Case, enters: int, kind: str) -> Road:
    """The road from ``enters``; ``kind`` is court, s20, uasc or disabled."""
    eighteen = days.add_years(c.born, 18)
    how = "eighteen" if kind in ("uasc", "disabled") else how_it_ends(c, enters)
    road = Road(c.key(), enters, eighteen, how, case.wave.need)
    if how == "home":
        road.leaves = enters + (4 + c.wait(35.0) if c.chance(0.45) else 60 + c.wait(260.0))
        if road.leaves > enters + 150:
            kind = "court" if c.chance(0.25) else kind
    elif how in ("adoption", "sgo", "cao"):
        kind = "court" if c.chance(0.8) else "later"
    elif kind == "s20":
        kind = "never" if c.age(enters) > 14.9 and c.chance(0.9) else "later"
    _go_to_court(c, road, "later" if kind == "disabled" and not case.wave.drift else kind)
    if how in ("sgo", "cao"):
        road.leaves = max(road.concluded, enters + 120) + c.wait(60.0 if c.chance(0.8) else 300.0)
    elif how == "adoption":
        _adopt(c, road)
    road.leaves = days.working_day(road.leaves) if road.leaves < eighteen - 40 else eighteen
    if road.leaves == eighteen and how != "eighteen":
        road.how = "eighteen"
        road.adoption = {}
    _place(c, road, kind)
    return road


def _go_to_court(c: Child, road: Road, kind: str) -> None:
    enters = road.enters
    road.legal.append((enters, "V2"))
    drifts = 0
    if kind == "later":
        drifts = c.lapse("cla-s20-drift", enters)
        kind = "never" if drifts else "later"
    road.drifts = drifts
    if kind not in ("court", "later"):
        return
    delay = int(c.r() * 6) if kind == "court" else 40 + c.wait(120.0)
    road.issued = days.working_day(enters + min(delay, 300))
    limit = road.issued + 182
    road.concluded, road.late_court = c.by("court-26-weeks", road.issued, limit, early=0.7, late=20)
    if road.issued >= road.leaves:
        road.issued = road.concluded = 0
        return
    protection = kind == "court" and c.chance(0.14)
    if protection:
        road.legal[0] = (enters, "L1" if c.chance(0.7) else "L2")
        road.issued = max(enters + 2, min(road.issued, enters + 2))
        road.concluded = max(road.concluded, road.issued + 100)
        road.late_court = road.late_court if road.concluded > road.issued + 182 else 0
        road.legal.append((road.issued, "C1"))
    elif road.issued <= enters:
        road.legal[0] = (enters, "C1")
    else:
        road.legal.append((road.issued, "C1"))
    if road.how == "adoption":
        road.legal.append((road.concluded, "E1"))
    elif road.how == "eighteen" or c.chance(0.35):
        road.legal.append((road.concluded, "C2"))


def _adopt(c: Child, road: Road) -> None:
    """The dates of an adoption, in the order the law has them."""
    order = road.concluded or days.working_day(road.enters + 190)
    if not road.concluded:
        road.legal.append((order, "E1"))
    prompt = c.chance(0.86)
    matched = days.working_day(order + (25 + c.wait(45.0) if prompt else 125 + c.wait(90.0)))
    placed = days.working_day(matched + 10 + int(c.r() * 14))
    made = days.working_day(placed + 100 + c.wait(70.0))
    road.adoption = {
        "decided": days.working_day_before(order - 12 - int(c.r() * 20)),
        "ordered": order,
        "matched": matched,
        "placed": placed,
        "made": made,
    }
    road.leaves = made


def _legal_on(road: Road, day: int) -> str:
    return [status for since, status in road.legal if since <= day][-1]


def _place(c: Child, road: Road, kind: str) -> None:
    since = road.enters
    age = c.age(since)
    if kind == "disabled":
        first = c.choose(("S1", 0.5), ("K2", 0.2), ("U6", 0.3))
    elif age >= 16:
        first = c.choose(("H5", 0.30), ("U6", 0.55), ("K2", 0.07), ("U4", 0.08))
    elif age >= 11:
        first = c.choose(("U6", 0.72), ("U3", 0.14), ("K2", 0.08), ("S1", 0.02), ("P1", 0.04))
    else:
        first = c.choose(("U6", 0.72), ("U3", 0.20), ("R3", 0.03 if age < 1 else 0.0), ("P1", 0.05))
    if first == "P1" and _legal_on(road, since) not in ("C1", "C2"):
        first = "U6"  # a child at home with a parent is not accommodated
    places = [Placement(c.key(), since, first)]
    placed = road.adoption.get("placed", days.FOREVER)
    settled = False
    while True:
        steady = 1100.0 if settled else 680.0
        move = since + 12 + c.wait(steady)
        can_settle = road.how == "eighteen" and not settled and age < 15.5 and places[-1].kind[0] in "UK"
        settle = since + 200 + c.wait(150.0) if can_settle else days.FOREVER
        then = days.working_day(min(move, settle, placed))
        if then >= road.leaves:
            break
        last = places[-1]
        if then >= placed:
            last.why_ended = "CARPL"
            places.append(Placement(c.key(), placed, "A6" if c.chance(0.85) else "A5"))
            break
        if then == days.working_day(settle):
            settled = True
            kind_now = {"U6": "U4", "U3": "U1"}.get(last.kind, last.kind)
            last.why_ended = "PLACE"
            places.append(Placement(c.key(), then, kind_now, new_carer=False, long_term=True))
        else:
            older = c.age(then)
            settled = False
            kind_now = (
                c.choose(("U6", 0.68), ("K2", 0.12), ("U3", 0.08), ("R1", 0.02), ("P1", 0.05))
                if older < 16
                else c.choose(("H5", 0.40), ("U6", 0.42), ("K2", 0.13), ("P2", 0.05))
            )
            if kind_now == "P1" and _legal_on(road, then) not in ("C1", "C2"):
                kind_now = "U6"
            if c.chance(0.05) and then + 9 < min(road.leaves, placed):
                last.why_ended = "CREQO"
                away = c.choose(("T4", 0.5), ("T1", 0.25), ("T3", 0.25))
                last = Placement(c.key(), then, away)
                places.append(last)
                then += 2 + int(c.r() * 5)
            last.why_ended = c.choose(("CARPL", 0.4), ("CREQB", 0.25), ("CREQO", 0.15), ("CHILD", 0.1), ("LAREQ", 0.1))
            places.append(Placement(c.key(), then, kind_now))
        since = then
    for index, place in enumerate(places):
        place.ends = places[index + 1].since if index + 1 < len(places) else road.leaves
        residential = place.kind in ("K2", "S1", "R1", "H5")
        place.out_of_area = (
            places[index - 1].out_of_area
            if index and not place.new_carer
            else place.kind != "P1" and c.chance(0.55 if residential else 0.22)
        )
    road.placements = places


def write(c: Child, case: Case, road: Road) -> None:
    """The road as episodes, placements and legal statuses."""
    until = c.until
    out = c.out
    legal = [each for each in road.legal if each[0] < road.leaves]
    for index, (since, status) in enumerate(legal):
        if since <= until:
            ends = legal[index + 1][0] if index + 1 < len(legal) else road.leaves
            key = c.key()
            out.legal_statuses((key, c.number, status, since, c.said(ends)))
            limit = days.add_months(since, 12)
            if status == "V2" and min(ends, days.add_years(c.born, 16)) > limit:
                c.note("cla-s20-under16-12m", key, limit, road.drifts or 1)
    for place in road.placements:
        if place.since <= until:
            _write_placement(c, road, place)
    starts = sorted({since for since, _ in legal} | {place.since for place in road.placements})
    by_since = {place.since: place for place in road.placements}
    legal_on = dict(legal)
    place = road.placements[0]
    iro = c.said(min(road.leaves, until) - 5 - int(c.r() * 50))
    for index, since in enumerate(starts):
        if since > until:
            break
        moved = by_since.get(since)
        place = moved or place
        if index == 0:
            reason = "S"
        elif moved is None:
            reason = "L"
        elif since in legal_on:
            reason = "B" if moved.new_carer else "U"
        else:
            reason = "P" if moved.new_carer else "T"
        ends = starts[index + 1] if index + 1 < len(starts) else road.leaves
        key = c.key()
        ceased = None if ends > until else "X1" if index + 1 < len(starts) else CEASED[road.how](c)
        out.cla_episodes(
            (key, c.number, since, reason, road.need, c.said(ends), ceased, road.cla, case.referral, place.key,
             road.enters, None if iro is None or iro <= road.enters or c.chance(0.04) else iro)
        )  # fmt: skip
        if index == 0:
            road.entry_ref = key
            road.gave_way = ceased == "X1"
        elif reason in ("L", "P", "B", "U"):
            road.changes.append((since, key))
    if road.issued and road.issued <= until:
        _write_court(c, road)


CEASED: Mapping[str, Callable[[Child], str]] = {
    "home": lambda c: "E4A" if c.chance(0.85) else "E4B",
    "adoption": lambda c: "E11" if c.chance(0.5) else "E12",
    "sgo": lambda c: c.choose(("E45", 0.7), ("E46", 0.3)),
    "cao": lambda c: "E41",
    "eighteen": lambda c: c.choose(("E17", 0.3), ("E5", 0.35), ("E6", 0.25), ("E7", 0.1)),
}


def _write_placement(c: Child, road: Road, place: Placement) -> None:
    since = place.since
    planned, _ = c.by("cla-placement-plan-5wd", since, days.add_working_days(since, 5), early=0.0, late=10)
    delegated: int | None = None
    if place.kind in FOSTER:
        due = days.add_working_days(since, 20)
        day, kind = c.by("cla-delegated-authority", since, due, early=0.1, late=60)
        if kind and c.chance(0.6):
            day = days.FOREVER
        delegated = day if day <= min(c.until, place.ends) else None
        if place.ends > due:
            c.note("cla-delegated-authority", place.key, due, kind)
    approved = told = None
    if place.out_of_area:
        late = c.lapse("cla-out-of-area-approval", since)
        approved = c.said(since + 2 + c.wait(9.0)) if late else days.working_day_before(since - 1 - int(c.r() * 6))
        told = c.said(c.by("cla-host-authority-notified", since, days.add_working_days(since, 5), 0.0, 15)[0])
    iro = c.said(c.by("cla-placement-notification", since, days.add_working_days(since, 5), 0.0, 8)[0])
    regulated = place.kind not in ("P1", "P2", "H5")
    owner = "PR0" if place.kind == "P1" else c.choose(("PR1", 0.55), ("PR4", 0.38), ("PR5", 0.07))
    c.out.cla_placements(
        (place.key, c.number, since, place.kind, f"SC{100000 + place.key % 899_999}" if regulated else None,
         round(c.wait(22.0) + c.r() * 8 + (20 if place.out_of_area else 0), 1), road.cla, owner, c.postcode,
         c.said(place.ends), place.why_ended if place.ends <= c.until else None, place.long_term, place.out_of_area,
         approved, c.said(planned) if planned <= place.ends else None, delegated, iro, told)
    )  # fmt: skip


def _write_court(c: Child, road: Road) -> None:
    letter = 0
    if c.chance(0.6):
        decision = days.working_day_before(road.issued - 70 - int(c.r() * 50))
        untracked = c.lapse("court-preproceedings-tracked", decision)
        letter = days.add_working_days(decision, 3 + int(c.r() * 5))
        met = days.add_working_days(letter, 5 + int(c.r() * 8))
        c.out.pre_proceedings(
            (c.key(), c.number, c.family, decision, None if untracked else met, c.said(road.issued - 5), letter,
             c.said(road.issued - 3), 1 + int(c.r() * 3), "No", None)
        )  # fmt: skip
    limit = road.issued + 182
    extended = c.said(limit - 12) if road.late_court and c.chance(0.85) else None
    outcome = {"adoption": "placement-order", "sgo": "special-guardianship", "home": "supervision-order"}.get(
        road.how, "care-order"
    )
    key = c.key()
    c.out.care_proceedings(
        (key, c.number, road.issued, extended, c.said(road.concluded), outcome if road.concluded <= c.until else None)
    )
    c.note("court-26-weeks", key, limit, road.late_court)
