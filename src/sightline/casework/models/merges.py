"""Two records of one person made one, and that undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Merge(models.Model):
    """The record of ``merged`` put under ``kept`` by ledger transaction ``written_in``, until ``undone_at`` if ever."""

    kept = models.TextField(db_index=True)
    merged = models.TextField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField()
    written_in = models.BigIntegerField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_why = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at=None), name="one_standing_merge_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"merge {self.pk}"
