"""The children of the 0-25 team whose workers leave (F1, F2): how many, whose, from when, last seen when.

The numbers are the case's at its own size: 172 held by managers, 60 of them waiting, 6 looked after; 64 unseen for
over eighteen months, 31 of those eligible for a specialist service. They scale with the council and the strength.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sightline.simulate import days
from sightline.simulate.scenarios import Planting

CASE_SIZE = 12_000  # children ever known to a council of the case's size
HELD, WAITING, LOOKED_AFTER, UNSEEN, ELIGIBLE, NO_ENQUIRY = 172, 60, 6, 64, 31, 9
LEAVERS = 9  # social workers who leave and are not replaced


@dataclass(frozen=True, slots=True)
class Drift:
    """One child whose worker leaves on ``leaves_on`` (FOREVER: stays) and passes to a manager.

    ``last_seen``: no social worker sees the child after that day (0: seen still, though rarely).
    """

    leaves_on: int
    leaver: str
    manager: str
    last_seen: int
    is_eligible: bool
    is_looked_after: bool


def cohort(children: int, until: int, planted: dict[str, Planting], rng: Random) -> list[Drift]:
    """The children of F1 and F2, as planted; none where neither is."""
    scale = children / CASE_SIZE
    holding, unseen_by = planted.get("cases-held-by-managers"), planted.get("children-not-seen")
    held = round(HELD * scale * holding.strength) if holding else 0
    unseen = round(UNSEEN * scale * unseen_by.strength) if unseen_by else 0
    waiting = round(WAITING * scale * holding.strength) if holding else 0
    looked_after = round(LOOKED_AFTER * scale * holding.strength) if holding else 0
    eligible = round(unseen * ELIGIBLE / UNSEEN)
    begins = days.number(holding.from_date) if holding else days.FOREVER
    not_seen_from = days.number(unseen_by.from_date) if unseen_by else days.FOREVER
    longest = days.add_months(until, -18) - 12
    found = []
    workers = max(1, round(LEAVERS * scale)) if held else 1
    span = max(1, until - 60 - begins)
    for index in range(max(held, unseen)):
        is_unseen = index < unseen
        first = max(1, round(workers * unseen / max(held, unseen, 1))) if unseen else 0
        # the workers of children nobody will see are the first to go
        leaver = index % first if is_unseen else first + index % max(1, workers - first)
        leaves = begins + int(span * (leaver + 0.4) / workers) if index < held else days.FOREVER
        leaves = days.working_day(leaves) if leaves < days.FOREVER else leaves
        if is_unseen and leaves < days.FOREVER and leaves > longest - 30:
            leaves = days.working_day_before(max(begins, longest - 30))
        since = max(not_seen_from, min(leaves, longest - 20))
        last_seen = since + int(rng.random() * max(1, longest - since)) if is_unseen else 0
        last_seen = min(last_seen, longest)
        who = "service-manager" if index % 2 else "team-manager"
        is_waiting = held > 0 and (index * waiting) // held != ((index + 1) * waiting) // held
        found.append(
            Drift(
                leaves,
                f"leaver-{leaver + 1}" if index < held else "",
                (f"{who}-waiting" if is_waiting else who) if index < held else "",
                last_seen,
                is_eligible=not is_unseen or index < eligible,
                is_looked_after=held - looked_after <= index < held and not is_unseen,
            )
        )
    return found
