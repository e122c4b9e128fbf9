"""Words that somebody typed and has not yet put on the record."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class Draft(models.Model):
    """One person's unsaved words for one place of one form.

    The place is the account, the form, whom it is about (a child, or a worker for supervision), the row it would
    correct (``table`` and ``key``; ``key`` is empty for a row still to be written) and the ``version`` of that row
    which the writer saw (0 for none). Words never come back anywhere else.

    ``words``: a JSON object of field names and texts, kept as ASCII text so that any character a browser can send can
    be kept. ``new_key``: the key the row will have, made when the form was first opened, so that one form is never two
    rows. ``revision``: counts the savings; a window that saw an earlier one does not overwrite.
    A draft is deleted with the writing of its words, by the person, or thirty days after the last saving.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="drafts")
    form = models.CharField(max_length=40)
    person_id = models.TextField(default="", blank=True)
    worker_id = models.TextField(default="", blank=True)
    table = models.CharField(max_length=60)
    key = models.TextField(default="", blank=True)
    version = models.BigIntegerField(default=0)
    new_key = models.CharField(max_length=32, default="", blank=True)
    words = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "form", "person_id", "worker_id", "table", "key", "version"],
                name="one_draft_a_place",
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"
