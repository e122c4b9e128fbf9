"""What to know before a child is given to a worker (workload, qualification, management post, conflicts) or a team.

A check *stops* what must not be, and *asks* for a reason where it may be right to go on. It never decides alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.access.models import Account, OwnFamily
from sightline.casework.queries.caseloads import InPost, staff_of_teams, stated_ceiling
from sightline.casework.queries.lines import ALLOCATED, ChildLine
from sightline.ledger.owed import standards
from sightline.ledger.queries import current, holding, still_holding

INDEPENDENT = ("IRO", "CP_CHAIR")  # must not hold the case they review (IRO Handbook 2010, 2.14)
SOCIAL_WORK = (("cp_plans", "ended_on"), ("cla_episodes", "ceased_on"))  # need a qualified social worker


class Weight(StrEnum):
    """How much a check weighs."""

    STOPS = "stops"
    ASKS = "asks"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing checked: what was found, in words, and how much it weighs."""

    name: str
    words: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Safety:
    """Everything checked before an allocation."""

    checks: tuple[Check, ...]
    is_manager: bool
    team: str | None

    @property
    def stops(self) -> tuple[Check, ...]:
        """What must not be."""
        return tuple(each for each in self.checks if each.weight is Weight.STOPS)

    @property
    def asks(self) -> tuple[Check, ...]:
        """What needs a reason."""
        return tuple(each for each in self.checks if each.weight is Weight.ASKS)


def safety_of(person_id: str, professional_id: str, day: dt.date) -> Safety:
    """What giving the child to the worker from ``day`` would mean. Seven queries."""
    posts = list(
        current("posts")
        .filter(holding(day), professional_id=professional_id)
        .order_by("-started_on")
        .values_list("team_id", "is_management", "post_type")
    )
    is_manager = any(is_management for _, is_management, _ in posts)
    checks = (
        _in_post(posts),
        _workload(professional_id, day),
        _management(is_manager),
        _qualified(person_id, professional_id, day),
        _independent(person_id, professional_id, day),
        _conflict(person_id, professional_id),
    )
    return Safety(checks, is_manager, posts[0][0] if posts else None)


def transfer_checks(line: ChildLine, team: str, day: dt.date) -> tuple[Check, ...]:
    """What passing the child of ``line`` to ``team`` on ``day`` would mean. Three queries.

    Nothing stops it, since a child may have to move: what is to be considered is answered by the reason.
    """
    staff = staff_of_teams([team], day)
    held = Counter(
        current("involvements")
        .filter(holding(day), role=ALLOCATED, professional_id__among=[each.worker for each in staff])
        .values_list("professional_id", flat=True)
    )
    return (_managed(staff), _room(staff, held), _due_meanwhile(line))


def _managed(staff: Sequence[InPost]) -> Check:
    if any(each.is_manager for each in staff):
        return Check("Somebody to allocate", "A manager is in post there.", Weight.CLEAR)
    words = "Nobody in that team holds a management post, so nobody there would allocate a worker."
    return Check("Somebody to allocate", words, Weight.ASKS)


def _room(staff: Sequence[InPost], held: Mapping[str | None, int]) -> Check:
    workers = {each.worker for each in staff if not each.is_manager}
    if not workers:
        return Check("Workload", "Nobody but managers is in post there to hold the child.", Weight.ASKS)
    ceiling = stated_ceiling(standards())
    if ceiling is None:
        total = sum(held[each] for each in workers)
        words = f"Workers in post there: {len(workers)}, with {total} children between them; no ceiling is stated."
        return Check("Workload", words, Weight.CLEAR)
    free = sum(held[each] < ceiling for each in workers)
    words = f"Workers in post there: {len(workers)}, of whom {free} may take another child; the ceiling is {ceiling}."
    return Check("Workload", words, Weight.CLEAR if free else Weight.ASKS)


def _due_meanwhile(line: ChildLine) -> Check:
    """What would be nobody's between the two teams."""
    if not (line.overdue or line.soon):
        return Check(
            "Due while the child waits", "Nothing is overdue or falls due in the next two weeks.", Weight.CLEAR
        )
    words = f"{len(line.overdue)} overdue"
    if line.safety_overdue:
        words += f", {line.safety_overdue} of them with a risk to safety"
    words += f", and {len(line.soon)} due in the next two weeks: agree who does them before the child moves."
    return Check("Due while the child waits", words, Weight.ASKS)


def _in_post(posts: list[tuple[str | None, bool | None, str | None]]) -> Check:
    if not posts:
        return Check("In post", "They hold no post on that day.", Weight.STOPS)
    return Check("In post", f"Their post is {(posts[0][2] or 'not described').replace('-', ' ')}.", Weight.CLEAR)


def _workload(professional_id: str, day: dt.date) -> Check:
    held = (
        current("involvements")
        .filter(holding(day), professional_id=professional_id, role=ALLOCATED)
        .values("person_id")
        .distinct()
        .count()
    )
    ceiling = stated_ceiling(standards())
    if ceiling is None:
        return Check("Workload", f"They hold {held} children; no ceiling is stated.", Weight.CLEAR)
    words = f"They hold {held} children; the ceiling is {ceiling}."
    return Check("Workload", words, Weight.ASKS if held + 1 > ceiling else Weight.CLEAR)


def _management(is_manager: bool) -> Check:
    if is_manager:
        words = "Their post manages others. A manager holds a case only for a stated time and reason."
        return Check("Management post", words, Weight.ASKS)
    return Check("Management post", "Their post does not manage others.", Weight.CLEAR)


def _qualified(person_id: str, professional_id: str, day: dt.date) -> Check:
    needed = any(
        current(table).filter(holding(day, ends=ends), person_id=person_id).exists() for table, ends in SOCIAL_WORK
    )
    found = (
        current("professionals")
        .filter(professional_id=professional_id)
        .values_list("qualified_on", "registration_number")
        .first()
    )
    is_qualified = found is not None and any(found)
    if is_qualified:
        return Check("Qualification", "The record shows them qualified or registered as a social worker.", Weight.CLEAR)
    words = "The record shows no social work qualification or registration"
    if needed:
        return Check("Qualification", f"{words}, and the child is looked after or on a plan.", Weight.ASKS)
    return Check("Qualification", f"{words}; the child’s status does not call for one.", Weight.CLEAR)


def _independent(person_id: str, professional_id: str, day: dt.date) -> Check:
    reviews = (
        current("involvements")
        .filter(still_holding(day), person_id=person_id, professional_id=professional_id)
        .filter(role__in=INDEPENDENT)
        .exists()
    )
    if reviews:
        words = "They review this child’s plan, and whoever reviews a plan must be independent of the case."
        return Check("Independence", words, Weight.STOPS)
    return Check("Independence", "They do not review this child’s plan.", Weight.CLEAR)


def _conflict(person_id: str, professional_id: str) -> Check:
    accounts = Account.objects.filter(professional_id=professional_id)
    if OwnFamily.objects.filter(person_id=person_id, account__in=accounts).exists():
        return Check("Conflict of interest", "They have declared a conflict.", Weight.STOPS)
    return Check("Conflict of interest", "None is declared.", Weight.CLEAR)
