"""Who may take part in a mock inspection, who does, and whose files they must not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from sightline.access.models import Account, Assignment
from sightline.access.permissions import Permission
from sightline.access.roles import ROLES
from sightline.inspection.models import Member, MemberRole, MockInspection
from sightline.inspection.queries.conflicts import conflicts_of
from sightline.inspection.queries.mocks import members_of
from sightline.ledger.queries import current
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who takes part. ``kept_from``: how many of the files drawn they must not read; None before a sample."""

    member: Member
    role: str
    teams: tuple[str, ...]
    kept_from: int | None


def may_take_part() -> list[Account]:
    """Everybody whose role lets them audit files today, by name."""
    roles = [role.code for role in ROLES.values() if Permission.FILE_AUDIT in role.permissions]
    day = clock.today()
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), role__in=roles, from_on__lte=day)
    return list(Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("name", "pk"))


def member_rows(mock: MockInspection, files: Sequence[str] | None) -> list[MemberRow]:
    """Those who take part, with how many of the ``files`` (children's keys) are against them; None before any."""
    members = list(members_of(mock))
    conflicts = conflicts_of(mock, members, among=files) if files is not None else None
    names = team_names()
    return [
        MemberRow(
            each,
            MemberRole(each.role).label,
            tuple(names.get(team, team) for team in each.knows_teams),
            sum(bool(conflicts.why(each.account, file)) for file in files)
            if conflicts is not None and files is not None
            else None,
        )
        for each in members
    ]


def team_names() -> dict[str, str]:
    """The name of every team by its key, in order of name."""
    found = current("teams").values_list("team_id", "name")
    return dict(sorted(((key, name or key) for key, name in found), key=lambda each: (each[1].casefold(), each[0])))
