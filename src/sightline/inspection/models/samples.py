"""Which children's files are audited, and how they came to be chosen."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.evidence import Evidence
from sightline.inspection.models.mock_inspections import MockInspection


class Sample(models.Model):
    """A drawing of children: from the same evidence, ``plan`` and ``seed`` it comes out the same.

    ``plan``: by stratum how many are wanted by risk and how many at random. ``drawn_from``: how many children there
    were, and ``population_digest`` the SHA-256 of their keys in order, so that a reader can see that nobody was left
    out beforehand but those in ``left_out``: children restricted on the day, or known to everybody who could have read
    their file. It is kept so that the drawing can be repeated, and shown to nobody. Drawn again, it is another row; the
    files already audited stay with the drawing they came from.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="samples")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    plan = models.JSONField()
    why = models.TextField()
    drawn_from = models.PositiveIntegerField()
    population_digest = models.CharField(max_length=64)
    left_out = models.JSONField(default=list)
    drawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ("mock", "number")
        constraints = (models.UniqueConstraint(fields=["mock", "number"], name="sample_number_once"),)

    def __str__(self) -> str:
        return f"sample {self.number} of mock inspection {self.mock_id}"


class SampledChild(models.Model):
    """A child whose file is to be audited.

    ``stratum``: which list they were drawn from. ``is_random``: drawn by lot, and not for risk. ``reasons``: why, in
    words, for those drawn for risk. ``left_out_at``: when the lead left them out after all, with ``left_out_why``; a
    sample never loses a child without saying so.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="children")
    person_id = models.TextField(db_index=True)
    place = models.PositiveIntegerField()
    stratum = models.CharField(max_length=60)
    is_random = models.BooleanField()
    reasons = models.JSONField(default=list)
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    left_out_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("sample", "place")
        constraints = (models.UniqueConstraint(fields=["sample", "person_id"], name="sampled_once"),)

    def __str__(self) -> str:
        return f"file {self.place} of sample {self.sample_id}"
