"""Measures: what the record itself says of whether something improved."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.recommendations import Recommendation


class MeasureKind(models.TextChoices):
    """What a measure is taken from."""

    STANDARD = "standard", "A standard"
    INDICATOR = "indicator", "An indicator"
    PROMPT = "prompt", "An audit prompt"


class Counted(models.TextChoices):
    """What of a standard is counted; indicators and prompts say themselves."""

    KEPT = "kept", "Share done in time of what fell due in the twelve months before"
    OPEN = "open", "How many stand overdue on the day"
    OWN = "own", "As the indicator or prompt says"


class Measure(models.Model):
    """A measure. ``recommendation``: the one that cannot be closed while it fails; None for one the board only watches.

    ``key``: the standard's code, indicator's id or prompt's id. ``team_id``: "" for the whole council. ``target`` is to
    be reached by ``target_on`` and held ``months_to_hold`` months. Ended, it says why and stays.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, related_name="measures")
    kind = models.CharField(max_length=20, choices=MeasureKind.choices)
    key = models.CharField(max_length=80)
    counted = models.CharField(max_length=10, choices=Counted.choices)
    team_id = models.CharField(max_length=60, default="", blank=True)
    words = models.TextField(default="", blank=True)
    higher_is_better = models.BooleanField()
    baseline = models.FloatField(null=True)
    baseline_on = models.DateField(null=True)
    target = models.FloatField()
    target_on = models.DateField()
    months_to_hold = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"measure {self.pk}"


class Reading(models.Model):
    """A measure as read at a month's end or a night: kept, so that what the board was shown can be shown again.

    ``value`` None: nothing fell due, or it cannot be told. ``through``: the ledger's last transaction then known;
    ``catalogue``: the digest of the standards it was read by.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField()
    value = models.FloatField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    through = models.BigIntegerField()
    catalogue = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"reading {self.pk} of measure {self.measure_id}"
