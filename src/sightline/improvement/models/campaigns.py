"""A campaign: every child of a cohort reviewed, by whom, and those who could not be and why."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.recommendations import Recommendation


class Campaign(models.Model):
    """A review of a cohort to its last child.

    ``asked``: the questions that drew the cohort, with their parameters, and ``sentence`` the same in words.
    ``through``: the ledger's last transaction it was drawn from, with that transaction's ``ledger_digest``;
    ``catalogue``: the digest of the standards. ``digest``: SHA-256 of the keys drawn, in order. So the same cohort can
    be drawn again. The digest covers children whose records are restricted, and is therefore shown to nobody: from the
    keys one knows and the digest of all, it would follow that there are others.

    ``questions``: what each worksheet asks, as asked when the campaign began. ``set_apart_with``: who answers for
    children whose records are restricted. One is named for every campaign and signs at its end, whether or not there
    is such a child, so that neither the name nor the signature says that there is.
    """

    title = models.CharField(max_length=200)
    why = models.TextField()
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, related_name="campaigns")
    asked = models.JSONField()
    sentence = models.TextField()
    as_at = models.DateField()
    known_at = models.DateTimeField()
    through = models.BigIntegerField()
    ledger_digest = models.CharField(max_length=64)
    catalogue = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    questions = models.JSONField()
    begun_on = models.DateField()
    due_on = models.DateField()
    lead = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="campaigns_led")
    set_apart_with = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="campaigns_set_apart")
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    completed_on = models.DateField(null=True)
    completed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    completed_words = models.TextField(default="", blank=True)
    set_apart_at = models.DateTimeField(null=True)
    set_apart_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return f"campaign {self.pk}"


class CampaignChild(models.Model):
    """A child of the cohort, never taken out of it. ``team_id``: whose they were as at the day, "" for nobody's.

    ``reasons``: why they are in it, in words, one for each question that drew them.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="children")
    person_id = models.TextField(db_index=True)
    place = models.PositiveIntegerField()
    team_id = models.TextField(default="", blank=True)
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ("campaign", "place")
        constraints = (models.UniqueConstraint(fields=["campaign", "person_id"], name="in_a_campaign_once"),)

    def __str__(self) -> str:
        return f"child {self.place} of campaign {self.campaign_id}"


class CampaignReviewer(models.Model):
    """Somebody who reviews children of a campaign, until ``left_at``. ``knows_teams``: those they know too well."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reviewers")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="campaigns_reviewed")
    knows_teams = models.JSONField(default=list)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("campaign", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "account"],
                condition=models.Q(left_at__isnull=True),
                name="reviews_a_campaign_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"reviewer {self.pk} of campaign {self.campaign_id}"


class PutOff(models.Model):
    """A child who could not be reviewed: why, and until when that holds. Past that day the child is to be reviewed."""

    child = models.ForeignKey(CampaignChild, on_delete=models.PROTECT, related_name="put_off")
    why = models.TextField()
    until_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("child", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(ended_at__isnull=True), name="put_off_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"putting off {self.pk}"
