"""What people concluded: grades with their reasons, strengths, and recommendations tied to their evidence."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.audits import AuditGrade
from sightline.inspection.models.mock_inspections import MockInspection


class Judged(models.Model):
    """A grade somebody gave one judgement of the framework (or ``overall``), with reasons, beside what was indicated.

    The newest of a judgement counts; those before it stay. ``indicated``: the standing evidence's grade at the time.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="judged")
    judgement = models.CharField(max_length=60)
    grade = models.CharField(max_length=30, choices=AuditGrade.choices)
    reasons = models.TextField()
    indicated = models.CharField(max_length=30, default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"judgement {self.pk} of mock inspection {self.mock_id}"


class ConclusionKind(models.TextChoices):
    """What is concluded from evidence."""

    STRENGTH = "strength", "A strength"
    RECOMMENDATION = "recommendation", "A recommendation"


class Priority(models.TextChoices):
    """How soon a recommendation is to be met, in the words the reports of 2013 used."""

    IMMEDIATE = "priority", "Priority and immediate action"
    IMPROVEMENT = "improvement", "Area for improvement"


class Conclusion(models.Model):
    """A strength or a recommendation. Taken back, it says when and why.

    ``number``: of recommendations, as first printed in a report; None until then, and never given again.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="conclusions")
    kind = models.CharField(max_length=20, choices=ConclusionKind.choices)
    number = models.PositiveIntegerField(null=True)
    words = models.TextField()
    judgement = models.CharField(max_length=60)
    priority = models.CharField(max_length=20, choices=Priority.choices, default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("kind", "number", "pk")

    def __str__(self) -> str:
        return f"conclusion {self.pk} of mock inspection {self.mock_id}"


class BasisKind(models.TextChoices):
    """What a conclusion rests on."""

    LINE = "line", "A line of enquiry of the standing evidence"
    STANDARD = "standard", "A standard of the standing evidence"
    AUDIT = "audit", "An audited file"
    PROMPT = "prompt", "An audit prompt across files"
    VOICE = "voice", "Something seen or heard"


class Basis(models.Model):
    """One thing a conclusion rests on: ``key`` is the line's id, the standard's code, or the number of a row here."""

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="bases")
    kind = models.CharField(max_length=20, choices=BasisKind.choices)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["conclusion", "kind", "key"], name="basis_once"),)

    def __str__(self) -> str:
        return f"basis {self.pk} of conclusion {self.conclusion_id}"


class Explained(models.Model):
    """What was made of sources that disagree about one thing: ``judgement``, and ``line`` ("" for it as a whole).

    The newest counts; those before it stay. ``agreement``: how the sources stood to each other when it was written.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="explained")
    judgement = models.CharField(max_length=60)
    line = models.CharField(max_length=60, default="", blank=True)
    agreement = models.CharField(max_length=30)
    words = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"explanation {self.pk} of mock inspection {self.mock_id}"
