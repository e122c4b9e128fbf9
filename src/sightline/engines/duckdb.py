"""The default engine: DuckDB in this process, with nothing to install and nothing left on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from sightline.engines.evaluation import Evaluation
from sightline.engines.load import connect, load, make_table
from sightline.engines.lower.plan import Plan, plan_of
from sightline.engines.lower.sql import queries
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.standard import Standard

DIALECT = "duckdb"
EVALUATED = "evaluated"


class DuckDBEngine:
    """Evaluates all standards of a kind in one query (:mod:`sightline.engines.lower`)."""

    name = "duckdb"

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> Evaluation:
        """Every obligation of every assessable standard, kept in the database to be asked about."""
        plan = plan_of([each for each in standards if not missing_columns(each, extract.supplied)])
        connection = connect()
        names = load(connection, extract, plan.held, plan.ordered)
        for name, table in plan.tables.items():
            make_table(connection, name, table)
        connection.execute(
            f"CREATE TABLE {EVALUATED} (standard INTEGER, subject INTEGER, ref INTEGER, since INTEGER, due INTEGER, "
            "done_on INTEGER, ended_on INTEGER)"
        )
        for name, sql in queries(DIALECT, plan.structure, lambda: _expressions(plan)).items():
            is_series = not name.startswith("obligations")
            connection.execute(f'CREATE TABLE "{name}" AS {sql}' if is_series else f"INSERT INTO {EVALUATED} {sql}")
        return Evaluation(connection, extract, plan.standards, names)

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in no particular order."""
        return self.evaluate(extract, standards).obligations()


def _expressions(plan: Plan) -> Iterator[tuple[str, object]]:
    from sightline.engines.lower.kinds import obligations_of  # needs ibis, which is slow to load
    from sightline.engines.lower.states import states_of

    yield from states_of(plan)
    yield from obligations_of(plan)
