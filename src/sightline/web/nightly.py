"""What is made again after each load: what is owed, the teams' figures, what search looks in."""

from __future__ import annotations

from collections.abc import Callable

from sightline.casework.actions.figures import rebuild_team_figures
from sightline.casework.models import SearchKey
from sightline.casework.search.index import rebuild_search, refresh_search_after
from sightline.engines.duckdb import DuckDBEngine
from sightline.ledger import owed
from sightline.web.clock import today


def make_current(number: int | None = None, progress: Callable[[str], None] = lambda _: None) -> None:
    """Work everything derived out again from the ledger as it stands; it may be stopped and begun again at will.

    ``number``: the transaction that was loaded, when only what it touched has to be found anew; None for everything.
    """
    progress("Working out what is owed")
    owed.rebuild(DuckDBEngine(), progress)
    progress("Counting for each team")
    rebuild_team_figures(today())
    progress("Making children findable")
    if number is None or not SearchKey.objects.exists():
        rebuild_search()
    else:
        refresh_search_after(number)
