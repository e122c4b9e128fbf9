"""``sightline rebuild``: everything derived, made again from the ledger."""

from __future__ import annotations

from sightline.commands.council import council_store
from sightline.commands.showing import showing


def rebuild() -> None:
    """Work out again what is owed by the standards as they now are, the teams' figures and what search looks in."""
    with showing("Opening the store") as show, council_store(show.step):
        from sightline.web.nightly import make_current

        make_current(progress=show.step)
