"""Files that somebody was given to read, though no role of theirs reaches the child."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class FileGrant(models.Model):
    """One child's file, given to an account from an instant until the end of a day, unless it is ended before.

    It opens the file to be read and audited, never to be written to, and neither a restricted child nor one's own
    family. ``source``: what it was given for, such as *mock inspection 3*, so that what one part of the site gave
    another does not take away. A grant is never deleted: it is ended.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="file_grants")
    person_id = models.TextField(db_index=True)
    why = models.TextField()
    source = models.CharField(max_length=80, default="", blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["account", "person_id"], name="grants_of_account"),)

    def __str__(self) -> str:
        return f"file grant {self.pk}"
