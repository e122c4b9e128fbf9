"""What is never deleted: what was asked, answered, owed and recommended."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Kept(models.Model):
    """A row that stays. What is put right is superseded or taken back, with the reason, and both are shown."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never; RuntimeError."""
        raise RuntimeError("nothing that was asked or answered is deleted")
