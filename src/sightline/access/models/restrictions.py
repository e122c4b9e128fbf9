"""Children whose record only a few may know to exist."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class Restriction(models.Model):
    """A child restricted to the accounts allowed: not found, listed, counted or linked for anybody else."""

    person_id = models.TextField(db_index=True)
    why = models.TextField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    allowed: models.ManyToManyField[Account, models.Model] = models.ManyToManyField(Account, related_name="allowed_to")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person_id"], condition=models.Q(lifted_at=None), name="one_restriction_a_child"
            ),
        )

    def __str__(self) -> str:
        return f"restriction {self.pk}"
