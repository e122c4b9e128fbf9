"""In what role somebody works, and when."""

from __future__ import annotations

from django.db import models

from sightline.access.models.accounts import Account


class Assignment(models.Model):
    """A role held by an account from a day, until the end of a day if one is set.

    ``role`` is the code of a :class:`sightline.access.roles.Role`; ``team_id`` the record's team where the role has
    one. An assignment is never deleted: it is ended.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    team_id = models.TextField(null=True, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.role} assignment"
