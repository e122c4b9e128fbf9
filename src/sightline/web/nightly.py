"""What is made again after each load: what is owed, the teams' figures, what search looks in."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from sightline.casework.actions.drafts import expire
from sightline.casework.actions.figures import rebuild_team_figures
from sightline.casework.models import SearchKey
from sightline.casework.queries.duplicates import under_kept
from sightline.casework.search.index import rebuild_search, refresh_search_after
from sightline.engines.base import Engine
from sightline.engines.duckdb import DuckDBEngine
from sightline.ledger import owed
from sightline.ledger.loading import LoadSummary, load
from sightline.ledger.stores import store
from sightline.sources.extract import Extract
from sightline.web.clock import today


def take_in(
    extract: Extract,
    *,
    by: str,
    why: str,
    source: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
) -> LoadSummary:
    """Load an extract, under the records kept where two were found to be one child, and make the rest current.

    Interrupted while loading, nothing was written; interrupted afterwards, the next load makes it current. ``engine``:
    one that has evaluated the record already, else DuckDB.
    """
    with transaction.atomic():  # no two records are made one between the asking and the loading
        store().lock()
        summary = load(under_kept(extract), by=by, why=why, source=source, progress=progress)
    if summary.number is not None or not owed.is_current():
        make_current(summary.number, progress, engine)
    return summary


def make_current(
    number: int | None = None, progress: Callable[[str], None] = lambda _: None, engine: Engine | None = None
) -> None:
    """Work everything derived out again from the ledger as it stands; it may be stopped and begun again at will.

    ``number``: the transaction that was loaded, when only what it touched has to be found anew; None for everything.
    Figures of the whole council are not made here: the site's own process sees the load (:mod:`sightline.web.figures`).
    """
    progress("Working out what is owed")
    owed.rebuild(engine or DuckDBEngine(), progress)
    progress("Counting for each team")
    rebuild_team_figures(today())
    progress("Putting away old drafts")
    expire(by=None)
    progress("Making children findable")
    if number is None or not SearchKey.objects.exists():
        rebuild_search()
    else:
        refresh_search_after(number)
