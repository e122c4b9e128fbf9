"""One account a persona, bound to the staff of the small invented record of :mod:`tests.support.site`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from sightline.access import actions
from sightline.access.middleware import SECOND
from sightline.access.models import Account
from sightline.access.roles import (
    ADMINISTRATOR,
    ANALYST,
    AUDITOR,
    BOARD_PARTNER,
    DIRECTOR,
    ELECTED_MEMBER,
    FRONT_DOOR,
    HEAD_OF_SERVICE,
    INSPECTOR,
    INSPECTOR_GIVEN,
    PEER_REVIEWER,
    PRACTITIONER,
    REVIEWING_OFFICER,
    SCRUTINY_OFFICER,
    TEAM_MANAGER,
    Role,
)
from tests.support.persona import Persona

__all__ = ["BOUND", "Persona", "address", "browser_of", "make"]

UNTIL = dt.date(2016, 12, 14)


@dataclass(frozen=True, slots=True)
class Bound:
    """A persona's role, team and place among the record's professionals."""

    role: Role | None
    name: str
    professional: str | None = None
    team: str | None = None


BOUND = {
    Persona.PRACTITIONER: Bound(PRACTITIONER, "Pat Worker", "W3"),
    Persona.TEAM_MANAGER: Bound(TEAM_MANAGER, "Mel Manager", "W2", "T1"),
    Persona.FRONT_DOOR: Bound(FRONT_DOOR, "Fay Door"),
    Persona.REVIEWING_OFFICER: Bound(REVIEWING_OFFICER, "Rae Reviewer"),
    Persona.AUDITOR: Bound(AUDITOR, "Ali Auditor"),
    Persona.ANALYST: Bound(ANALYST, "Ann Analyst"),
    Persona.HEAD_OF_SERVICE: Bound(HEAD_OF_SERVICE, "Hal Head", None, "T1"),
    Persona.DIRECTOR: Bound(DIRECTOR, "Dee Director"),
    Persona.BOARD_PARTNER: Bound(BOARD_PARTNER, "Bo Partner"),
    Persona.ELECTED_MEMBER: Bound(ELECTED_MEMBER, "Cllr Em Member"),
    Persona.SCRUTINY_OFFICER: Bound(SCRUTINY_OFFICER, "Sky Clerk"),
    Persona.INSPECTOR: Bound(INSPECTOR, "Ina Inspector"),
    Persona.INSPECTOR_GIVEN: Bound(INSPECTOR_GIVEN, "Ivo Inspector"),
    Persona.PEER_REVIEWER: Bound(PEER_REVIEWER, "Per Reviewer"),
    Persona.ADMINISTRATOR: Bound(ADMINISTRATOR, "Ad Ministrator"),
    Persona.WITHOUT_ROLE: Bound(None, "Newly Come"),
}


def address(persona: Persona) -> str:
    """The persona's e-mail address."""
    return f"{persona.value}@avonmere.example"


def make(persona: Persona) -> Account:
    """The persona's account, made if it is not there."""
    found = Account.objects.filter(email=address(persona)).first()
    if found is not None:
        return found
    bound = BOUND[persona]
    account = actions.add_account(email=address(persona), name=bound.name, professional_id=bound.professional, by=None)
    if bound.role is not None:
        until = UNTIL if bound.role.days else None
        actions.assign(account=account, role=bound.role.code, team_id=bound.team, until_on=until, by=None)
    return account


def browser_of(persona: Persona) -> Client:
    """A browser in which the persona has signed in with both factors; nobody has for the public."""
    client = Client(SERVER_NAME="127.0.0.1")
    if persona is not Persona.PUBLIC:
        client.force_login(make(persona))
        session = client.session
        session[SECOND] = True
        session.save()
    return client
