"""Opening a child's record against the rule, because something could not wait."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class BreakGlass(models.Model):
    """One hour's access to a child out of reach, or restricted, with its reason; listed until somebody reviews it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="broken_glass")
    person_id = models.TextField(db_index=True)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")

    def __str__(self) -> str:
        return f"break-glass {self.pk}"
