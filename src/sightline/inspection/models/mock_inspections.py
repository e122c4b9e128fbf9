"""A mock inspection: what is looked at, as at when, and by whom."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class MockInspection(models.Model):
    """One mock inspection, from its scope to its report.

    ``framework``: the id of a :class:`~sightline.inspection.framework.Framework`. ``event``: the code of an
    :class:`~sightline.inspection.events.EventType`. ``areas``: ids of the framework's judgements it looks at.
    ``as_at``: the day it is about; what was known is fixed when its evidence is frozen. ``starts_on`` and ``ends_on``:
    the days of fieldwork. A closed one is never changed; nothing of it is ever deleted.
    """

    title = models.CharField(max_length=200)
    why = models.TextField()
    framework = models.CharField(max_length=40)
    event = models.CharField(max_length=40)
    areas = models.JSONField()
    as_at = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mocks_begun")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-starts_on", "-pk")

    def __str__(self) -> str:
        return f"mock inspection {self.pk}"


class MemberRole(models.TextChoices):
    """What somebody does in a mock inspection."""

    LEAD = "lead", "Leads it and makes its judgements"
    AUDITOR = "auditor", "Audits files and hears people"


class Member(models.Model):
    """Somebody who takes part, until ``left_at``.

    ``knows_teams``: codes of the teams whose children they do not audit, beside those they work or worked in.
    """

    mock = models.ForeignKey(MockInspection, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mock_memberships")
    role = models.CharField(max_length=20, choices=MemberRole.choices)
    knows_teams = models.JSONField(default=list)
    joined_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mock", "account"], condition=models.Q(left_at__isnull=True), name="member_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"member {self.pk} of mock inspection {self.mock_id}"
