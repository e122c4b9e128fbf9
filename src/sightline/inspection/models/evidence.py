"""The standing evidence of a mock inspection, frozen."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.mock_inspections import MockInspection


class Evidence(models.Model):
    """What the record showed as at the mock inspection's day, as it was known when this was frozen.

    ``through``: the number of the ledger's last transaction in it, and ``ledger_digest`` that transaction's digest, so
    that the same evidence can be worked out again. ``catalogue``: the digest of the standards it was held against.
    ``findings``: what ``sightline inspect --format json`` gives. ``digest``: SHA-256 of ``findings`` as canonical JSON.
    ``frame``: the children there were to draw a sample from, by group, each with what stands out of them
    (:mod:`sightline.inspection.frame`), and ``frame_digest`` its SHA-256, so that anybody can draw a sample again.
    Frozen again, it is another row with the next ``edition``; those before it stay.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="evidence")
    edition = models.PositiveIntegerField()
    as_at = models.DateField()
    known_at = models.DateTimeField()
    through = models.BigIntegerField()
    ledger_digest = models.CharField(max_length=64)
    catalogue = models.CharField(max_length=64)
    findings = models.JSONField()
    digest = models.CharField(max_length=64)
    frame = models.JSONField()
    frame_digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ("mock", "edition")
        constraints = (models.UniqueConstraint(fields=["mock", "edition"], name="evidence_edition_once"),)

    def __str__(self) -> str:
        return f"evidence {self.edition} of mock inspection {self.mock_id}"
