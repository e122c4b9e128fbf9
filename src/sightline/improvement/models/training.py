"""Who needs which training, why, and how it was met."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class NeedSource(models.TextChoices):
    """What showed a need."""

    AUDIT = "audit", "An audit of practice"
    SCREENING = "screening", "Exploitation screenings"
    SUPERVISION = "supervision", "Supervision"
    TRAINING = "training", "Training records"
    CAMPAIGN = "campaign", "A campaign"
    COMPLAINT = "complaint", "A complaint"
    OTHER = "other", "Somewhere else"


class TrainingNeed(models.Model):
    """A need. ``topic``: a course or an audit theme by its code, or a few words of its own.

    ``team_id`` alone: everybody in post in the team; with ``professional_id``: that person, while in that team; both
    "": the whole council. A person's need is seen by the person, their manager and who leads practice, and by nobody
    else. ``words`` say why and hold no child's name.
    ``turn``: how many had been said before of the same topic, team and person, so that two people who say one at once
    would be of the same turn, which the store refuses.
    """

    topic = models.CharField(max_length=80)
    words = models.TextField()
    source = models.CharField(max_length=20, choices=NeedSource.choices)
    team_id = models.CharField(max_length=60, default="", blank=True)
    professional_id = models.CharField(max_length=60, default="", blank=True, db_index=True)
    turn = models.PositiveIntegerField(default=0)
    raised_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-raised_on", "-pk")
        verbose_name = "training need"
        constraints = (
            models.UniqueConstraint(
                fields=("topic", "team_id", "professional_id", "turn"), name="training_need_said_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"training need {self.pk}"


class NeedMet(models.Model):
    """A dated statement that a need was met, where the record of training does not say so itself."""

    need = models.OneToOneField(TrainingNeed, on_delete=models.PROTECT, related_name="statement")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"statement on training need {self.need_id}"
