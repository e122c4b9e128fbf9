"""The report of a mock inspection, as it was sent."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.mock_inspections import MockInspection


class MockReport(models.Model):
    """An edition of the report: HTML and PDF/UA as they were made, with their digests. Never changed."""

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="reports")
    edition = models.PositiveIntegerField()
    html = models.TextField()
    pdf = models.BinaryField()
    html_digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(max_length=64)
    what_changed = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("mock", "edition")
        constraints = (models.UniqueConstraint(fields=["mock", "edition"], name="mock_report_edition_once"),)

    def __str__(self) -> str:
        return f"report {self.edition} of mock inspection {self.mock_id}"
