"""Meetings of a board: what was on the agenda, who came, what was decided and why, what was to be done, the minutes."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.boards import Board, BoardMember, Corrected
from sightline.improvement.models.planned_actions import PlannedAction


class Meeting(models.Model):
    """A meeting, numbered within its board. ``called_off_why``: why it was not held, "" where it is or was."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200)
    called_off_why = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (models.UniqueConstraint(fields=["board", "number"], name="meeting_number_once"),)

    def __str__(self) -> str:
        return f"meeting {self.number} of board {self.board_id}"


class MeetingMoved(models.Model):
    """A meeting as it was called before it was moved or called off, with the reason: nothing of it is lost."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="moves")
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200)
    called_off_why = models.TextField(default="", blank=True)
    why = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"meeting {self.meeting_id} as called before"


class ItemKind(models.TextChoices):
    """What an item of an agenda was made from."""

    MINUTES = "minutes", "Minutes of the last meeting"
    ACTION = "action", "Actions of earlier meetings"
    OVERRIDE = "override", "Closed over a measure"
    REOPENED = "reopened", "Reopened by its measure"
    MEASURE = "measure", "A measure that fails"
    LATE = "late", "A recommendation that is late"
    CAMPAIGN = "campaign", "A review of a cohort"
    VISIT = "visit", "A visit by Ofsted"
    HAND = "hand", "Put down by hand"


class AgendaItem(Corrected):
    """An item of an agenda. ``key``: what it was made from ("recommendation 12"), "" by hand. ``place``: its order."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    key = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=300)
    words = models.TextField(default="", blank=True)
    led_by = models.CharField(max_length=200, default="", blank=True)
    place = models.PositiveIntegerField()

    class Meta(Corrected.Meta):
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return f"item {self.pk} of meeting {self.meeting_id}"


class Presence(models.TextChoices):
    """Whether somebody came."""

    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent without apologies"
    ATTENDING = "attending", "In attendance, not a member"


class Attendance(Corrected):
    """Whether a member came, or somebody else was there. ``member`` None: not a member, in attendance only.

    ``stand_in`` and ``organisation``: who came in a member's place, or who was in attendance.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, null=True, related_name="+")
    presence = models.CharField(max_length=20, choices=Presence.choices)
    stand_in = models.CharField(max_length=200, default="", blank=True)
    organisation = models.CharField(max_length=200, default="", blank=True)

    class Meta(Corrected.Meta):
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"attendance {self.pk} at meeting {self.meeting_id}"


class Decision(Corrected):
    """What a board decided, and why. ``item``: on which item of its agenda, None for none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    reasons = models.TextField()

    class Meta(Corrected.Meta):
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"decision {self.pk} of meeting {self.meeting_id}"


class BoardAction(Corrected):
    """What a board asked somebody to do. ``planned``: where it went into the plan, which then says if it is done.

    ``owner``: an account, else ``owner_name`` alone, such as a partner's. The board's own says itself when it was done.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField(max_length=200)
    due_on = models.DateField()
    planned = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, null=True, related_name="asked_by_boards")
    done_on = models.DateField(null=True)
    done_words = models.TextField(default="", blank=True)

    class Meta(Corrected.Meta):
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"action {self.pk} of meeting {self.meeting_id}"


class Minutes(Corrected):
    """What was said, as minuted. ``confirmed_at``: the later meeting that confirmed these words as a true record."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    words = models.TextField()
    confirmed_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="confirms")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)

    class Meta(Corrected.Meta):
        ordering = ("pk",)
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"minutes {self.pk} of meeting {self.meeting_id}"
