"""What a command shows while it works: on standard error, to a person at a terminal, never a child's details."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Showing:
    """Told of progress: ``step`` in words; ``reading`` by readers, with how much of how much is done."""

    step: Callable[[str], None]
    reading: Callable[[str, int, int], None]


@contextmanager
def showing(first: str) -> Iterator[Showing]:
    """A status line, ``first`` at the start. Silent where standard error is not a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Showing(lambda words: None, lambda words, done, total: None)
        return
    with console.status(f"{first} …") as status:

        def reading(words: str, done: int, total: int) -> None:
            status.update(f"{words} … {done:,} of {total:,}" if total else f"{words} …")

        yield Showing(lambda words: status.update(f"{words} …"), reading)
