"""One account a persona for an invented council, bound to the staff its record holds, so that each has a day's work."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from sightline.access import actions, roles
from sightline.access.models import Account
from sightline.access.roles import Role
from sightline.errors import UserError
from sightline.ledger.queries import current, holding

DOMAIN = "avonmere.example"
PASSWORD_BYTES = 12  # of randomness: 16 characters
INSPECTION_LASTS = dt.timedelta(days=28)
FRONT_DOOR = "access-and-response"
CHAIRS = ("IRO", "CP_CHAIR")


@dataclass(frozen=True, slots=True)
class Planned:
    """A persona: the role, a name, and the professional and team of the record it is bound to, where one was found."""

    role: Role
    name: str
    professional_id: str | None = None
    team_id: str | None = None

    @property
    def email(self) -> str:
        """The address the persona signs in with."""
        return f"{self.role.code}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Key:
    """How a persona signs in: shown once, kept nowhere but as a hash."""

    planned: Planned
    password: str


@transaction.atomic
def make_personas(day: dt.date) -> list[Key]:
    """An account for each persona that has none yet, and a new password for every one.

    :class:`~sightline.errors.UserError` unless the store is marked as invented: a real council has no such accounts.
    """
    if not actions.is_invented():
        raise UserError("This store is not marked as invented, so no persona is given an account in it.")
    out = []
    for planned in plan(day):
        account = Account.objects.filter(email=planned.email).first() or _add(planned, day)
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        actions.set_password(account=account, password=password, by=None)
        out.append(Key(planned, password))
    return out


def _add(planned: Planned, day: dt.date) -> Account:
    account = actions.add_account(
        email=planned.email, name=planned.name, professional_id=planned.professional_id, by=None
    )
    until = day + INSPECTION_LASTS if planned.role.days else None
    actions.assign(
        account=account, role=planned.role.code, team_id=planned.team_id, from_on=day, until_on=until, by=None
    )
    return account


def plan(day: dt.date) -> Iterator[Planned]:
    """Every persona, bound to those of the record who do that work on ``day``."""
    worker, team = _busiest(day)
    yield _staff(roles.PRACTITIONER, worker, team, "Social worker")
    yield _staff(roles.TEAM_MANAGER, *_post(day, "team-manager", team), "Team manager")
    yield _staff(roles.FRONT_DOOR, *_front_door(day), "Front door worker")
    yield _staff(roles.REVIEWING_OFFICER, _chair(day), None, "Reviewing officer")
    yield Planned(roles.AUDITOR, "Principal social worker")
    yield Planned(roles.ANALYST, "Performance analyst")
    yield _staff(roles.HEAD_OF_SERVICE, _post(day, "head-of-service")[0], team, "Head of service")
    yield _staff(roles.DIRECTOR, _post(day, "director")[0], None, "Director")
    yield Planned(roles.BOARD_PARTNER, "Improvement board partner")
    yield Planned(roles.ELECTED_MEMBER, "Elected member")
    yield Planned(roles.SCRUTINY_OFFICER, "Scrutiny officer")
    yield Planned(roles.INSPECTOR, "Inspector")
    yield Planned(roles.INSPECTOR_GIVEN, "Inspector of given files")
    yield Planned(roles.PEER_REVIEWER, "Peer reviewer")
    yield Planned(roles.ADMINISTRATOR, "Administrator")


def _staff(role: Role, professional: str | None, team: str | None, otherwise: str) -> Planned:
    found = current("professionals").filter(professional_id=professional).values_list("name", flat=True).first()
    if role.needs_team and not team:
        team = current("teams").order_by("team_id").values_list("team_id", flat=True).first() or "no-team"
    return Planned(role, found or otherwise, professional if found else None, team)


def _busiest(day: dt.date) -> tuple[str | None, str | None]:
    """The practitioner with most children allocated, who manages nobody, and the team."""
    managers = current("posts").filter(holding(day), is_management=True).values("professional_id")
    held = current("involvements").filter(holding(day), role="ALLOCATED", professional_id__isnull=False)
    found = held.exclude(professional_id__in=managers).exclude(team_id=None).values_list("professional_id", "team_id")
    first = found.annotate(held=Count("pk")).order_by("-held", "professional_id").first()
    return (first[0], first[1]) if first else (None, None)


def _post(day: dt.date, kind: str, team: str | None = None) -> tuple[str | None, str | None]:
    """Whoever holds a post of a kind, of ``team`` if somebody does, and the team to be assigned to."""
    posts = current("posts").filter(holding(day), post_type=kind, professional_id__isnull=False).order_by("post_id")
    found = (posts.filter(team_id=team).first() if team else None) or posts.first()
    return (found.professional_id, found.team_id or team) if found else (None, team)


def _front_door(day: dt.date) -> tuple[str | None, str | None]:
    teams = current("teams").filter(service=FRONT_DOOR).values("team_id")
    posts = current("posts").filter(holding(day), team_id__in=teams).exclude(is_management=True).order_by("post_id")
    found = posts.values_list("professional_id", "team_id").first()
    return (found[0], found[1]) if found else (None, None)


def _chair(day: dt.date) -> str | None:
    held = current("involvements").filter(holding(day), role__in=CHAIRS, professional_id__isnull=False)
    first = held.values_list("professional_id").annotate(held=Count("pk")).order_by("-held", "professional_id").first()
    return first[0] if first else None
