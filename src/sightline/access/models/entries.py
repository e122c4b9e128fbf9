"""Who saw what, and why: written once, never changed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NoReturn

from django.db import models

from sightline.access.models.accounts import Account


class Doing(StrEnum):
    """What was done; the value is what the log says."""

    OPENED = "opened"
    CHANGED = "changed"
    SEARCHED = "searched"
    LISTED = "listed"
    EXPORTED = "exported"
    REFUSED = "refused"
    GAVE_REASON = "gave a reason"
    BROKE_GLASS = "broke glass"
    REVIEWED = "reviewed broken glass"
    DECLARED_FAMILY = "declared own family"
    RESTRICTED = "restricted"
    LIFTED = "lifted a restriction"
    LOOKED_AT_LOG = "looked at the access log"
    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    FAILED_TO_SIGN_IN = "failed to sign in"
    ADDED_ACCOUNT = "added an account"
    CLOSED_ACCOUNT = "closed an account"
    ASSIGNED = "gave a role"
    ENDED_ASSIGNMENT = "ended a role"
    MADE_LINK = "made a link to set a password"
    GAVE_FILES = "gave files to read"
    ENDED_FILES = "took files back"
    FORGOT_SECOND_FACTOR = "took away a second factor"


class Unchanging(models.Model):
    """A row that is written once. The database refuses the rest too (see the first migration)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("the access log is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("nothing is deleted from the access log")


class AccessEntry(Unchanging):
    """One line of the access log.

    ``account``: who did it; None at the command line or before signing in. ``doing``: a :class:`Doing`. ``person_id``:
    the child opened or refused, None for a list. ``about``: the account acted on, if one was. ``page``: the name of the
    page, never its address. ``why``: by what right, or why not. Children shown by a list or a search are
    :class:`ShownChild` rows.
    """

    at = models.DateTimeField(db_index=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="entries")
    doing = models.CharField(max_length=32)
    person_id = models.TextField(null=True, db_index=True)
    about = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    page = models.CharField(max_length=80)
    why = models.TextField(default="")
    shown_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["account", "at"], name="entries_of_account"),)

    def __str__(self) -> str:
        return f"{self.doing}, entry {self.pk}"


class ShownChild(Unchanging):
    """A child that a list, a search or an export showed."""

    entry = models.ForeignKey(AccessEntry, on_delete=models.PROTECT, related_name="shown")
    person_id = models.TextField(db_index=True)

    def __str__(self) -> str:
        return f"shown by entry {self.entry_id}"
