"""Words that any part of Sightline puts together alike."""

from __future__ import annotations

from collections.abc import Sequence


def all_of(words: Sequence[str]) -> str:
    """*One*, *one and another*, *one, another and a third*; "" of none."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
