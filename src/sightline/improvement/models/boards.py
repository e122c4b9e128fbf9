"""Boards that answer for improvement, and who sits on them when."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class Corrected(models.Model):
    """A row that is never changed: put right, a new row supersedes it with the reason, and both stay.

    ``is_withdrawn``: what it supersedes was written by mistake and nothing stands in its place.
    """

    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    why = models.TextField(default="", blank=True)
    is_withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | ~models.Q(why=""),
                name="%(class)s_corrected_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(is_withdrawn=False) | models.Q(supersedes__isnull=False),
                name="%(class)s_withdrawn_was_written",
            ),
        )


class BoardKind(models.TextChoices):
    """What a board answers for."""

    IMPROVEMENT = "improvement", "Improvement board"
    CORPORATE_PARENTING = "corporate-parenting", "Corporate parenting board"
    OTHER = "other", "Another board"


class Board(models.Model):
    """A board. ``purpose``: what it was set up to do, in its own words. Ended, it says why and stays."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=BoardKind.choices)
    purpose = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_why = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | ~models.Q(ended_why=""), name="board_ended_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"board {self.pk}"


class BoardMember(Corrected):
    """Somebody on a board from a day until another. ``account``: where they have one, whose name is then theirs.

    ``organisation``: where they come from, as a board prints it; a partner's is not the council's.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    post = models.CharField(max_length=200, default="", blank=True)
    is_partner = models.BooleanField()
    is_chair = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(Corrected.Meta):
        ordering = ("-is_chair", "organisation", "name", "pk")
        constraints = (  # type: ignore[assignment]  # one more than every such row has
            *Corrected.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="boardmember_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"member {self.pk} of board {self.board_id}"
