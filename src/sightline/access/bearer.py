"""What somebody signed in may do today: their roles, and the permissions those give."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db.models import Q
from django.http import HttpRequest

from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import EVERYONE, ROLES, Reach, Role
from sightline.web import clock

REMEMBERED = "_sightline_bearer"


@dataclass(frozen=True, slots=True)
class Held:
    """A role held today, with the team it is held in."""

    role: Role
    team_id: str | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """An account with what it may do on a day."""

    account: Account
    held: tuple[Held, ...]

    @property
    def permissions(self) -> frozenset[Permission]:
        """Every permission of every role held, and what anybody signed in may do."""
        return EVERYONE.union(*(each.role.permissions for each in self.held))

    def may(self, permission: Permission) -> bool:
        """Whether a role held gives ``permission``."""
        return permission in EVERYONE or any(permission in each.role.permissions for each in self.held)

    def reaches(self, reach: Reach, *, by: Permission) -> bool:
        """Whether a role held that gives ``by`` has this reach."""
        return any(each.role.reach is reach and by in each.role.permissions for each in self.held)

    def teams(self, reach: Reach, *, by: Permission | None = None) -> frozenset[str]:
        """The teams in which roles of this reach are held; of roles that give ``by``, where it is given."""
        return frozenset(
            each.team_id
            for each in self.held
            if each.team_id and each.role.reach is reach and (by is None or by in each.role.permissions)
        )

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles held, in words."""
        return tuple(dict.fromkeys(each.role.name for each in self.held))


def bearer(account: Account, day: dt.date) -> Bearer:
    """What ``account`` may do on ``day``: one query. A closed account may do nothing."""
    if not account.is_active:
        return Bearer(account, ())
    current = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), account=account, from_on__lte=day)
    found = current.order_by("pk").values_list("role", "team_id")
    return Bearer(account, tuple(Held(ROLES[role], team) for role, team in found if role in ROLES))


def bearer_of(request: HttpRequest) -> Bearer | None:
    """What whoever sent ``request`` may do today, asked once a request; None before signing in."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    found = request.__dict__.get(REMEMBERED)
    if found is None or found.account.pk != request.user.pk:
        found = bearer(request.user, clock.today())
        request.__dict__[REMEMBERED] = found
    return cast(Bearer, found)
