"""The default engine: DuckDB in this process, with nothing to install and nothing left on disk.

DuckDB holds the record, says which rows satisfy which conditions, and answers what is asked of an evaluation; what the
standards owe is worked out over arrays (:mod:`sightline.engines.arrays`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sightline.engines.arrays.owed import OBLIGATIONS
from sightline.engines.arrays.questions import Questions
from sightline.engines.arrays.record import Record, Rows, rows_from
from sightline.engines.evaluation import Evaluation, questions
from sightline.engines.load import Names, connect, load
from sightline.engines.lower.plan import Plan, plan_of
from sightline.engines.lower.rows import conditions_of, rows_of
from sightline.engines.lower.sql import queries
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.standard import Standard

DIALECT = "duckdb"
THREADS = 2


class DuckDBEngine:
    """Evaluates standards over a record held in DuckDB."""

    name = "duckdb"

    def evaluate(self, extract: Extract, standards: Sequence[Standard]) -> Evaluation:
        """Every obligation of every assessable standard, kept as numbers to be asked about."""
        return self.load(extract, standards).evaluate()

    def load(self, extract: Extract, standards: Sequence[Standard]) -> Loaded:
        """What ``standards`` read of ``extract``, in a database of its own, and the queries to ask it."""
        plan = plan_of(standards, lambda standard: not missing_columns(standard, extract.supplied))
        connection = connect()
        names = load(connection, extract, plan.held, plan.ordered)
        return Loaded(connection, extract, plan, names, _compiled(plan))

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every assessable standard, in no particular order."""
        return self.evaluate(extract, standards).obligations()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record in a database, ready to be evaluated."""

    connection: duckdb.DuckDBPyConnection
    extract: Extract
    plan: Plan
    names: Names
    sql: Mapping[str, str]

    def evaluate(self) -> Evaluation:
        """Every obligation."""
        conditions = conditions_of(self.plan)

        def rows(table: str) -> Rows:
            found = self.connection.cursor().execute(self.sql[table]).fetch_arrow_table()
            return rows_from(found, conditions[table])

        with ThreadPoolExecutor(THREADS) as pool:
            record = Record(dict(zip(self.sql, pool.map(rows, self.sql), strict=True)))
            batches = Questions(self.plan, record, pool).obligations()
        found = pa.Table.from_batches(batches, schema=OBLIGATIONS)
        return Evaluation(self.connection, self.extract, self.plan, self.names, found)


def compiled(standards: Sequence[Standard]) -> None:
    """Compile and keep what ``standards`` ask of a database, whatever a source will supply."""
    _compiled(plan_of(standards))
    questions()


def _compiled(plan: Plan) -> Mapping[str, str]:
    return queries(DIALECT, f"rows\n{plan.structure}", lambda: rows_of(plan))
