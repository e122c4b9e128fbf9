"""The only writer of access's tables. Each action leaves its line in the access log in the same transaction.

``by`` is the account that acts; None for whoever runs the command line on the council's own machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from sightline.access.models import (
    AccessEntry,
    Account,
    Assignment,
    BreakGlass,
    Doing,
    FileGrant,
    Handle,
    OwnFamily,
    Reason,
    Restriction,
    ShownChild,
    StoreMark,
)
from sightline.access.roles import ROLES
from sightline.errors import UserError
from sightline.ledger.models import Transaction
from sightline.web import clock

REASON_LASTS = dt.timedelta(hours=8)
GLASS_LASTS = dt.timedelta(hours=1)
GRANT_LASTS = dt.timedelta(days=60)  # at most: as long as an inspector's role
SHORTEST_REASON = 10  # characters: "x" is no reason
LONGEST_TEXT = 2000


@transaction.atomic(savepoint=False)  # on every page: nobody goes on without it, so there is nothing to go back to
def log(
    *,
    by: Account | None,
    doing: Doing,
    page: str,
    person_id: str | None = None,
    about: Account | None = None,
    why: str = "",
    shown: Sequence[str] = (),
) -> AccessEntry:
    """Write a line of the access log. ``shown``: the children that a list, a search or an export showed."""
    entry = AccessEntry.objects.create(
        at=clock.now(),
        account=by,
        doing=doing.value,
        person_id=person_id,
        about=about,
        page=page[:80],
        why=why,
        shown_count=len(shown),
    )
    ShownChild.objects.bulk_create([ShownChild(entry=entry, person_id=each) for each in shown], batch_size=5000)
    return entry


@transaction.atomic
def add_account(*, email: str, name: str, by: Account | None, professional_id: str | None = None) -> Account:
    """An account that cannot sign in until its owner sets a password by a link, or comes by single sign-on.

    :class:`~sightline.errors.UserError` for an address that is none, or has an account already.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise UserError("That is not an e-mail address; write it as name@council.gov.uk.") from error
    if not name.strip():
        raise UserError("Give the person's name.")
    if Account.objects.filter(email__iexact=address).exists():
        raise UserError("There is an account with that e-mail address already.")
    account = Account(
        email=address, name=name.strip()[:200], professional_id=professional_id or None, created_at=clock.now()
    )
    account.set_unusable_password()
    account.save()
    log(by=by, doing=Doing.ADDED_ACCOUNT, page="accounts", about=account)
    return account


@transaction.atomic
def close_account(*, account: Account, by: Account | None) -> None:
    """Nobody signs in with it again; its sessions end with their next page, its assignments today."""
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    log(by=by, doing=Doing.CLOSED_ACCOUNT, page="accounts", about=account)


@transaction.atomic
def assign(
    *,
    account: Account,
    role: str,
    by: Account | None,
    team_id: str | None = None,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> Assignment:
    """Give ``account`` a role from a day (today unless given).

    :class:`~sightline.errors.UserError` for a role there is not, one that needs a team without one, an end before the
    beginning, or one that may last only so long given without an end or for longer.
    """
    found = ROLES.get(role)
    if found is None:
        raise UserError(f"There is no role {role!r}; it may be {', '.join(sorted(ROLES))}.")
    begins = from_on or clock.today()
    if found.needs_team and not team_id:
        raise UserError(f"The role {found.code} needs a team.")
    if until_on is not None and until_on < begins:
        raise UserError("The role would end before it begins.")
    if found.days is not None and (until_on is None or (until_on - begins).days > found.days):
        raise UserError(f"The role {found.code} needs a last day, at most {found.days} days after the first.")
    made = Assignment.objects.create(
        account=account, role=found.code, team_id=team_id or None, from_on=begins, until_on=until_on, given_by=by
    )
    log(by=by, doing=Doing.ASSIGNED, page="accounts", about=account, why=found.code)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: Account | None) -> None:
    """End a role with yesterday, so that it gives nothing from now on."""
    assignment.until_on = clock.today() - dt.timedelta(days=1)
    assignment.save(update_fields=["until_on"])
    log(by=by, doing=Doing.ENDED_ASSIGNMENT, page="accounts", about=assignment.account, why=assignment.role)


@transaction.atomic
def set_password(*, account: Account, password: str, by: Account | None) -> None:
    """Set a password that was made at random for an invented council; UserError if it is too weak."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from error
    account.set_password(password)
    account.save(update_fields=["password"])


@transaction.atomic
def forget_second_factor(*, account: Account, by: Account | None) -> None:
    """Take away a second factor that is lost with its recovery codes; the next sign-in leads to setting up another."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=account).delete()
    log(by=by, doing=Doing.FORGOT_SECOND_FACTOR, page="accounts", about=account)


@transaction.atomic
def restrict(*, person_id: str, why: str, allowed: Iterable[Account], by: Account) -> Restriction:
    """Restrict a child's record to ``by`` and those ``allowed``; a restriction that stands is replaced."""
    reason = _reason(why)
    Restriction.objects.filter(person_id=person_id, lifted_at=None).update(lifted_by=by, lifted_at=clock.now())
    made = Restriction.objects.create(person_id=person_id, why=reason, set_by=by, set_at=clock.now())
    made.allowed.set({by, *allowed})
    log(by=by, doing=Doing.RESTRICTED, page="restriction", person_id=person_id, why=reason)
    return made


@transaction.atomic
def lift_restriction(*, person_id: str, why: str, by: Account) -> None:
    """Lift the restriction that stands on a child, if one does."""
    reason = _reason(why)
    if Restriction.objects.filter(person_id=person_id, lifted_at=None).update(lifted_by=by, lifted_at=clock.now()):
        log(by=by, doing=Doing.LIFTED, page="restriction", person_id=person_id, why=reason)


@transaction.atomic
def give_reason(*, person_id: str, reason: str, by: Account) -> Reason:
    """Say why a child beyond one's reach is looked at; it opens the child for :data:`REASON_LASTS`."""
    words, now = _reason(reason), clock.now()
    made = Reason.objects.create(
        account=by, person_id=person_id, reason=words, given_at=now, expires_at=now + REASON_LASTS
    )
    log(by=by, doing=Doing.GAVE_REASON, page="reason", person_id=person_id, why=words)
    return made


@transaction.atomic
def break_glass(*, person_id: str, reason: str, by: Account) -> BreakGlass:
    """Open any child for :data:`GLASS_LASTS`; it stands on the list of those to be reviewed."""
    words, now = _reason(reason), clock.now()
    made = BreakGlass.objects.create(
        account=by, person_id=person_id, reason=words, opened_at=now, expires_at=now + GLASS_LASTS
    )
    log(by=by, doing=Doing.BROKE_GLASS, page="break-glass", person_id=person_id, why=words)
    return made


@transaction.atomic
def review_break_glass(*, broken: BreakGlass, outcome: str, by: Account) -> None:
    """Say what came of reviewing a breaking of glass; UserError for one's own, and for one reviewed already."""
    words = _reason(outcome)
    found = BreakGlass.objects.select_for_update().get(pk=broken.pk)
    if found.account_id == by.pk:
        raise UserError("Somebody else must review what you opened yourself.")
    if found.reviewed_at is not None:
        raise UserError("This was reviewed already.")
    found.reviewed_by, found.reviewed_at, found.outcome = by, clock.now(), words
    found.save(update_fields=["reviewed_by", "reviewed_at", "outcome"])
    log(by=by, doing=Doing.REVIEWED, page="break-glass", person_id=found.person_id, about=found.account, why=words)


@transaction.atomic
def declare_own_family(*, person_id: str, relation: str, account: Account, by: Account) -> OwnFamily:
    """Declare a child to be of ``account``'s own family: never opened or listed for them from now on."""
    words = relation.strip()[:LONGEST_TEXT]
    if not words:
        raise UserError("Say how you are related, for instance: my sister's child.")
    made, _ = OwnFamily.objects.get_or_create(
        account=account,
        person_id=person_id,
        defaults={"relation": words, "declared_at": clock.now(), "declared_by": by},
    )
    log(by=by, doing=Doing.DECLARED_FAMILY, page="own-family", person_id=person_id, about=account)
    return made


@transaction.atomic
def take_back_own_family(*, declaration: OwnFamily, why: str, by: Account) -> None:
    """Take back what was declared of a child by mistake. On a page nobody can do so for themselves: the child is closed
    to them."""
    words = _reason(why)
    OwnFamily.objects.filter(pk=declaration.pk).delete()
    log(
        by=by,
        doing=Doing.CHANGED,
        page="own-family",
        person_id=declaration.person_id,
        about=declaration.account,
        why=f"a declaration was taken back: {words}",
    )


@transaction.atomic
def grant_files(
    *, account: Account, person_ids: Iterable[str], why: str, until_on: dt.date, by: Account | None, source: str = ""
) -> list[FileGrant]:
    """Give ``account`` the files of children to read until the end of a day, whatever the reach of their roles.

    ``source``: what they are given for, by which :func:`end_grants` finds them again. The log names every child once.
    :class:`~sightline.errors.UserError` for a closed account, and for a last day that is past or too far.
    """
    reason, today, given = _reason(why), clock.today(), list(dict.fromkeys(person_ids))
    if not account.is_active:
        raise UserError("That account is closed, so no file can be given to it.")
    if not today <= until_on <= today + GRANT_LASTS:
        raise UserError(f"Files are given until a day from today to {GRANT_LASTS.days} days ahead.")
    now = clock.now()
    made = [
        FileGrant(
            account=account,
            person_id=each,
            why=reason,
            source=source[:80],
            given_by=by,
            from_at=now,
            until_on=until_on,
        )
        for each in given
    ]
    FileGrant.objects.bulk_create(made, batch_size=5000)
    if given:
        log(by=by, doing=Doing.GAVE_FILES, page="files-given", about=account, why=reason, shown=given)
    return made


@transaction.atomic
def end_grants(
    *, account: Account, by: Account | None, person_ids: Iterable[str] | None = None, source: str | None = None
) -> int:
    """Take back the files that ``account`` was given: those of ``person_ids``, those of a ``source``, or all.

    How many grants that ended.
    """
    standing = FileGrant.objects.filter(account=account, ended_at=None, until_on__gte=clock.today())
    if person_ids is not None:
        standing = standing.filter(person_id__in=list(person_ids))
    if source is not None:
        standing = standing.filter(source=source)
    ending = list(standing.select_for_update().values_list("pk", "person_id"))
    FileGrant.objects.filter(pk__in=[key for key, _ in ending]).update(ended_at=clock.now(), ended_by=by)
    if ending:
        shown = list(dict.fromkeys(person_id for _, person_id in ending))
        log(by=by, doing=Doing.ENDED_FILES, page="files-given", about=account, shown=shown)
    return len(ending)


@transaction.atomic(savepoint=False)
def handles(*, person_ids: Iterable[str]) -> dict[str, str]:
    """The handle of each person, made where there is none yet. One query when all are there; at most three."""
    wanted = list(dict.fromkeys(person_ids))
    found = _handles(wanted)
    if missing := [each for each in wanted if each not in found]:
        Handle.objects.bulk_create([Handle(person_id=each) for each in missing], ignore_conflicts=True, batch_size=5000)
        found |= _handles(missing)  # another process may have made one first
    return found


def _handles(person_ids: list[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for first in range(0, len(person_ids), 5000):
        batch = Handle.objects.filter(person_id__in=person_ids[first : first + 5000])
        out.update(batch.values_list("person_id", "token"))
    return out


@transaction.atomic
def mark_invented(*, source: str) -> None:
    """Mark the store as holding an invented council. UserError where it holds anything already and no such mark."""
    if is_invented():
        return
    if Account.objects.exists() or Transaction.objects.exists():
        raise UserError("This store is not marked as invented and is not empty, so it is taken to be real.")
    StoreMark.objects.create(is_invented=True, source=source, marked_at=clock.now())


def is_invented() -> bool:
    """Whether the store is marked as holding an invented council."""
    return StoreMark.objects.filter(is_invented=True).exists()


def _reason(words: str) -> str:
    found = " ".join(words.split())[:LONGEST_TEXT]
    if len(found) < SHORTEST_REASON:
        raise UserError("Give the reason in a few words.")
    return found
