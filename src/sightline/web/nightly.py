"""What is made again after each load: what is owed, the teams' figures, what search looks in."""

from __future__ import annotations

from collections.abc import Callable

from sightline.casework.actions.figures import rebuild_team_figures
from sightline.casework.search.index import rebuild_search
from sightline.engines.duckdb import DuckDBEngine
from sightline.ledger import owed
from sightline.web.clock import today


def make_current(progress: Callable[[str], None] = lambda _: None) -> None:
    """Work everything derived out again from the ledger as it stands; it may be stopped and begun again at will."""
    progress("Working out what is owed")
    owed.rebuild(DuckDBEngine(), progress)
    progress("Counting for each team")
    rebuild_team_figures(today())
    progress("Making children findable")
    rebuild_search()
