"""What was seen and heard in a mock inspection: practice observed, and what people said."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.mock_inspections import MockInspection


class VoiceKind(models.TextChoices):
    """Whom an inspector listened to, or what they watched."""

    CHILD = "child", "A child or young person"
    FAMILY = "family", "A parent, carer or relative"
    FOSTER_CARER = "foster-carer", "A foster carer or adopter"
    STAFF = "staff", "Somebody who works here"
    PARTNER = "partner", "A partner: police, health, school, court, voluntary organisation"
    OBSERVATION = "observation", "Practice observed"


class Leaning(models.TextChoices):
    """Which way what was heard points."""

    STRENGTH = "strength", "A strength"
    CONCERN = "concern", "A concern"
    NEITHER = "neither", "Neither"


class Voice(models.Model):
    """Something seen or heard: ``words`` in the inspector's own, with nobody named.

    ``who``: their part, such as *personal adviser* or *care leaver, 19*. ``line``: the line of enquiry it bears on, ""
    where none. ``judgement``: the framework's judgement. Put right, it is ``withdrawn_at`` and written again.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="voices")
    kind = models.CharField(max_length=20, choices=VoiceKind.choices)
    who = models.CharField(max_length=200)
    heard_on = models.DateField()
    how_many = models.PositiveIntegerField(default=1)
    words = models.TextField()
    judgement = models.CharField(max_length=60)
    line = models.CharField(max_length=60, default="", blank=True)
    leaning = models.CharField(max_length=20, choices=Leaning.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("heard_on", "pk")

    def __str__(self) -> str:
        return f"voice {self.pk} of mock inspection {self.mock_id}"
