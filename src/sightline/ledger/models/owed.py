"""Obligations as last worked out from the ledger: derived, and made again whenever what made them changes."""

from __future__ import annotations

from django.db import models


class OwedRun(models.Model):
    """One working out of every obligation: by which catalogue, through which transaction."""

    number = models.BigAutoField(primary_key=True)
    through = models.BigIntegerField()
    catalogue = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"run {self.number}"


class Owed(models.Model):
    """One obligation that may still matter to somebody's day: not done, or due in the last year.

    The columns of :data:`sightline.engines.base.OBLIGATIONS`. Its verdict is never kept: it follows from the dates and
    the day asked about.
    """

    id = models.BigIntegerField(primary_key=True)
    standard = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=16)
    subject = models.TextField()
    ref = models.TextField()
    since = models.DateField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        # the standard last: a page asks for all that is owed to a child, or for one standard's of a team's children
        indexes = (models.Index(fields=["subject_kind", "subject", "standard"], name="owed_to"),)

    def __str__(self) -> str:
        return f"{self.standard} obligation"
