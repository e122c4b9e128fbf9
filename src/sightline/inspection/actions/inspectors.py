"""Opening an inspector's account for an inspection, giving it files, and ending it.

Whoever may record inspections may open one: they reach every child themselves, so that nobody gains by it what they do
not have, and the administrator sees it on the list of accounts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from sightline.access import actions as access
from sightline.access.actions import GRANT_LASTS
from sightline.access.models import Account, Assignment, Doing
from sightline.access.roles import INSPECTOR, INSPECTOR_GIVEN
from sightline.errors import UserError
from sightline.inspection.models import FilesScope, InspectorScope, RealInspection
from sightline.web import clock

ROLE_OF = {FilesScope.ALL: INSPECTOR, FilesScope.GIVEN: INSPECTOR_GIVEN}
INSPECTING = frozenset(role.code for role in ROLE_OF.values())
SHORTEST_REASON = 10  # characters: less says nothing
MOST_FILES = 500  # given at once


@transaction.atomic
def open_inspector_account(
    *,
    inspection: RealInspection,
    email: str,
    name: str,
    from_on: dt.date,
    until_on: dt.date,
    lists: Collection[int],
    files: FilesScope,
    why: str,
    by: Account,
) -> InspectorScope:
    """Let somebody from outside look, from a day until a day, at these lists and those files.

    An inspector who was here before keeps their account. :class:`~sightline.errors.UserError` for an address of
    somebody who works here, for days that the role does not allow, and for one whose account is open already.
    """
    reason = _reason(why, "Say what it is opened for, in a few words.")
    if from_on < clock.today():
        raise UserError("The account cannot be opened for a day that is past; begin today or later.")
    account = _account(email, name, by)
    open_now = InspectorScope.objects.filter(account=account, ended_at=None, until_on__gte=from_on)
    if open_now.filter(from_on__lte=until_on).exists():
        raise UserError("That inspector’s account is open on some of those days already. End it first.")
    role = ROLE_OF[files]
    assignment = access.assign(account=account, role=role.code, from_on=from_on, until_on=until_on, by=by)
    made = InspectorScope.objects.create(
        account=account,
        inspection=inspection,
        assignment=assignment,
        from_on=from_on,
        until_on=until_on,
        lists=sorted(set(lists)),
        files=files,
        why=reason,
        opened_by=by,
        opened_at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="inspector-scope", about=account, why=f"{files}: {reason}")
    return made


@transaction.atomic
def change_lists(*, scope: InspectorScope, lists: Collection[int], by: Account) -> None:
    """Say anew which child-level lists an inspector may read, from now on."""
    found = _open(scope)
    found.lists = sorted(set(lists))
    found.save(update_fields=["lists"])
    said = ", ".join(map(str, found.lists)) or "none"
    access.log(by=by, doing=Doing.CHANGED, page="inspector-scope", about=found.account, why=f"lists: {said}")


@transaction.atomic
def give_inspector_files(*, scope: InspectorScope, person_ids: Sequence[str], why: str, by: Account) -> int:
    """Give an inspector the files of these children until their account ends; how many were not given before.

    The children must be visible to whoever gives them: this authorises nothing.
    """
    found = _open(scope)
    if found.files != FilesScope.GIVEN:
        raise UserError("This inspector may open every child’s file already.")
    if len(person_ids) > MOST_FILES:
        raise UserError(f"At most {MOST_FILES} files are given at once.")
    there = set(files_given(found))
    new = [each for each in dict.fromkeys(person_ids) if each not in there]
    until = min(found.until_on, clock.today() + GRANT_LASTS)
    if new:
        access.grant_files(
            account=found.account, person_ids=new, why=why, until_on=until, by=by, source=source_of(found)
        )
    return len(new)


@transaction.atomic
def take_files_back(*, scope: InspectorScope, person_ids: Sequence[str], by: Account) -> int:
    """Take files back from an inspector; how many."""
    return access.end_grants(account=scope.account, by=by, person_ids=person_ids, source=source_of(scope))


@transaction.atomic
def end_inspector_account(*, scope: InspectorScope, why: str, by: Account) -> None:
    """End an inspector's account before its last day: the role, and every file given for it."""
    reason = _reason(why, "Say why it is ended, in a few words.")
    found = _open(scope)
    access.end_assignment(assignment=Assignment.objects.get(pk=found.assignment_id), by=by)
    access.end_grants(account=found.account, by=by, source=source_of(found))
    found.ended_at, found.ended_by, found.ended_why = clock.now(), by, reason
    found.save(update_fields=["ended_at", "ended_by", "ended_why"])
    access.log(by=by, doing=Doing.CHANGED, page="inspector-scope", about=found.account, why=f"ended: {reason}")


def source_of(scope: InspectorScope) -> str:
    """By what the files given for an inspector's account are found again."""
    return f"inspector {scope.pk}"


def files_given(scope: InspectorScope) -> list[str]:
    """The children whose files an inspector has now, in the order they were given."""
    standing = scope.account.file_grants.filter(source=source_of(scope), ended_at=None, until_on__gte=clock.today())
    return list(dict.fromkeys(standing.order_by("pk").values_list("person_id", flat=True)))


def _account(email: str, name: str, by: Account) -> Account:
    found = Account.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        return access.add_account(email=email, name=name, by=by)
    if not found.is_active or found.professional_id or found.assignments.exclude(role__in=INSPECTING).exists():
        raise UserError(
            "There is an account with that e-mail address that is no inspector’s. Give the inspector’s own address."
        )
    return found


def _open(scope: InspectorScope) -> InspectorScope:
    found = InspectorScope.objects.select_for_update().get(pk=scope.pk)
    if found.ended_at is not None or found.until_on < clock.today():
        raise UserError("That account has ended. Open a new one.")
    return found


def _reason(words: str, missing: str) -> str:
    found = " ".join(words.split())[:2_000]
    if len(found) < SHORTEST_REASON:
        raise UserError(missing)
    return found
