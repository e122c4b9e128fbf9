"""The one place where a child is fetched and the reader authorised, so that forgetting leaves a view with no child.

Who may open a child, in the order asked:

1. Nobody opens a child declared to be of their own family.
2. A restricted child is opened by those the restriction allows, and is otherwise not there: the same answer as for a
   handle that does not exist.
3. Within reach of a role that may open children: one's own, one's team's, one's service's, one whose file one was
   given to read, or every child.
4. Beyond reach, with a reason given in the last eight hours; those who may give one are asked for it.
5. By breaking glass in the last hour, which opens 2 to 4 alike and is reviewed by somebody else.

The number of queries does not grow with the children, teams or roles there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from sightline.access import actions
from sightline.access.bearer import Bearer, bearer_of
from sightline.access.door import door_of
from sightline.access.interruptions import NotPermitted, OwnFamilyRefused, ReasonNeeded
from sightline.access.models import Doing, FileGrant, Handle, Restriction
from sightline.access.permissions import Permission
from sightline.access.reach import held_by, services_of
from sightline.access.roles import Reach
from sightline.ledger.queries import current, holding
from sightline.web import clock


class Right(StrEnum):
    """By what right a child was opened; the log keeps the words."""

    ALLOWED = "named in the restriction"
    OWN = "involved with the child"
    TEAM = "the child's team"
    SERVICE = "the child's service"
    GRANTED = "given the file"
    COUNCIL = "role across the council"
    REASON = "reason given"
    GLASS = "broke glass"


# What a file that one was given may be opened for: reading, never writing. Both the permission it is opened by and
# the one that its page asks must be among these, for a page to write on may open the child to be read.
GIVEN_FOR = frozenset(
    {
        Permission.ACCESS_LOG_VIEW,
        Permission.CAMPAIGN_REVIEW,
        Permission.CHILDREN_EXPORT,
        Permission.CHILDREN_LIST,
        Permission.CHILD_OPEN,
        Permission.FILE_AUDIT,
        Permission.INSPECTIONS_VIEW,
        Permission.MOCK_VIEW,
    }
)


@dataclass(frozen=True, slots=True)
class Child:
    """A child whom the reader was allowed to open; there is no other way to have one."""

    person_id: str
    handle: str
    right: Right
    is_restricted: bool


def open_child(request: HttpRequest, handle: str, *, doing: Doing, by: Permission = Permission.CHILD_OPEN) -> Child:
    """The child of ``handle``, if whoever sent ``request`` may open it, with a line in the access log.

    ``by``: the permission it is opened for, such as the one to write about the child: it is within reach of a role that
    gives that one too. Somebody who audits every child and writes for their own writes for their own.

    Raises Http404 for no such child, and an :class:`~sightline.access.interruptions.Interruption` otherwise; both are
    answered by the middleware. The line is written in the transaction that decides, and is there before the view reads
    anything of the child; if it cannot be written, nothing is opened. A child who is restricted and a handle of nobody
    are answered after the same queries and the same line, so that neither the answer nor its time tells them apart.
    """
    reader = bearer_of(request)
    if reader is None or not (reader.may(Permission.CHILD_OPEN) and reader.may(by)):
        raise NotPermitted
    page = request.resolver_match.view_name if request.resolver_match else ""
    asked = getattr(request.resolver_match.func, "permission", by) if request.resolver_match else by
    with transaction.atomic():
        opened, person_id, interruption = _decide(reader, handle, by, asked)
        if opened is not None:
            actions.log(by=reader.account, doing=doing, page=page, person_id=opened.person_id, why=opened.right)
            return opened
        why = type(interruption).__name__ if interruption is not None else "restricted" if person_id else "nobody"
        actions.log(by=reader.account, doing=Doing.REFUSED, page=page, person_id=person_id, why=REFUSALS[why])
    raise interruption or Http404


REFUSALS = {
    "OwnFamilyRefused": "own family",
    "ReasonNeeded": "beyond reach; asked for a reason",
    "NotPermitted": "beyond reach",
    "restricted": "restricted",
    "nobody": "no such child",
}
Decision = tuple[Child | None, str | None, Exception | None]


def _decide(reader: Bearer, handle: str, by: Permission, asked: Permission) -> Decision:
    door = door_of(handle, reader.account, clock.now())
    person_id = door.person_id
    if person_id is None:
        return None, None, None
    if door.is_family:
        return None, person_id, OwnFamilyRefused(handle)
    if door.is_allowed is not None:  # restricted
        if not (door.is_allowed or door.is_broken):
            return None, person_id, None
        return Child(person_id, handle, Right.ALLOWED if door.is_allowed else Right.GLASS, True), person_id, None
    right = _within_reach(reader, person_id, by, asked)
    if right is None:
        may_reason = reader.may(Permission.CHILD_OPEN_WITH_REASON)
        right = Right.REASON if door.has_reason and may_reason else Right.GLASS if door.is_broken else None
        if right is None:
            return None, person_id, ReasonNeeded(handle) if may_reason else NotPermitted()
    return Child(person_id, handle, right, False), person_id, None


def _within_reach(reader: Bearer, person_id: str, by: Permission, asked: Permission) -> Right | None:
    """By which of the reader's roles that give ``by`` the child is within reach; at most three queries."""
    holders = held_by(person_id, clock.today())
    team, service = reader.teams(Reach.TEAM, by=by), reader.teams(Reach.SERVICE, by=by)
    if reader.account.professional_id and reader.account.professional_id in holders.professionals:
        return Right.OWN
    if holders.teams & team:
        return Right.TEAM
    if service:
        services = services_of(holders.teams | service)
        mine = {services[each] for each in service if each in services}
        if holders.teams & service or any(services.get(each) in mine for each in holders.teams):
            return Right.SERVICE
    if {by, asked} <= GIVEN_FOR and granted(reader, clock.today()).filter(person_id=person_id).exists():
        return Right.GRANTED
    return Right.COUNCIL if reader.reaches(Reach.COUNCIL, by=by) else None


def granted(reader: Bearer, day: dt.date) -> QuerySet[FileGrant]:
    """The files that ``reader`` was given and may still read on ``day``."""
    standing = FileGrant.objects.filter(account=reader.account, ended_at=None, until_on__gte=day)
    return standing.filter(from_at__lte=clock.now())


def known_child(request: HttpRequest, handle: str) -> str:
    """Whose handle it is, for a form about the child that shows nothing of them: a reason, a declaration.

    Http404 for a handle of nobody, and alike for a child restricted from the reader; OwnFamilyRefused for their own
    family.
    """
    reader = bearer_of(request)
    if reader is None:
        raise Http404
    door = door_of(handle, reader.account, clock.now())
    if door.person_id is not None and door.is_family:
        raise OwnFamilyRefused(handle)
    if door.person_id is None or door.is_allowed is False:
        raise Http404
    return door.person_id


def person_of(handle: str) -> str | None:
    """Whose handle it is; None when it is nobody's."""
    return Handle.objects.filter(token=handle).values_list("person_id", flat=True).first()


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """Which children lists, counts, searches and exports may show. ``person_id in visible`` asks of one.

    ``within``: those within reach, None for every child. ``hidden``: those restricted from the reader, and the reader's
    own family; they are simply not there.
    """

    within: frozenset[str] | None
    hidden: frozenset[str]

    def __contains__(self, person_id: object) -> bool:
        return person_id not in self.hidden and (self.within is None or person_id in self.within)

    def only(self, person_ids: Iterable[str]) -> list[str]:
        """Those of ``person_ids`` that may be shown, in their order."""
        return [each for each in person_ids if each in self]

    def where(self, column: str = "person_id") -> Q:
        """The same as a filter of a queryset whose ``column`` is a child's key."""
        found = ~Q(**{f"{column}__in": self.hidden})
        return found if self.within is None else found & Q(**{f"{column}__among": self.within})


NOBODY = Visible(frozenset(), frozenset())


def visible(
    reader: Bearer, day: dt.date, *, by: Permission = Permission.CHILDREN_LIST, among: Collection[str] | None = None
) -> Visible:
    """The children whom ``reader`` may see listed on ``day`` by the permission ``by``; at most five queries.

    By ``CHILDREN_SEARCH`` every child who is not restricted may be found, whatever the reach: opening one beyond it
    still asks for a reason. ``among``: those who alone will be asked about, where they are few.
    """
    if not reader.may(by):
        return NOBODY
    hidden = hidden_from(reader)
    if by is Permission.CHILDREN_SEARCH or reader.reaches(Reach.COUNCIL, by=by):
        return Visible(None, hidden)
    return Visible(frozenset(_reached(reader, day, by, among)), hidden)


_HIDDEN = """
SELECT f.person_id FROM access_ownfamily f WHERE f.account_id = %s
UNION
SELECT r.person_id FROM access_restriction r WHERE r.lifted_at IS NULL
AND NOT EXISTS (SELECT 1 FROM access_restriction_allowed n WHERE n.restriction_id = r.id AND n.account_id = %s)
"""


def hidden_from(reader: Bearer) -> frozenset[str]:
    """The restricted children who are not there for ``reader``, and the reader's own family: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HIDDEN, [reader.account.pk] * 2)
        return frozenset(person_id for (person_id,) in cursor.fetchall())


def restricted_children() -> frozenset[str]:
    """Every child whose record is restricted: what figures of the whole council leave out for everybody."""
    return frozenset(Restriction.objects.filter(lifted_at=None).values_list("person_id", flat=True))


def _reached(reader: Bearer, day: dt.date, by: Permission, among: Collection[str] | None) -> set[str]:
    of = Q() if among is None else Q(person_id__among=among)
    involvements = current("involvements").filter(of, holding(day))
    mine = reader.account.professional_id
    teams = reader.teams(Reach.TEAM, by=by) | _of_services(reader.teams(Reach.SERVICE, by=by))
    reached = Q(pk__in=[])
    if mine:
        reached |= Q(professional_id=mine)
    if teams:
        reached |= Q(team_id__in=teams)
    found = set(_people(involvements.filter(reached)))
    if teams:
        episodes = current("cin_episodes").filter(of, holding(day, "referred_on", "closed_on"))
        found.update(_people(episodes.filter(team_id__in=teams)))
    if by in GIVEN_FOR:
        found.update(_people(granted(reader, day)))
    return found


def _of_services(teams: frozenset[str]) -> frozenset[str]:
    """``teams`` and every team of the same services."""
    if not teams:
        return teams
    every = dict(current("teams").values_list("team_id", "service"))
    services = {every[team] for team in teams if every.get(team)}
    return teams | {team for team, service in every.items() if service in services}


def _people(rows: QuerySet[Any]) -> Iterable[str]:
    return (str(each) for each in rows.values_list("person_id", flat=True) if each)
