"""The store of an invented council: made in its folder, filled from its record, with an account for each persona."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.web.start import make_tables, start

if TYPE_CHECKING:
    from sightline.access.personas import Key
    from sightline.sources.extract import Extract

Say = Callable[[str], None]
OURS = "SIGHTLINE_"


def begin(folder: Path, as_at: dt.date) -> None:
    """Point this process at a store in ``folder`` and at no other, whatever the environment says, and start Django."""
    for name in [each for each in os.environ if each.startswith(OURS)]:
        del os.environ[name]
    os.environ |= {
        "SIGHTLINE_HOME": str(folder),
        "SIGHTLINE_TODAY": as_at.isoformat(),
        "SIGHTLINE_DEMONSTRATION": "1",
        "DJANGO_SETTINGS_MODULE": "sightline.web.settings",
    }
    start()


def fill(extract: Extract, as_at: dt.date, *, source: str, say: Say) -> list[Key]:
    """Make the store if it is not there, put the record in it, and give each persona a new password.

    :class:`~sightline.errors.UserError` where the store is not marked as invented.
    """
    make_tables(say)
    from sightline.access.actions import mark_invented
    from sightline.access.personas import make_personas
    from sightline.web.nightly import take_in

    mark_invented(source=source)
    say("Keeping the record in the store")
    take_in(extract, by="sightline serve", why="An invented council is shown", source=source, progress=say)
    return make_personas(as_at)


def how_to_sign_in(keys: list[Key]) -> str:
    """Who may sign in, and with what: to be printed once."""
    widest = max(len(each.planned.email) for each in keys)
    lines = [f"  {each.planned.email:<{widest}}  {each.password}  {each.planned.role.name}" for each in keys]
    return "\n".join(["Sign in as any of these. The passwords are shown this once, and are new each time:", *lines])
