"""The worksheet of one child: its answers, the worries it raised, and what was done with what it found."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.campaigns import CampaignChild
from sightline.inspection.models import AuditGrade


class ChildReview(models.Model):
    """One reviewer's review of one child. ``revision`` counts the savings of its worksheet. ``submitted_on``: the day
    pages were shown as at when it was submitted, by which it is counted; ``submitted_at`` the instant.

    Submitted, it is not changed until it is reopened with a reason, and what it said then stays
    (:class:`ReviewReopened`). Given to somebody else, it is taken back with a reason, and what was written stays too.
    """

    child = models.ForeignKey(CampaignChild, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="child_reviews")
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_on = models.DateField(null=True)
    grade = models.CharField(max_length=30, choices=AuditGrade.choices, default="", blank=True)
    words = models.TextField(default="", blank=True)
    revision = models.PositiveIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("child", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(taken_back_at__isnull=True), name="reviewed_by_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True) | (~models.Q(grade="") & ~models.Q(words="")),
                name="submitted_review_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True) | models.Q(taken_back_at__isnull=True),
                name="submitted_review_stays",
            ),
        )

    def __str__(self) -> str:
        return f"review {self.pk}"


class ReviewAnswer(models.Model):
    """What a reviewer answered to one question of the worksheet; empty until they do."""

    review = models.ForeignKey(ChildReview, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=40, default="", blank=True)
    words = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("review", "pk")
        constraints = (models.UniqueConstraint(fields=["review", "question"], name="worksheet_answered_once"),)

    def __str__(self) -> str:
        return f"answer {self.pk} of review {self.review_id}"


class ReviewReopened(models.Model):
    """A submitted review opened again: why, and ``said``: all that it said when it had been submitted."""

    review = models.ForeignKey(ChildReview, on_delete=models.PROTECT, related_name="reopenings")
    why = models.TextField()
    was_submitted_at = models.DateTimeField()
    said = models.JSONField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("review", "pk")

    def __str__(self) -> str:
        return f"reopening {self.pk} of review {self.review_id}"


class Worry(models.Model):
    """A child a reviewer is worried about today, told to those in line for the child until it is answered.

    The clock is that of an immediate concern of a mock inspection. ``held_by``: the worker who held the child then,
    "" for nobody; whoever it is does not answer the worry.
    """

    review = models.ForeignKey(ChildReview, on_delete=models.PROTECT, related_name="worries")
    words = models.TextField()
    spoke_to = models.CharField(max_length=300, default="", blank=True)
    held_by = models.TextField(default="", blank=True)
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    escalates_at = models.DateTimeField()
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("raised_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answer=""), name="answered_worry_says_what"
            ),
        )

    def __str__(self) -> str:
        return f"worry {self.pk}"


class WorryTold(models.Model):
    """Somebody told of a worry: at once, or once it escalates. All in line are written down when it is raised."""

    worry = models.ForeignKey(Worry, on_delete=models.PROTECT, related_name="told")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="worries_told")
    is_at_once = models.BooleanField()
    why = models.CharField(max_length=80)

    class Meta:
        ordering = ("worry", "-is_at_once", "pk")
        constraints = (models.UniqueConstraint(fields=["worry", "account"], name="told_once_a_worry"),)

    def __str__(self) -> str:
        return f"telling {self.pk} of worry {self.worry_id}"


class BackTo(models.TextChoices):
    """Where a finding went."""

    NOTE = "note", "The child’s file"
    TASK = "task", "The child’s worker"
    TRAINING = "training", "Training"
    PLAN = "plan", "The improvement plan"


class FindingBack(models.Model):
    """What was done with what was found. ``review`` None: found across the campaign, and ``question`` of it.

    ``key``: the row it became: a task's, a note's, a training need's, a recommendation's.
    """

    campaign = models.ForeignKey("improvement.Campaign", on_delete=models.PROTECT, related_name="findings")
    review = models.ForeignKey(ChildReview, on_delete=models.PROTECT, null=True, related_name="findings")
    question = models.CharField(max_length=60, default="", blank=True)
    to = models.CharField(max_length=20, choices=BackTo.choices)
    words = models.TextField()
    key = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"finding {self.pk} of campaign {self.campaign_id}"
