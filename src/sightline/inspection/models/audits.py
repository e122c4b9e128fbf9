"""The audit of a child's file, what it found at once, and where two auditors disagree."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.inspection.models.samples import Sample, SampledChild


class AuditGrade(models.TextChoices):
    """The grade of a file, by the framework's four words."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class Giving(models.Model):
    """Files given out together: ``share`` of a hundred were drawn by ``seed`` to be audited twice.

    The same sample, share and seed give the same files (:func:`sightline.inspection.giving.drawn_twice`).
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="givings")
    share = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"giving {self.pk} of sample {self.sample_id}"


class Audit(models.Model):
    """One auditor's audit of one file, against the file as it was known at ``known_at``.

    ``is_second``: the blind second one; neither auditor sees the other's until both are submitted. ``asked``: the ids
    of the prompts it answers, fixed when it was given. ``minutes``: how long it took, as the auditor says.
    ``revision`` counts the savings of its conclusion. A submitted audit is never changed: what two auditors come to
    agree is a :class:`Moderation`. One given to the wrong person is taken back before it is submitted, and stays.
    """

    child = models.ForeignKey(SampledChild, on_delete=models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="audits")
    is_second = models.BooleanField(default=False)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    asked = models.JSONField(default=list)
    known_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=30, choices=AuditGrade.choices, default="", blank=True)
    why = models.TextField(default="", blank=True)
    child_would_say = models.TextField(default="", blank=True)
    strengths = models.TextField(default="", blank=True)
    concerns = models.TextField(default="", blank=True)
    minutes = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("child", "is_second", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["child", "is_second"],
                condition=models.Q(taken_back_at__isnull=True),
                name="audited_once_each_way",
            ),
            models.UniqueConstraint(
                fields=["child", "auditor"],
                condition=models.Q(taken_back_at__isnull=True),
                name="audited_by_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True)
                | (~models.Q(grade="") & ~models.Q(why="") & ~models.Q(child_would_say="")),
                name="submitted_audit_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True) | models.Q(taken_back_at__isnull=True),
                name="submitted_audit_stays",
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
    """The answer to one audit prompt. ``prompt``: its id in the framework's audit prompts.

    Until the audit is submitted ``answer`` may still be empty: what is typed is kept as it is typed. ``revision``
    counts the savings, so that a window which saw an earlier one overwrites nothing.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    prompt = models.CharField(max_length=80)
    answer = models.CharField(max_length=20, choices=Answered.choices, default="", blank=True)
    words = models.TextField(default="", blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["audit", "prompt"], name="prompt_answered_once"),)

    def __str__(self) -> str:
        return f"answer {self.pk} of audit {self.audit_id}"


class EvidenceLink(models.Model):
    """A row of the record that an answer rests on: ``table`` and ``row_key``, in the ``version`` known then.

    ``on``: the day the row is of, None where it has none; ``words``: the row in a line.
    """

    answer = models.ForeignKey(AuditAnswer, on_delete=models.PROTECT, related_name="evidence")
    table = models.CharField(max_length=80)
    row_key = models.TextField()
    version = models.BigIntegerField()
    on = models.DateField(null=True)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ("answer", "-on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["answer", "table", "row_key"], name="row_linked_once_an_answer"),
        )

    def __str__(self) -> str:
        return f"evidence {self.pk} of answer {self.answer_id}"


class ImmediateConcern(models.Model):
    """A child who may be unsafe now, told to a manager at once, until it is answered.

    ``manager``: who was told first, None where nobody here can be told; everyone told is a :class:`ConcernTold`.
    ``escalates_at``: when those next in line are told too, unless it was seen; ``due_at``: when an answer is due.
    ``spoke_to``: whom the auditor has spoken to. Only what a manager did answers it, once.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="immediate_concerns")
    words = models.TextField()
    spoke_to = models.CharField(max_length=300, default="", blank=True)
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    manager = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns_to_answer"
    )
    escalates_at = models.DateTimeField()
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("raised_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answer=""), name="answered_concern_says_what"
            ),
        )

    def __str__(self) -> str:
        return f"immediate concern {self.pk}"


class ConcernTold(models.Model):
    """Somebody who is told of an immediate concern: at once, or once it escalates.

    Everybody in line is written down when the concern is raised, so that nothing has to run for it to escalate.
    """

    concern = models.ForeignKey(ImmediateConcern, on_delete=models.PROTECT, related_name="told")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="concerns_told")
    is_at_once = models.BooleanField()
    why = models.CharField(max_length=80)

    class Meta:
        ordering = ("concern", "-is_at_once", "pk")
        constraints = (models.UniqueConstraint(fields=["concern", "account"], name="told_once_a_concern"),)

    def __str__(self) -> str:
        return f"telling {self.pk} of concern {self.concern_id}"


class Moderation(models.Model):
    """The grade of a file that was audited twice, as agreed or decided, and why."""

    child = models.OneToOneField(SampledChild, on_delete=models.PROTECT, related_name="moderation")
    grade = models.CharField(max_length=30, choices=AuditGrade.choices)
    why = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"moderation {self.pk}"
