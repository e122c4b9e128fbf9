"""Where a version stopped being what is known."""

from __future__ import annotations

from django.db import models


class Closing(models.TextChoices):
    """Why a version was closed."""

    SUPERSEDED = "superseded", "another version took its place"
    WITHDRAWN = "withdrawn", "recorded in error, and nothing took its place"


class Closure(models.Model):
    """One version closed by one transaction; itself never changed or deleted."""

    version = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=64)
    closed_in = models.BigIntegerField(db_index=True)
    closing = models.CharField(max_length=16, choices=Closing.choices)

    class Meta:
        indexes = (models.Index(fields=["table", "version"], name="closed_of"),)  # a load reads one table's at a time

    def __str__(self) -> str:
        return f"version {self.version} {self.closing}"
