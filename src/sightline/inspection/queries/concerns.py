"""Immediate concerns: who is told of one, who must be shown it now, and how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from django.db.models import F, Prefetch, Q, QuerySet

from sightline.access.bearer import Bearer
from sightline.access.children import Visible, hidden_from
from sightline.access.models import Account, Assignment, OwnFamily, Restriction
from sightline.access.permissions import Permission
from sightline.access.reach import held_by, services_of
from sightline.access.roles import ROLES, Reach
from sightline.inspection.models import ConcernTold, ImmediateConcern, MemberRole, MockInspection
from sightline.inspection.queries.mocks import members_of
from sightline.ledger.queries import current
from sightline.web import clock


class ConcernState(StrEnum):
    """How a concern stands; the value is what a page says."""

    ANSWERED = "answered"
    OVERDUE = "not answered in time"
    UNSEEN_LATE = "not opened within the hour"
    UNSEEN = "not opened yet"
    SEEN = "opened, not answered yet"


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody to tell of a concern. ``level``: 0 the nearest to the child, told first."""

    account: Account
    level: int
    why: str
    is_manager: bool = True


LEVELS = {
    Reach.TEAM: (0, "manages the child’s team"),
    Reach.SERVICE: (1, "heads the child’s service"),
    Reach.COUNCIL: (2, "answers for the whole council"),
}
LEADS = "leads the mock inspection"


def in_line(person_id: str, day: dt.date, *, but: Account) -> list[Teller]:
    """Who answers for a child, the nearest first: whoever may answer a concern and reaches the child by their role.

    Not ``but``, who raises it; nobody of the child's own family; of a restricted child those alone who may know of it.
    """
    teams = held_by(person_id, day).teams
    of_teams = set(services_of(teams).values())
    alike = current("teams").filter(service__in=of_teams).values_list("team_id", flat=True) if of_teams else ()
    reached = {Reach.TEAM: teams, Reach.SERVICE: teams | set(alike)}
    kin = OwnFamily.objects.filter(person_id=person_id).values("account")
    answering = {code: role for code, role in ROLES.items() if Permission.CONCERN_ANSWER in role.permissions}
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), role__in=answering, from_on__lte=day)
    held = held.filter(account__is_active=True).exclude(account=but).exclude(account__in=kin)
    restriction = Restriction.objects.filter(person_id=person_id, lifted_at=None).first()
    if restriction is not None:
        held = held.filter(account__in=restriction.allowed.all())
    found: dict[int, Teller] = {}
    for each in held.select_related("account").order_by("account__name", "pk"):
        reach = answering[each.role].reach
        if reach not in LEVELS or (reach in reached and each.team_id not in reached[reach]):
            continue
        level, why = LEVELS[reach]
        standing = found.get(each.account_id)
        if standing is None or level < standing.level:
            found[each.account_id] = Teller(each.account, level, why)
    return sorted(found.values(), key=lambda each: each.level)


def told_of(person_id: str, mock: MockInspection, day: dt.date, *, but: Account) -> list[tuple[Teller, bool]]:
    """Who is told of a concern, and whether at once: the nearest level that has anybody; the rest, and those who lead
    the mock inspection, once it escalates. Where no manager can be told, those who lead are told at once."""
    managers = in_line(person_id, day, but=but)
    first = min((each.level for each in managers), default=None)
    found = [(each, each.level == first) for each in managers]
    named = {each.account.pk for each in managers} | {but.pk}
    for member in members_of(mock, MemberRole.LEAD):
        if member.account_id not in named and member.account.is_active:
            found.append((Teller(member.account, len(LEVELS), LEADS, is_manager=False), first is None))
    return found


def escalated(now: dt.datetime) -> Q:
    """A concern that those next in line are told of too: not opened within the hour, or not answered in time."""
    unseen = Q(seen_at=None) & Q(escalates_at__lte=now)
    late = Q(seen_at__gt=F("escalates_at"))
    return unseen | late | Q(due_at__lte=now)


C = TypeVar("C")


# A model's fields satisfy no protocol that mypy knows of, so what has the clock of a concern is asked by its names.
def state_of(concern: Any, now: dt.datetime) -> ConcernState:
    """How a concern stands at an instant; or a worry of a campaign, which has the same clock."""
    if concern.answered_at is not None:
        return ConcernState.ANSWERED
    if concern.due_at <= now:
        return ConcernState.OVERDUE
    if concern.seen_at is not None:
        return ConcernState.SEEN
    return ConcernState.UNSEEN_LATE if concern.escalates_at <= now else ConcernState.UNSEEN


@dataclass(frozen=True, slots=True)
class ConcernLine(Generic[C]):
    """A concern on a list. ``minutes``: until what is due next; negative once it has passed."""

    concern: C
    state: ConcernState
    minutes: int
    is_mine: bool = False  # the reader raised it

    @property
    def clock(self) -> str:
        """The time left, or gone over, in words."""
        hours, minutes = divmod(abs(self.minutes), 60)
        length = f"{hours} hr {minutes} min" if hours else f"{minutes} min"
        return f"{length} left" if self.minutes >= 0 else f"{length} late"

    @property
    def is_late(self) -> bool:
        """Whether something was due that was not done."""
        return self.state in (ConcernState.OVERDUE, ConcernState.UNSEEN_LATE)


def line_of(concern: C, now: dt.datetime, *, is_mine: bool = False) -> ConcernLine[C]:
    """A concern with its clock: until somebody must have opened it, and from then until the answer is due."""
    state, at = state_of(concern, now), cast(Any, concern)
    until = at.escalates_at if state in (ConcernState.UNSEEN, ConcernState.UNSEEN_LATE) else at.due_at
    if state is ConcernState.ANSWERED:
        return ConcernLine(concern, state, 0, is_mine)
    seconds = (until - now).total_seconds()
    return ConcernLine(concern, state, int(seconds // 60), is_mine)


def _concerns() -> QuerySet[ImmediateConcern]:
    told = Prefetch("told", ConcernTold.objects.select_related("account"))
    found = ImmediateConcern.objects.select_related(
        "audit__child__sample__mock", "raised_by", "manager", "seen_by", "answered_by"
    )
    return found.prefetch_related(told)


def to_show(reader: Bearer, hidden: Visible, now: dt.datetime) -> list[ConcernLine[ImmediateConcern]]:
    """What the reader's first page says at once: concerns they are told of and nobody has answered, and those they
    raised that nobody opened within the hour; the most pressing first. Three queries; one on most days, when there is
    nothing to show: every first page asks, and joining all that a concern is shown with takes longest to plan."""
    account = reader.account
    told = Q(told__account=account) & (Q(told__is_at_once=True) | escalated(now))
    unheard = Q(raised_by=account, seen_at=None, escalates_at__lte=now)
    found = ImmediateConcern.objects.filter(told | unheard, answered_at=None).values_list("pk", flat=True)
    keys = set(found)
    if not keys:
        return []
    lines = [
        line_of(each, now, is_mine=each.raised_by_id == account.pk)
        for each in _concerns().filter(pk__in=keys).order_by("due_at", "pk")
        if each.audit.child.person_id not in hidden.hidden
    ]
    return sorted(lines, key=lambda each: each.minutes)


def concerns_first(reader: Bearer) -> list[ConcernLine[ImmediateConcern]]:
    """What :func:`to_show` says to those whose first page is not their own day. None, asking nothing, for roles that
    are never told of a concern; else two queries to four, and no child is named by any of it."""
    if not (reader.may(Permission.CONCERN_ANSWER) or reader.may(Permission.FILE_AUDIT)):
        return []
    return to_show(reader, Visible(None, hidden_from(reader)), clock.now())


def concerns_of(
    mock: MockInspection, reader: Bearer, shown: Visible, now: dt.datetime
) -> list[ConcernLine[ImmediateConcern]]:
    """The concerns of a mock inspection that the reader may read, what is not answered first. Two queries."""
    found = _concerns().filter(audit__child__sample__mock=mock)
    lines = [
        line_of(each, now, is_mine=each.raised_by_id == reader.account.pk)
        for each in found
        if may_read(each, reader) and each.audit.child.person_id in shown
    ]
    return sorted(lines, key=lambda each: (each.concern.answered_at is not None, each.minutes, each.concern.pk))


def concern_for(reader: Bearer, number: int) -> ImmediateConcern | None:
    """The concern of this number if the reader may read it; whether they may open the child is asked apart."""
    found = _concerns().filter(pk=number).first()
    return found if found is not None and may_read(found, reader) else None


def may_read(concern: ImmediateConcern, reader: Bearer) -> bool:
    """Whoever raised it, whoever is told of it, whoever may answer concerns, and those who lead."""
    if reader.account.pk == concern.raised_by_id:
        return True
    if any(each.account_id == reader.account.pk for each in concern.told.all()):
        return True
    return reader.may(Permission.CONCERN_ANSWER) or reader.may(Permission.MOCK_LEAD)


def may_answer(concern: ImmediateConcern, reader: Bearer) -> bool:
    """Managers alone, and nobody their own."""
    mine = reader.account.pk == concern.raised_by_id
    return concern.answered_at is None and not mine and reader.may(Permission.CONCERN_ANSWER)


def told_now(concern: ImmediateConcern, now: dt.datetime) -> list[ConcernTold]:
    """Who has been told by ``now``."""
    late_seen = concern.seen_at is not None and concern.seen_at > concern.escalates_at
    unseen = concern.seen_at is None and concern.escalates_at <= (concern.answered_at or now)
    unanswered = concern.due_at <= (concern.answered_at or now)
    escalated = late_seen or unseen or unanswered
    return [each for each in concern.told.all() if each.is_at_once or escalated]
