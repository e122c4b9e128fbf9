"""The default engine: DuckDB in this process, with nothing to install and nothing left on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sightline.engines.evaluation import COLUMNS, Evaluation, questions
from sightline.engines.load import Names, connect, load, make_table
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


class DuckDBEngine:
    """Evaluates all standards of a kind in one query (:mod:`sightline.engines.lower`)."""

    name = "duckdb"

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> Evaluation:
        """Every obligation of every assessable standard, kept as numbers to be asked about."""
        return self.load(extract, standards).evaluate()

    def load(self, extract: Extract, standards: Sequence[Standard]) -> Loaded:
        """What ``standards`` read of ``extract``, in a database of its own, and the queries to ask it."""
        plan = plan_of(standards, lambda standard: not missing_columns(standard, extract.supplied))
        connection = connect()
        names = load(connection, extract, plan.held, plan.ordered)
        for name, table in plan.tables.items():
            make_table(connection, name, table)
        sql = _compiled(plan)
        for name, query in sql.items():
            if name.startswith(VIEW):
                connection.execute(f'CREATE VIEW "{name.removeprefix(VIEW)}" AS {query}')
        return Loaded(connection, extract, plan, names, sql)

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in no particular order."""
        return self.evaluate(extract, standards).obligations()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record in a database, ready to be evaluated once."""

    connection: duckdb.DuckDBPyConnection
    extract: Extract
    plan: Plan
    names: Names
    sql: Mapping[str, str]

    def evaluate(self) -> Evaluation:
        """Every obligation. Two queries at a time, since a database plans each on one core: what needs no states is
        asked while states are made."""
        states = {name.removeprefix(TABLE): query for name, query in self.sql.items() if name.startswith(TABLE)}
        asked = {name: query for name, query in self.sql.items() if name.startswith(OBLIGATIONS)}

        def make_states() -> None:
            cursor = self.connection.cursor()
            for name, query in states.items():
                cursor.execute(f'CREATE TABLE "{name}" AS {query}')

        def ask(query: str) -> pa.Table:
            return self.connection.cursor().execute(query).fetch_arrow_table()

        with ThreadPoolExecutor(THREADS) as pool:
            made = pool.submit(make_states)
            of_events = [pool.submit(ask, query) for name, query in asked.items() if not name.endswith(OF_STATES)]
            made.result()
            of_states = [pool.submit(ask, query) for name, query in asked.items() if name.endswith(OF_STATES)]
            found = pa.concat_tables([NONE, *(each.result() for each in of_events + of_states)])
        return Evaluation(self.connection, self.extract, self.plan, self.names, found)


def compiled(standards: Sequence[Standard]) -> None:
    """Compile and keep what ``standards`` ask of a database, whatever a source will supply."""
    _compiled(plan_of(standards))
    questions()


def _compiled(plan: Plan) -> Mapping[str, str]:
    return queries(DIALECT, plan.structure, lambda: _expressions(plan))


def _expressions(plan: Plan) -> Iterator[tuple[str, object]]:
    from sightline.engines.lower.kinds import obligations_of  # needs ibis, which is slow to load
    from sightline.engines.lower.series import views_of
    from sightline.engines.lower.states import states_of

    for name, view in views_of(plan):
        yield f"{VIEW}{name}", view
    for name, table in states_of(plan):
        yield f"{TABLE}{name}", table
    yield from obligations_of(plan)
