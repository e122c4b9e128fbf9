"""What each source can hold at all, as it last said: derived from transactions, for quick reading."""

from __future__ import annotations

from django.db import models


class Supplied(models.Model):
    """The columns of one table that one source can hold, with spaces between."""

    source = models.TextField()
    table = models.CharField(max_length=64)
    columns = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "table"], name="supplied_once"),)

    def __str__(self) -> str:
        return f"{self.table} from {self.source}"
