"""What stands for a child in an address."""

from __future__ import annotations

import secrets

from django.db import models

BYTES = 16  # 128 bits: not to be guessed, and nothing of the child in it


def new_token() -> str:
    """A random token: 32 hexadecimal digits."""
    return secrets.token_hex(BYTES)


class Handle(models.Model):
    """A person's random handle, the only thing of a child that is ever in an address."""

    person_id = models.TextField(unique=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)

    def __str__(self) -> str:
        return f"handle {self.pk}"
