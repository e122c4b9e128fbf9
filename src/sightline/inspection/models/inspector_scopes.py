"""What an inspector was let see, and until when."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account, Assignment
from sightline.inspection.models.real_inspections import RealInspection


class FilesScope(models.TextChoices):
    """Which children's files an inspector opens. Each is a role of its own, so that access itself keeps to it."""

    ALL = "all", "Every child’s file, except restricted ones"
    GIVEN = "given", "Only the files they are given"


class InspectorScope(models.Model):
    """An inspector's account, opened for one inspection: from when until when, which lists, which files.

    ``lists``: codes of the child-level lists they may read. ``assignment``: the role it gives, which ends with
    ``until_on`` by itself. ``ended_at``: when it was ended before, with the reason.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="inspector_scopes")
    inspection = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="inspector_scopes")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    lists = models.JSONField(default=list)
    files = models.CharField(max_length=10, choices=FilesScope.choices)
    why = models.TextField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="inspector_scope_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"inspector's account {self.pk}"
