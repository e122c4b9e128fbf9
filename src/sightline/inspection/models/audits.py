"""The audit of a child's file, what it found at once, and where two auditors disagree."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.samples import SampledChild


class AuditGrade(models.TextChoices):
    """The grade of a file, by the framework's four words."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class Audit(models.Model):
    """One auditor's audit of one file, against the file as it was known at ``known_at``.

    ``is_second``: the blind second one; neither auditor sees the other's until both are submitted. ``minutes``: how
    long it took, as the auditor says. A submitted audit is never changed: what two auditors come to agree is a
    :class:`Moderation`.
    """

    child = models.ForeignKey(SampledChild, on_delete=models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="audits")
    is_second = models.BooleanField(default=False)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    known_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=30, choices=AuditGrade.choices, default="", blank=True)
    why = models.TextField(default="", blank=True)
    child_would_say = models.TextField(default="", blank=True)
    strengths = models.TextField(default="", blank=True)
    concerns = models.TextField(default="", blank=True)
    minutes = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("child", "is_second")
        constraints = (
            models.UniqueConstraint(fields=["child", "is_second"], name="audited_once_each_way"),
            models.UniqueConstraint(fields=["child", "auditor"], name="audited_by_two_people"),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True)
                | (~models.Q(grade="") & ~models.Q(why="") & ~models.Q(child_would_say="")),
                name="submitted_audit_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"audit {self.pk}"


class Answered(models.TextChoices):
    """What a prompt found in a file."""

    STRONG = "strong", "Strong"
    SOUND = "sound", "Sound"
    WEAK = "weak", "Weak"
    NOT_SEEN = "not-seen", "Not seen in the file"
    NOT_APPLICABLE = "not-applicable", "Does not apply to this child"


class AuditAnswer(models.Model):
    """The answer to one audit prompt. ``prompt``: its id in the framework's audit prompts."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    prompt = models.CharField(max_length=80)
    answer = models.CharField(max_length=20, choices=Answered.choices)
    words = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["audit", "prompt"], name="prompt_answered_once"),)

    def __str__(self) -> str:
        return f"answer {self.pk} of audit {self.audit_id}"


class EvidenceLink(models.Model):
    """A row of the record that an answer rests on: ``table`` and ``row_key``, as it was known then."""

    answer = models.ForeignKey(AuditAnswer, on_delete=models.PROTECT, related_name="evidence")
    table = models.CharField(max_length=80)
    row_key = models.TextField()
    words = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"evidence {self.pk} of answer {self.answer_id}"


class ImmediateConcern(models.Model):
    """A child who may be unsafe now, told to a manager within the hour, until it is answered.

    ``manager``: who was told; ``due_at``: when an answer is due. Only what the manager did answers it.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="immediate_concerns")
    words = models.TextField()
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    manager = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="concerns_to_answer")
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("raised_at",)

    def __str__(self) -> str:
        return f"immediate concern {self.pk}"


class Moderation(models.Model):
    """The grade of a file that was audited twice, as agreed or decided, and why."""

    child = models.OneToOneField(SampledChild, on_delete=models.PROTECT, related_name="moderation")
    grade = models.CharField(max_length=30, choices=AuditGrade.choices)
    why = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"moderation {self.pk}"
