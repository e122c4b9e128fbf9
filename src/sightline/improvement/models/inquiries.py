"""Questions of an inquiry: what is asked of the record and of everybody, over which time, by whom and why."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from sightline.access.models import Account


class Inquiry(models.Model):
    """A question, as it was asked: never changed, since what it was answered with may have been handed on.

    ``line``: a line of enquiry's id, or "" where ``standards`` (their codes) are asked about instead. ``team_id`` or
    ``service`` (its code) narrows it to their children, "" for the whole council. ``asked_for``: who wants to know, in
    words (a board, a committee, a coroner), which may be somebody other than the account that wrote it down.
    """

    title = models.CharField(max_length=200)
    why = models.TextField()
    asked_for = models.CharField(max_length=200)
    line = models.CharField(max_length=60, default="", blank=True)
    standards = models.JSONField(default=list)
    team_id = models.CharField(max_length=60, default="", blank=True)
    service = models.CharField(max_length=60, default="", blank=True)
    since = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="inquiry_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"inquiry {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("a question of an inquiry is never changed; ask another")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("a question of an inquiry is never deleted")
