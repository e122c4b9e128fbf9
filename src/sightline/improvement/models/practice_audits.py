"""The programme of audits: what is planned, and the files of those that are audited here."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.practice_loops import Loop
from sightline.inspection.models import Answered


class Where(models.TextChoices):
    """Where the files of a planned audit are audited, and so what counts as done."""

    HERE = "here", "Here, on files drawn by lot"
    RECORD = "record", "In the council’s own system, as the record then shows"
    MOCK = "mock", "In a mock inspection"


class PlannedAudit(models.Model):
    """An audit of the programme: which team, on what, how many files, by whom, from when and by when.

    ``team_id``: "" for the whole council. ``theme``: a code of the record's ``audit_theme``, "" for all of practice.
    ``auditor``: who does it, None where it is done in the council's own system by whoever is named there. ``loop``: the
    weakness it audits again. ``seed``: by which its files were drawn, None before they are. A change is a withdrawal
    with its reason and another plan, so that a programme cannot be kept by moving its days.
    """

    team_id = models.CharField(max_length=60, default="", blank=True)
    theme = models.CharField(max_length=60, default="", blank=True)
    files = models.PositiveSmallIntegerField()
    auditor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="planned_audits")
    where = models.CharField(max_length=10, choices=Where.choices)
    starts_on = models.DateField()
    due_on = models.DateField()
    loop = models.ForeignKey(Loop, on_delete=models.PROTECT, null=True, related_name="re_audits")
    words = models.TextField(default="", blank=True)
    seed = models.BigIntegerField(null=True)
    drawn_from = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"planned audit {self.pk}"


class AuditedFile(models.Model):
    """A file drawn for a planned audit, and what its auditor found; ``answer`` is "" until then.

    An answer is given once: what was found on the day stays as it was found.
    """

    audit = models.ForeignKey(PlannedAudit, on_delete=models.PROTECT, related_name="drawn")
    person_id = models.TextField(db_index=True)
    place = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, choices=Answered.choices, default="", blank=True)
    words = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    audited_on = models.DateField(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("audit", "place")
        constraints = (
            models.UniqueConstraint(fields=["audit", "person_id"], name="drawn_once_an_audit"),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(audited_on__isnull=False), name="an_answer_has_its_day"
            ),
        )

    def __str__(self) -> str:
        return f"file {self.place} of planned audit {self.audit_id}"
