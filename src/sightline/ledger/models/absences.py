"""What an extract left out that an earlier one had."""

from __future__ import annotations

from django.db import models


class Noticed(models.TextChoices):
    """What was noticed of a row."""

    VANISHED = "vanished", "the extract no longer has it"
    RETURNED = "returned", "the extract has it again"


class Absence(models.Model):
    """A row that vanished from its source, or returned to it. The row itself stays as it was known."""

    number = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=64)
    key = models.TextField()
    noticed_in = models.BigIntegerField(db_index=True)
    noticed = models.CharField(max_length=16, choices=Noticed.choices)
    source = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["table", "key"], name="absence_of"),)

    def __str__(self) -> str:
        return f"{self.table} {self.noticed}"
