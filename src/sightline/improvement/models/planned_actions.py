"""What will be done about a recommendation: specific, measurable, owned, dated."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.recommendations import Recommendation


class PlannedAction(models.Model):
    """An action. ``will_show``: how it will be known to have worked. Changed, a new row supersedes it with a reason."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    words = models.TextField()
    will_show = models.TextField()
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    due_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_words = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"action {self.pk}"


class Dependency(models.Model):
    """An action cannot be done before another is. Named by the action as it stood when it was said; put right since,
    the row that superseded it is meant. Taken away, it stays and says why."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="waits_on")
    needs = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="holds_up")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_away_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_away_at = models.DateTimeField(null=True)
    taken_away_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(action=models.F("needs")), name="dependency_on_another"),
        )

    def __str__(self) -> str:
        return f"action {self.action_id} waits for {self.needs_id}"
