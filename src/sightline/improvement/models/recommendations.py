"""Recommendations in the council's one plan, how each stands, and which repeats which."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.plan_reviews import LearnedReview
from sightline.inspection.models import Conclusion, PublishedRecommendation


class Source(models.TextChoices):
    """Where a recommendation came from."""

    INSPECTION = "inspection", "An inspection or visit"
    MOCK = "mock", "A mock inspection"
    AUDIT = "audit", "An audit of practice"
    COMPLAINT = "complaint", "A complaint"
    REVIEW = "review", "A serious case review or child safeguarding practice review"
    SCRUTINY = "scrutiny", "A scrutiny committee"
    OTHER = "other", "Somewhere else"


class Recommendation(models.Model):
    """A recommendation in the plan. ``made_on``: when whoever made it did; ``source_words``: who, in words.

    ``published`` or ``conclusion`` where it is a real or a mock inspection's, ``review`` where a review's.
    ``number``: as printed there, or "".
    ``owner``: who answers for it, None until somebody does. ``area``: a judgement's id of the framework, "" for none.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    source_words = models.TextField(default="", blank=True)
    published = models.OneToOneField(
        PublishedRecommendation, on_delete=models.PROTECT, null=True, related_name="in_plan"
    )
    conclusion = models.OneToOneField(Conclusion, on_delete=models.PROTECT, null=True, related_name="in_plan")
    review = models.ForeignKey(LearnedReview, on_delete=models.PROTECT, null=True, related_name="recommendations")
    number = models.CharField(max_length=20, default="", blank=True)
    words = models.TextField()
    made_on = models.DateField(null=True)
    area = models.CharField(max_length=60, default="", blank=True)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-made_on", "pk")

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class Status(models.TextChoices):
    """How a recommendation stands, as people say."""

    OPEN = "open", "Not begun"
    UNDER_WAY = "under-way", "Under way"
    CLOSED = "closed", "Met and closed"
    SET_ASIDE = "set-aside", "Not accepted"


class StatusChange(models.Model):
    """One change of a recommendation's status; the newest counts, those before it stay.

    ``over_measure``: closed although a measure failed or had not held long enough, for ``reasons``, by whoever signed:
    shown to the board for ever. ``measure_words``: what the measures said then. ``by`` None: reopened by a measure
    that failed. ``on``: the day the site showed, which in an invented council is not the instant's.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="changes")
    status = models.CharField(max_length=20, choices=Status.choices)
    reasons = models.TextField(default="", blank=True)
    over_measure = models.BooleanField(default=False)
    measure_words = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"change {self.pk} of recommendation {self.recommendation_id}"


class RecommendationBefore(models.Model):
    """A recommendation as it stood before it was put right, or given to somebody else, with the reason.

    The row itself keeps its number, for measures, actions and boards name it.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="before")
    words = models.TextField()
    source = models.CharField(max_length=20, choices=Source.choices)
    source_words = models.TextField(default="", blank=True)
    number = models.CharField(max_length=20, default="", blank=True)
    made_on = models.DateField(null=True)
    area = models.CharField(max_length=60, default="", blank=True)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    why = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"recommendation {self.recommendation_id} before {self.at:%Y-%m-%d}"
