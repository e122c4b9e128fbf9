"""Which recommendation asks again for what another asked before: what a person said of two of them."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.recommendations import Recommendation


class Repetition(models.Model):
    """What a person said of two recommendations. ``is_repeat``: the later asks for what the earlier asked; else not so.

    ``likeness``: of 100, as it was suggested; None where nobody's words suggested it. Taken back, it stays with the
    reason, and the two may be judged anew.
    """

    earlier = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="asked_again")
    later = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="asked_before")
    is_repeat = models.BooleanField()
    reasons = models.TextField()
    likeness = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["earlier", "later"],
                condition=models.Q(taken_back_at__isnull=True),
                name="repetition_judged_once_at_a_time",
            ),
            models.CheckConstraint(condition=~models.Q(earlier=models.F("later")), name="repetition_of_two"),
        )

    def __str__(self) -> str:
        return f"repetition {self.pk}"
