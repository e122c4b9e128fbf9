"""The council's own store, opened for a command."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def council_store(say: Callable[[str], None] = lambda _: None, *, make: bool = False) -> Iterator[None]:
    """The store that the environment names, its tables as this version has them; made if it is not there and ``make``.

    :class:`~sightline.errors.UserError` if there is none, or it cannot be reached or written.
    """
    from sightline.errors import UserError
    from sightline.web.configuration import DEFAULT_HOME, STORE

    home = Path(os.environ.get("SIGHTLINE_HOME", DEFAULT_HOME))
    is_sqlite = not os.environ.get("SIGHTLINE_DATABASE_URL")
    if is_sqlite and not make and not (home / STORE).is_file():
        raise UserError(
            f"There is no council's store in {home.name}; set SIGHTLINE_HOME to its folder, or make one with: "
            f"sightline load SOURCE"
        )
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if is_sqlite:
            os.close(os.open(home / STORE, os.O_RDWR | os.O_CREAT, 0o600))  # an empty file, its owner's only
    except OSError as error:
        raise UserError(
            f"The folder {home.name} cannot be made or written; set SIGHTLINE_HOME to one that can."
        ) from error
    from sightline.web.start import make_tables, start

    start()
    from sightline.ledger.reaching import reached

    with reached():
        make_tables(say)
        yield


def counted(number: int, noun: str) -> str:
    """A number of things, as one says it."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
