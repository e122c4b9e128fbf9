"""Whether a store holds an invented council."""

from __future__ import annotations

from django.db import models


class StoreMark(models.Model):
    """Written once, when a store is made from an invented council; a store without it is taken to be real."""

    is_invented = models.BooleanField(default=False)
    source = models.TextField()
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return "invented" if self.is_invented else "real"
