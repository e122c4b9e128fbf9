"""The default engine: DuckDB in this process, with nothing to install and nothing left on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa

from sightline.engines.evaluation import COLUMNS, Evaluation
from sightline.engines.load import connect, load, make_table
from sightline.engines.lower.plan import Kind, Plan, plan_of
from sightline.engines.lower.sql import queries
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.standard import Standard

DIALECT = "duckdb"
VIEW, TABLE, OBLIGATIONS = "view ", "table ", "obligations "  # what the name of a query of each sort begins with
OF_STATES = (Kind.EVERY, Kind.THROUGHOUT, Kind.NEVER, Kind.AT_ONCE)  # and what it ends with, where it reads states
NONE = pa.table({name: pa.array([], pa.int32()) for name in COLUMNS})
THREADS = 2


class DuckDBEngine:
    """Evaluates all standards of a kind in one query (:mod:`sightline.engines.lower`)."""

    name = "duckdb"

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> Evaluation:
        """Every obligation of every assessable standard, kept in the database to be asked about."""
        plan = plan_of(standards, lambda standard: not missing_columns(standard, extract.supplied))
        connection = connect()
        names = load(connection, extract, plan.held, plan.ordered)
        for name, table in plan.tables.items():
            make_table(connection, name, table)
        sql = queries(DIALECT, plan.structure, lambda: _expressions(plan))
        return Evaluation(connection, extract, plan, names, _run(connection, sql))

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in no particular order."""
        return self.evaluate(extract, standards).obligations()


def _run(connection: duckdb.DuckDBPyConnection, sql: Mapping[str, str]) -> pa.Table:
    """All obligations, as numbers. Two at a time, since a database plans a query on one core: what needs no states is
    asked while states are made."""
    for name, query in sql.items():
        if name.startswith(VIEW):
            connection.execute(f'CREATE VIEW "{name.removeprefix(VIEW)}" AS {query}')
    states = {name.removeprefix(TABLE): query for name, query in sql.items() if name.startswith(TABLE)}
    asked = {name: query for name, query in sql.items() if name.startswith(OBLIGATIONS)}

    def make_states() -> None:
        cursor = connection.cursor()
        for name, query in states.items():
            cursor.execute(f'CREATE TABLE "{name}" AS {query}')

    def ask(query: str) -> pa.Table:
        return connection.cursor().execute(query).fetch_arrow_table()

    with ThreadPoolExecutor(THREADS) as pool:
        made = pool.submit(make_states)
        of_events = [pool.submit(ask, query) for name, query in asked.items() if not name.endswith(OF_STATES)]
        made.result()
        of_states = [pool.submit(ask, query) for name, query in asked.items() if name.endswith(OF_STATES)]
        tables = [each.result() for each in of_events + of_states]
    return pa.concat_tables(tables) if tables else NONE


def _expressions(plan: Plan) -> Iterator[tuple[str, object]]:
    from sightline.engines.lower.kinds import obligations_of  # needs ibis, which is slow to load
    from sightline.engines.lower.series import views_of
    from sightline.engines.lower.states import states_of

    for name, view in views_of(plan):
        yield f"{VIEW}{name}", view
    for name, table in states_of(plan):
        yield f"{TABLE}{name}", table
    yield from obligations_of(plan)
