"""How an account is named in the ledger: by a number that never changes, not by a name that may."""

from __future__ import annotations

from typing import Protocol


class Numbered(Protocol):
    """Anything with a primary key: an account."""

    pk: int


def signed(account: Numbered) -> str:
    """Who wrote, as a ledger transaction keeps it."""
    return f"account {account.pk}"


def account_number(signature: str) -> int | None:
    """The account that signed; None for what a load or a command wrote."""
    word, _, number = signature.partition(" ")
    return int(number) if word == "account" and number.isdecimal() else None
