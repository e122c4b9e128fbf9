"""The hours a mock inspection is planned to cost, and those it has."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.mock_inspections import MockInspection


class WorkKind(models.TextChoices):
    """What the hours go on."""

    PREPARING = "preparing", "Preparing: scope, evidence, sample"
    AUDITING = "auditing", "Auditing files"
    LISTENING = "listening", "Listening and observing"
    CONCLUDING = "concluding", "Moderation, judgements and the report"


class Hours(models.Model):
    """Person-hours, planned or spent. What auditors say an audit took is in their audits, not here."""

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="hours")
    kind = models.CharField(max_length=20, choices=WorkKind.choices)
    is_planned = models.BooleanField()
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    words = models.CharField(max_length=200, default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hours {self.pk} of mock inspection {self.mock_id}"
