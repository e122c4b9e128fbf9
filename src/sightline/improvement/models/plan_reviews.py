"""Reviews and complaints that asked for something: each entered once, with all its recommendations."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class LearnedReview(models.Model):
    """A serious case review, a child safeguarding practice review, a complaint or the like, as it was published.

    ``source``: of :class:`~sightline.improvement.models.Source`. ``name``: who made it and what it is called, naming no
    child. ``reference``: as it is filed there, or "". It is entered once: the store refuses it twice.
    """

    source = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    reference = models.CharField(max_length=60, default="", blank=True)
    made_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-made_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("source", "name", "reference", "made_on"), name="review_entered_once"),
        )

    def __str__(self) -> str:
        return f"review {self.pk}"
