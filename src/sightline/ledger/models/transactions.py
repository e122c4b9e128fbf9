"""Everything that was ever written to the record, one act at a time, each chained to the one before."""

from __future__ import annotations

from django.db import models


class Transaction(models.Model):
    """One act of writing: who, why, from what source, and what it wrote.

    Numbers run 1, 2, 3 without a gap. The versions it opened are those numbered ``first_version`` onward, ``opened`` of
    them, the tables in order of name. ``contents`` is JSON text (:class:`sightline.ledger.contents.Contents`): what it
    wrote to each table with a digest of it, so that ``digest`` covers every row through it. ``digest`` also covers
    ``previous``, the digest of the transaction before.
    """

    number = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField(db_index=True)
    by = models.TextField()
    why = models.TextField()
    source = models.TextField()
    first_version = models.BigIntegerField()
    opened = models.BigIntegerField()
    contents = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"transaction {self.number}"
