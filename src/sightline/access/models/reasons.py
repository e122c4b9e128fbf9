"""Why somebody looks at a child who is not theirs."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class Reason(models.Model):
    """A reason given for opening a child outside one's reach; it opens that child for some hours."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reasons")
    person_id = models.TextField(db_index=True)
    reason = models.TextField()
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reason {self.pk}"
