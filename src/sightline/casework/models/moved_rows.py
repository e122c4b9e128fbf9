"""What a merge moved, row by row, so that it can be undone."""

from __future__ import annotations

from django.db import models

from sightline.casework.models.merges import Merge


class MovedRow(models.Model):
    """One row of the record that a merge moved: which version it was, and which it became.

    ``after`` is None for the merged person's own row, which was withdrawn. ``is_left``: undoing the merge left the row
    where it is, since somebody wrote it meanwhile.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moved")
    table = models.CharField(max_length=64)
    key = models.TextField()
    before = models.BigIntegerField()
    after = models.BigIntegerField(null=True)
    is_left = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"row moved by merge {self.merge_id}"
