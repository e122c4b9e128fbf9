"""Two records that may be of one person, as the nightly linking saw them, and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models

BY_HAND = "put together by hand"  # the reasons of a pair that no linking found


class Decision(models.TextChoices):
    """What somebody decided of a suggestion."""

    NONE = "", "not decided"
    MERGED = "merged", "one person: merged"
    DIFFERENT = "different", "not the same person"


class Suggestion(models.Model):
    """``person_a`` and ``person_b`` (in the order of their keys) may be one person.

    ``reasons``: short words with semicolons between, never anything that identifies. A decision outlasts every later
    linking: a pair decided to be different is not suggested again.
    """

    person_a = models.TextField()
    person_b = models.TextField(db_index=True)
    probability = models.FloatField()
    reasons = models.TextField()
    made_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.NONE, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_a", "person_b"], name="one_suggestion_a_pair"),)
        indexes = (models.Index(fields=["decision", "-probability"], name="suggestions_to_decide"),)

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
