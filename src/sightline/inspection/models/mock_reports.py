"""The report of a mock inspection, as it was sent."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.mock_inspections import MockInspection


class Audience(models.TextChoices):
    """For whom an edition is. Only what stays inside counts fewer than five children."""

    SENT = "sent", "To be sent: counts of fewer than five children are not shown"
    INSIDE = "inside", "To stay inside: every count is shown, and what was seen and heard"


class MockReport(models.Model):
    """An edition of the report: HTML and PDF/UA as they were made, with their digests. Never changed.

    ``data_digest``: of what the report says, without its time, so that two editions can be told to say the same.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="reports")
    edition = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    html = models.TextField()
    pdf = models.BinaryField()
    html_digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(max_length=64)
    data_digest = models.CharField(max_length=64)
    what_changed = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("mock", "edition")
        constraints = (models.UniqueConstraint(fields=["mock", "edition"], name="mock_report_edition_once"),)

    def __str__(self) -> str:
        return f"report {self.edition} of mock inspection {self.mock_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("an edition of a report is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("an edition of a report is never deleted")
