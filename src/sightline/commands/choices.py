"""Options that take one of a few words, refused in a sentence of ours: typer's own begins with "Value error"."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import typer

E = TypeVar("E", bound=StrEnum)


def one_of(kind: type[E]) -> Callable[[str], E]:
    """Reads one of the words of ``kind``; a usage error that lists them otherwise."""

    def read(text: str) -> E:
        try:
            return kind(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not one of {', '.join(kind)}") from None

    return read


def listed(kind: type[E]) -> str:
    """The words of ``kind`` as help shows them: ``[text|json]``."""
    return f"[{'|'.join(kind)}]"
