"""The committee: its meetings, its work programme, the reports it had, and what it recommended."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models import Recommendation
from sightline.scrutiny.models.kept import Kept


class CommitteeMeeting(Kept):
    """A meeting. ``agenda_on``: the day its agenda and reports were open to the public, None until they were.

    ``agenda_due_on``: the last day on which that is in time; None where the calendar does not reach so far.
    """

    committee = models.CharField(max_length=120)
    held_on = models.DateField()
    agenda_due_on = models.DateField(null=True)
    agenda_on = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("held_on", "pk")

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Topic(Kept):
    """A topic of the work programme. ``why``: why it was chosen; ``chosen_by``: by whom, in words.

    ``meeting``: when it is to be looked into, None until that is settled. What came of it closes it.
    """

    words = models.TextField()
    why = models.TextField()
    chosen_by = models.CharField(max_length=200)
    chosen_on = models.DateField()
    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, null=True, related_name="topics")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("chosen_on", "pk")

    def __str__(self) -> str:
        return f"topic {self.pk}"


class TopicChange(Kept):
    """What happened to a topic: put to another meeting, or what came of it. The newest counts, those before it stay."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="changes")
    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, null=True, related_name="+")
    came_of_it = models.TextField(default="", blank=True)
    why = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"change {self.pk} of topic {self.topic_id}"


class CommitteeReport(Kept):
    """A report a meeting had. ``from_post``: whose report; ``told``: what it told the committee, in a sentence or two.

    ``is_challenged`` None: nobody has said yet. ``challenge``: what was asked of it, or why nothing was.
    """

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="reports")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="reports")
    title = models.CharField(max_length=200)
    from_post = models.CharField(max_length=200)
    told = models.TextField()
    is_challenged = models.BooleanField(null=True)
    challenge = models.TextField(default="", blank=True)
    challenged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    challenged_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting__held_on", "pk")

    def __str__(self) -> str:
        return f"report {self.pk}"


class CommitteeRecommendation(Kept):
    """What a meeting recommended to the executive. ``received_on``: when the executive had it, and the notice with it.

    ``due_on``: two months from then. ``in_plan``: the line of the improvement plan it became, None for none.
    """

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="recommendations")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="recommendations")
    words = models.TextField()
    to = models.CharField(max_length=200)
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    in_plan = models.OneToOneField(Recommendation, on_delete=models.PROTECT, null=True, related_name="of_committee")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("received_on", "pk")

    def __str__(self) -> str:
        return f"committee recommendation {self.pk}"


class Response(models.TextChoices):
    """What the executive answered."""

    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in-part", "Accepted in part"
    REFUSED = "refused", "Refused"


class ExecutiveResponse(Kept):
    """The executive's response; the newest counts. ``words``: what it will do, and why it refuses what it refuses."""

    recommendation = models.ForeignKey(CommitteeRecommendation, on_delete=models.PROTECT, related_name="responses")
    response = models.CharField(max_length=10, choices=Response.choices)
    words = models.TextField()
    responded_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"response {self.pk}"


class FollowedUp(Kept):
    """What was found to have been done about a recommendation, on a day. ``is_done``: nothing of it is left to do."""

    recommendation = models.ForeignKey(CommitteeRecommendation, on_delete=models.PROTECT, related_name="followed_up")
    on = models.DateField()
    words = models.TextField()
    is_done = models.BooleanField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"follow-up {self.pk}"
