"""How a reader tells of its progress."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done in words, how much is done and of how much; the units are the reader's own."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
