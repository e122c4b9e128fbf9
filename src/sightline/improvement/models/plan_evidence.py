"""What shows that something of the plan was done or worked: words, a page of this site, or a file."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.planned_actions import PlannedAction
from sightline.improvement.models.recommendations import Recommendation


class EvidenceFile(models.Model):
    """A file as it was given, kept once. ``digest``: SHA-256 of ``content``. ``kind``: what its content was found to
    be, never what its name claims; the name is not kept, since it may name a child."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"evidence file {self.pk}"


class Evidence(models.Model):
    """A piece of evidence of a recommendation, or of one action of it. ``page``: an address of this site, "" for none.

    Taken back, it stays and says why.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="evidence")
    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, null=True, related_name="evidence")
    words = models.TextField()
    page = models.CharField(max_length=500, default="", blank=True)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, null=True, related_name="evidence")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"evidence {self.pk}"
