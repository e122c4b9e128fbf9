"""What was learned, told to those who need it, and who has read it."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class LearnedFrom(models.TextChoices):
    """Where something was learned."""

    THEME = "theme", "A theme of audits"
    REVIEW = "review", "A review of a case"
    COMPLAINT = "complaint", "Complaints"
    CAMPAIGN = "campaign", "A campaign"
    GOOD_PRACTICE = "good-practice", "Good practice seen"


class LearningNote(models.Model):
    """A short note that names nobody. It is for those of ``roles`` or ``teams`` (either may be empty, not all three),
    and, with ``topic``, for those who need training in it.

    Published, its words are not changed: a better note is another, and this one is withdrawn with the reason.
    """

    title = models.CharField(max_length=150)
    words = models.TextField()
    learned_from = models.CharField(max_length=20, choices=LearnedFrom.choices)
    theme = models.CharField(max_length=60, default="", blank=True)
    topic = models.CharField(max_length=80, default="", blank=True)
    roles = models.JSONField(default=list, blank=True)
    teams = models.JSONField(default=list, blank=True)
    read_by_on = models.DateField()
    published_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("-published_on", "-pk")

    def __str__(self) -> str:
        return f"learning note {self.pk}"


class LearningRead(models.Model):
    """Somebody says that they read a note."""

    note = models.ForeignKey(LearningNote, on_delete=models.PROTECT, related_name="readings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=["note", "account"], name="read_once_each"),)

    def __str__(self) -> str:
        return f"reading {self.pk} of learning note {self.note_id}"
