"""What officers say of a figure, what members chose to look into, and what came of it."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.scrutiny.models.kept import Kept
from sightline.scrutiny.models.questions import Question


class OfficerStatement(Kept):
    """What an officer says about one of the ten figures. ``figure``: its id. ``post``: their post then, as shown.

    What is said later stands before it, and takes the place of what it supersedes; both are shown with their days.
    """

    figure = models.CharField(max_length=60)
    words = models.TextField()
    said_on = models.DateField()
    post = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        ordering = ("-said_on", "-pk")

    def __str__(self) -> str:
        return f"statement {self.pk}"


class Look(Kept):
    """A member's choice of a figure to look into, and why."""

    figure = models.CharField(max_length=60)
    why = models.TextField()
    chosen_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-chosen_on", "-pk")

    def __str__(self) -> str:
        return f"look {self.pk}"


class LookOutcome(Kept):
    """What came of a member's choice, as an officer says; there may be several. ``question``: one that it led to."""

    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="outcomes")
    words = models.TextField()
    said_on = models.DateField()
    post = models.CharField(max_length=200)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="looks")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("said_on", "pk")

    def __str__(self) -> str:
        return f"outcome {self.pk} of look {self.look_id}"
