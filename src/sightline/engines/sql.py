"""The engine that a database is by itself: every standard of a kind evaluated in one query, where the record lies.

Here the database is DuckDB, in this process, which answers faster over arrays (:mod:`sightline.engines.duckdb`); the
queries are what any other database is asked, and this is how they are held to the other engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from sightline.engines.evaluation import COLUMNS, Evaluation
from sightline.engines.load import connect, load, make_table
from sightline.engines.lower.parts import Kind
from sightline.engines.lower.plan import Plan, plan_of
from sightline.engines.lower.sql import queries
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.standard import Standard

DIALECT = "duckdb"
VIEW, TABLE, OBLIGATIONS = "view ", "table ", "obligations "  # what the name of a query of each sort begins with
OF_STATES = (Kind.EVERY, Kind.THROUGHOUT, Kind.NEVER, Kind.AT_ONCE)  # and what it ends with, where it reads states
NONE = pa.table({name: pa.array([], pa.int32()) for name in COLUMNS})
THREADS = 2


class SqlEngine:
    """Evaluates all standards of a kind in one query (:mod:`sightline.engines.lower`)."""

    name = "sql"

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> Evaluation:
        """Every obligation of every assessable standard. Two queries at a time, since a database plans each on one
        core: what needs no states is asked while states are made."""
        plan = plan_of(standards, lambda standard: not missing_columns(standard, extract.supplied))
        connection = connect()
        names = load(connection, extract, plan.held, plan.ordered)
        for name, table in plan.tables.items():
            make_table(connection, name, table)
        sql = queries(DIALECT, plan.structure, lambda: expressions(plan))
        for name, query in _named(sql, VIEW).items():
            connection.execute(f'CREATE VIEW "{name}" AS {query}')
        asked = _named(sql, OBLIGATIONS)

        def make_states() -> None:
            cursor = connection.cursor()
            for name, query in _named(sql, TABLE).items():
                cursor.execute(f'CREATE TABLE "{name}" AS {query}')

        def ask(query: str) -> pa.Table:
            return connection.cursor().execute(query).fetch_arrow_table()

        with ThreadPoolExecutor(THREADS) as pool:
            made = pool.submit(make_states)
            of_events = [pool.submit(ask, query) for name, query in asked.items() if not name.endswith(OF_STATES)]
            made.result()
            of_states = [pool.submit(ask, query) for name, query in asked.items() if name.endswith(OF_STATES)]
            found = pa.concat_tables([NONE, *(each.result() for each in of_events + of_states)])
        return Evaluation(connection, extract, plan, names, found)

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in no particular order."""
        return self.evaluate(extract, standards).obligations()


def expressions(plan: Plan) -> Iterator[tuple[str, object]]:
    """What a database is asked: a view of each series, a table of each kind of state, and obligations by group."""
    from sightline.engines.lower.kinds import obligations_of  # needs ibis, which is slow to load
    from sightline.engines.lower.series import views_of
    from sightline.engines.lower.states import states_of

    for name, view in views_of(plan):
        yield f"{VIEW}{name}", view
    for name, table in states_of(plan):
        yield f"{TABLE}{name}", table
    yield from obligations_of(plan)


def _named(sql: Mapping[str, str], sort: str) -> dict[str, str]:
    return {name.removeprefix(sort): query for name, query in sql.items() if name.startswith(sort)}
