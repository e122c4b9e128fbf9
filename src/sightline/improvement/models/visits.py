"""What a monitoring visit looked into, and what its letter means for the plan."""

from __future__ import annotations

from django.db import models

from sightline.improvement.models.boards import Corrected
from sightline.improvement.models.recommendations import Recommendation
from sightline.inspection.models import RealInspection


class VisitScope(Corrected):
    """What a visit by Ofsted was to look into, and which recommendations of the plan it bears on.

    ``areas``: of its framework. ``letter_words``: what the letter means for the plan, as the council reads it; what the
    letter itself found is confirmed with the visit, and read from there.
    """

    visit = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    areas = models.JSONField(default=list)
    letter_words = models.TextField(default="", blank=True)
    bears_on = models.ManyToManyField(Recommendation, related_name="visits_bearing")

    class Meta(Corrected.Meta):
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"scope {self.pk} of visit {self.visit_id}"
