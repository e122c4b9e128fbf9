"""Children whom somebody may not look at because they are their own."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class OwnFamily(models.Model):
    """A child declared to be of an account's own family or household: never opened or listed for that account."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="own_family")
    person_id = models.TextField(db_index=True)
    relation = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "person_id"], name="declared_once"),)

    def __str__(self) -> str:
        return f"declaration {self.pk}"
