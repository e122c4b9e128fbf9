"""The papers of a meeting, as they were made."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from sightline.access.models import Account
from sightline.improvement.models.boards_meetings import Meeting


class PackFor(models.TextChoices):
    """For whom an edition is. Only what stays inside counts fewer than five children."""

    BOARD = "board", "For the board and its partners: counts of fewer than five children are not shown"
    INSIDE = "inside", "To stay inside the council: every count is shown"


class Pack(models.Model):
    """An edition of a meeting's pack: HTML, PDF/UA and workbook as they were made, with their digests. Never changed.

    ``as_at``, ``known_at``, ``through`` (the ledger's last transaction then known, with its digest ``ledger``) and
    ``catalogue`` (the digest of the standards): what its figures rest on, by which they can be made again.
    ``data_digest``: of all it says but its edition and its time.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    edition = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=PackFor.choices)
    html = models.TextField()
    pdf = models.BinaryField()
    xlsx = models.BinaryField()
    html_digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(max_length=64)
    xlsx_digest = models.CharField(max_length=64)
    data_digest = models.CharField(max_length=64)
    as_at = models.DateField()
    known_at = models.DateTimeField()
    through = models.BigIntegerField()
    ledger = models.CharField(max_length=64, default="", blank=True)
    catalogue = models.CharField(max_length=64)
    what_changed = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "edition")
        constraints = (models.UniqueConstraint(fields=["meeting", "edition"], name="pack_edition_once"),)

    def __str__(self) -> str:
        return f"pack {self.edition} of meeting {self.meeting_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("an edition of a pack is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("an edition of a pack is never deleted")
