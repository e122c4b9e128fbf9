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
    from sightline.findings.queries.loaded import Loaded
    from sightline.sources.extract import Extract
    from sightline.web.sharing import Inspected

Say = Callable[[str], None]
OURS = "SIGHTLINE_"
LOADED_AS = "simulated"  # the source of its transactions, whatever was drawn


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


def fill(extract: Extract, as_at: dt.date, *, source: str, say: Say, inspected: Inspected | None = None) -> list[Key]:
    """Make the store if it is not there, put the record in it, and give each persona a new password.

    ``inspected``: the record evaluated already, so that it is not evaluated again for the store where that holds the
    same. :class:`~sightline.errors.UserError` where the store is not marked as invented.
    """
    make_tables(say)
    from sightline.access.actions import mark_invented
    from sightline.access.personas import DOMAIN, make_personas
    from sightline.inspection.demonstration import hold_mock
    from sightline.web.nightly import take_in

    mark_invented(source=source)
    say("Keeping the record in the store")
    engine = None
    if inspected is not None:
        from sightline.web.sharing import Answered

        engine = Answered(inspected.record)
    why = "An invented council is shown"
    take_in(extract, by="sightline serve", why=why, source=LOADED_AS, progress=_but_for_tables(say), engine=engine)
    keys = make_personas(as_at)
    hold_mock(as_at, domain=DOMAIN, say=say, record=inspected.record if inspected else None)
    return keys


def keep_figures(*, as_at: dt.date, say: Say, inspected: Inspected | None = None) -> Loaded:
    """The figures of the store, kept for the site to show: those ``inspected`` already, if the store holds the same.

    What was done to improve, and what members were told, rests on the figures and is made once they are there.
    """
    from sightline.access.personas import DOMAIN
    from sightline.findings.kept import keep
    from sightline.findings.queries.loaded import hold
    from sightline.improvement.demonstration import improve
    from sightline.scrutiny.demonstration import scrutinise
    from sightline.web.figures import evaluate, taken_up

    loaded, mark = evaluate(_but_for_tables(say), inspected)
    keep(loaded, mark)
    hold(loaded)
    improve(as_at, domain=DOMAIN, say=say)
    scrutinise(as_at, domain=DOMAIN, say=say)
    taken_up(loaded, mark)
    return loaded


def _but_for_tables(say: Say) -> Say:
    """Says each step once, and not for each of the record's tables."""
    said: set[str] = set()

    def step(words: str) -> None:
        told = "Reading the store" if words.startswith("Reading ") else words
        if not words.startswith("Comparing ") and told not in said:
            said.add(told)
            say(told)

    return step


def how_to_sign_in(keys: list[Key]) -> str:
    """Who may sign in, and with what: to be printed once."""
    widest = max(len(each.planned.email) for each in keys)
    lines = [f"  {each.planned.email:<{widest}}  {each.password}  {each.planned.role.name}" for each in keys]
    return "\n".join(["Sign in as any of these. The passwords are shown this once, and are new each time:", *lines])
