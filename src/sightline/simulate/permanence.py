"""Permanence orders and the road to adoption, with its reviews."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.care import Road
from sightline.simulate.child import Child
from sightline.simulate.referral import Case


def write(c: Child, case: Case, road: Road) -> None:
    """A permanence row for a child adopted, or leaving care to a guardian or under an arrangements order."""
    if road.adoption:
        _adoption(c, case, road)
        return
    if road.concluded and c.age(road.enters) < 5 and c.chance(0.08):
        _reversed(c, case, road)
    if road.how in ("sgo", "cao") and road.leaves <= c.until:
        c.out.permanences(
            (c.key(), c.number, road.cla, None, None, None, None, None, None, None, None, road.leaves,
             "SGO" if road.how == "sgo" else "CAO", case.holder(road.leaves))
        )  # fmt: skip


def _reversed(c: Child, case: Case, road: Road) -> None:
    """Adoption was decided on and then given up for something better."""
    decided = days.working_day_before(max(road.enters + 40, road.concluded - 30))
    given_up = days.working_day(decided + 50 + c.wait(60.0))
    if given_up <= min(road.leaves, c.until):
        reason = None if c.chance(0.05) else "RD1: the child's needs changed after the decision"
        c.out.permanences(
            (c.key(), c.number, road.cla, decided, None, None, None, None, given_up, reason, None, None, None,
             case.holder(decided))
        )  # fmt: skip


def _adoption(c: Child, case: Case, road: Road) -> None:
    plan = road.adoption
    if plan["decided"] > c.until:
        return
    key = c.key()
    said = c.said
    carer = road.placements[-1].kind == "A5"
    c.out.permanences(
        (key, c.number, road.cla, plan["decided"], said(plan["ordered"]), said(plan["placed"]), said(plan["matched"]),
         carer, None, None, c.chance(0.4), said(plan["made"]), "ADOPTION" if plan["made"] <= c.until else None,
         case.holder(plan["decided"]))
    )  # fmt: skip
    c.decide(plan["decided"], "placement", case.holder(plan["decided"]))
    ordered, placed = plan["ordered"], plan["placed"]
    for day in _reviews(c, ordered, placed, 3, 6):
        c.out.adoption_reviews((c.key(), key, c.number, day))
    first, _ = c.by("adopt-review", placed, placed + 28, early=0.7, late=8)
    if first < min(road.leaves, c.until):
        c.out.adoption_reviews((c.key(), key, c.number, first))
        for day in _reviews(c, first, road.leaves, 3, 6):
            c.out.adoption_reviews((c.key(), key, c.number, day))


def _reviews(c: Child, start: int, end: int, first: int, then: int) -> list[int]:
    """Reviews from ``start`` until ``end``: the first within ``first`` months, each later within ``then``."""
    found: list[int] = []
    months = first
    last = min(end, c.until)
    while True:
        limit = days.add_months(start, months)
        day, _ = c.by("adopt-review", start, limit, early=0.75, late=15)
        if day >= last:
            return found
        found.append(day)
        start, months = max(day, start + 1), then
