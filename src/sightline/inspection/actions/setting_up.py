"""Beginning a mock inspection, changing what it looks at, who takes part, and closing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access.actions import end_grants
from sightline.access.bearer import bearer
from sightline.access.models import Account
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.inspection.actions.giving_out import end_reading, renew_reading, source_of
from sightline.inspection.actions.mocks import log, open_still, said
from sightline.inspection.events import events_of
from sightline.inspection.framework import load_framework
from sightline.inspection.models import Member, MemberRole, MockInspection
from sightline.web import clock

LONGEST_FIELDWORK = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a mock inspection looks at, as at when, and when people are at it."""

    title: str
    why: str
    framework: str
    event: str
    areas: tuple[str, ...]
    as_at: dt.date
    starts_on: dt.date
    ends_on: dt.date


@transaction.atomic
def begin(*, scope: Scope, by: Account) -> MockInspection:
    """A mock inspection of this scope, led by whoever begins it. UserError for a scope that cannot be."""
    mock = MockInspection.objects.create(**_fields(scope), begun_by=by, begun_at=clock.now())
    _join(mock, by, MemberRole.LEAD, (), by)
    log(by=by, page="mock-inspection", why=f"began {mock.pk}")
    return mock


@transaction.atomic
def change_scope(*, mock: MockInspection, scope: Scope, by: Account) -> MockInspection:
    """Change what is looked at. Once evidence is frozen its framework and day stay; once files are drawn, areas are
    added and none is taken away: UserError otherwise."""
    found = open_still(mock)
    fields = _fields(scope)
    if found.evidence.exists():
        if (scope.framework, scope.as_at) != (found.framework, found.as_at):
            raise UserError(
                "The evidence is frozen already, so the framework and the day it is about stay as they are. "
                "Begin another mock inspection for another day or framework."
            )
        if found.samples.exists() and not set(scope.areas) >= set(found.areas):
            raise UserError("A sample was drawn for these areas, so none is taken away; more may be added.")
    ended_on = found.ends_on
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    if found.ends_on > ended_on:
        renew_reading(mock=found, by=by)
    log(by=by, page="mock-inspection", why=f"changed the scope of {found.pk}")
    return found


@transaction.atomic
def add_member(
    *, mock: MockInspection, account: Account, role: MemberRole, knows_teams: Collection[str], by: Account
) -> Member:
    """Make somebody take part, whose role lets them: UserError otherwise, and for somebody who does already."""
    found = open_still(mock)
    needed = Permission.MOCK_LEAD if role is MemberRole.LEAD else Permission.FILE_AUDIT
    if not bearer(account, clock.today()).may(needed):
        does = "lead a mock inspection" if role is MemberRole.LEAD else "audit files"
        raise UserError(f"{account.name} has no role that lets them {does}; roles are given on the page of accounts.")
    if found.members.filter(account=account, left_at=None).exists():
        raise UserError(f"{account.name} takes part already.")
    return _join(found, account, role, knows_teams, by)


@transaction.atomic
def say_teams(*, member: Member, knows_teams: Collection[str], by: Account) -> None:
    """Say which teams somebody knows too well to audit, beside those they work or worked in."""
    open_still(member.mock)
    member.knows_teams = sorted(set(knows_teams))
    member.save(update_fields=["knows_teams"])
    log(by=by, page="mock-members", about=member.account, why="said which teams they know")


@transaction.atomic
def leave(*, member: Member, by: Account) -> None:
    """End somebody's part and their reading of files; what they wrote stays. UserError for the only lead."""
    mock = open_still(member.mock)
    others = mock.members.filter(left_at=None, role=MemberRole.LEAD).exclude(pk=member.pk)
    if member.role == MemberRole.LEAD and not others.exists():
        raise UserError("Somebody must lead it: add another lead first.")
    if member.left_at is None:
        member.left_at = clock.now()
        member.save(update_fields=["left_at"])
        end_grants(account=member.account, source=source_of(mock), by=by)
        log(by=by, page="mock-members", about=member.account, why="no longer takes part")


@transaction.atomic
def close(*, mock: MockInspection, by: Account) -> None:
    """Close it for good, once its report is made, and end the reading of its files: UserError before."""
    found = open_still(mock)
    if not found.reports.exists():
        raise UserError("It has no report yet. Make the report first; what is not in it is lost when it is closed.")
    found.closed_by, found.closed_at = by, clock.now()
    found.save(update_fields=["closed_by", "closed_at"])
    end_reading(mock=found, by=by)
    log(by=by, page="mock-inspection", why=f"closed {found.pk}")


def _join(
    mock: MockInspection, account: Account, role: MemberRole, knows_teams: Collection[str], by: Account
) -> Member:
    made = Member.objects.create(
        mock=mock,
        account=account,
        role=role,
        knows_teams=sorted(set(knows_teams)),
        joined_at=clock.now(),
        added_by=by,
    )
    log(by=by, page="mock-members", about=account, why=role)
    return made


def _fields(scope: Scope) -> dict[str, object]:
    framework = load_framework(scope.framework)
    if scope.event not in {each.code for each in events_of(framework)}:
        raise UserError(f"Choose which kind of {framework.name} it is.")
    if scope.ends_on < scope.starts_on:
        raise UserError("The last day of fieldwork is before the first.")
    if scope.ends_on - scope.starts_on > LONGEST_FIELDWORK:
        raise UserError("Fieldwork lasts no longer than a year.")
    if scope.as_at > clock.today():
        raise UserError("The day it is about cannot be to come: nothing is known of it yet.")
    return {
        "title": said(scope.title, "Give it a name, such as Mock inspection, autumn 2016.", least=3)[:200],
        "why": said(scope.why, "Say in a sentence why it is done."),
        "framework": framework.id,
        "event": scope.event,
        "areas": _areas(scope.areas, [each.id for each in framework.areas]),
        "as_at": scope.as_at,
        "starts_on": scope.starts_on,
        "ends_on": scope.ends_on,
    }


def _areas(chosen: Sequence[str], there_are: Sequence[str]) -> list[str]:
    found = [each for each in there_are if each in chosen]
    if not found or set(chosen) - set(there_are):
        raise UserError("Choose at least one area of the framework to look at.")
    return found
