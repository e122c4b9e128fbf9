"""A weakness of practice that was acted on, and is not closed until a re-audit shows it gone."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.recommendations import Recommendation


class Loop(models.Model):
    """A weakness taken up. ``theme``: a code of the record's ``audit_theme``. ``team_id``: "" for the whole council.

    How it stands is never written here: it follows from the actions and the re-audits
    (:mod:`sightline.improvement.practice_closing`), so nobody can close one by saying so. ``aim``: the share of files,
    in hundredths, that a re-audit must find good; ``files``: how many at least it must read. ``since``: actions of the
    council's own audits count from this day. ``recommendation``: its line in the one plan. Set aside, it says why and
    stays to be seen.
    """

    theme = models.CharField(max_length=60)
    team_id = models.CharField(max_length=60, default="", blank=True)
    words = models.TextField()
    aim = models.PositiveSmallIntegerField()
    files = models.PositiveSmallIntegerField()
    since = models.DateField()
    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, null=True, related_name="loop")
    opened_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    set_aside_on = models.DateField(null=True)
    set_aside_why = models.TextField(default="", blank=True)
    set_aside_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("opened_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["theme", "team_id"], condition=models.Q(set_aside_on__isnull=True), name="one_loop_a_weakness"
            ),
            models.CheckConstraint(condition=models.Q(aim__gte=1) & models.Q(aim__lte=100), name="a_share_is_aimed_at"),
        )

    def __str__(self) -> str:
        return f"loop {self.pk}"
