"""The quarterly pack: its editions as they were made, and what became of each."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from sightline.access.models import Account


class QuarterlyPack(models.Model):
    """What the council publishes of one quarter, which ends on ``ends_on``."""

    ends_on = models.DateField(unique=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-ends_on",)

    def __str__(self) -> str:
        return f"pack of the quarter to {self.ends_on}"


class PackEdition(models.Model):
    """An edition: what it says, as HTML, PDF and CSV, with their digests. Never changed, whatever becomes of it.

    ``said``: JSON of what is told, and all that is ever public. ``exact``: JSON of the true counts, from which the next
    edition is checked against this one; it is never shown. ``as_at``: the day counted; ``known_at`` and ``through``:
    when the ledger knew it, with that transaction's digest; ``weighed_at`` and ``weighed_known_at``: the day whose
    weighing its standards were read from, and when that was known; ``catalogue``: the digest of the standards.
    """

    pack = models.ForeignKey(QuarterlyPack, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    as_at = models.DateField()
    known_at = models.DateTimeField()
    through = models.BigIntegerField()
    through_digest = models.CharField(max_length=64)
    weighed_at = models.DateField(null=True)
    weighed_known_at = models.DateTimeField(null=True)
    catalogue = models.CharField(max_length=64)
    what_changed = models.TextField(default="", blank=True)
    said = models.TextField()
    exact = models.TextField()
    html = models.TextField()
    pdf = models.BinaryField()
    csv = models.TextField()
    said_digest = models.CharField(max_length=64)
    exact_digest = models.CharField(max_length=64)
    html_digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(max_length=64)
    csv_digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pack", "number", "pk")

    def __str__(self) -> str:
        return f"edition {self.number} of {self.pack_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("an edition is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("an edition is never deleted")


class Became(models.TextChoices):
    """What became of an edition."""

    PUBLISHED = "published", "Published"
    SET_ASIDE = "set-aside", "Set aside, never published"


class PackDecision(models.Model):
    """That an edition was published, by somebody other than who made it, or set aside. Once, and never changed."""

    edition = models.OneToOneField(PackEdition, on_delete=models.PROTECT, related_name="decision")
    became = models.CharField(max_length=20, choices=Became.choices)
    why = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.became} edition {self.edition_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once; RuntimeError afterwards."""
        if not self._state.adding:
            raise RuntimeError("what became of an edition is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("what became of an edition is never deleted")
