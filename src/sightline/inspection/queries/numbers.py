"""Numbers with what they count, in words."""

from __future__ import annotations


def counted(number: int, one: str, more: str) -> str:
    """``number`` with what it counts: *1 file*, *2,000 files*."""
    return f"{number:,} {one if number == 1 else more}"
