"""Building the record's tables a row or a column at a time, for the sources that are not tables of it themselves."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, FileSummary, arrow_schema, complete
from sightline.sources.integrity import Part, in_turn, report_dangling, settle_keys
from sightline.sources.refusals import Locate, RefusalLog
from sightline.sources.values import Value

_BATCH = 20_000  # rows held as Python objects before they become Arrow, a tenth of the size


@dataclass(slots=True)
class _Waiting:
    """Rows of one table not yet in Arrow, with the line each was made from."""

    rows: list[Mapping[str, Value]] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("Q"))


@dataclass(slots=True)
class RecordBuilder:
    """Rows added to the tables in ``supplied``, which names the columns the source can hold.

    ``child``: what the return calls the key of a child, for whoever must look a refused one up there.
    """

    supplied: Mapping[str, frozenset[str]]
    child: str
    _parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    _waiting: dict[tuple[str, str], _Waiting] = field(default_factory=dict)

    def add(self, table: str, file: str, line: int, row: Mapping[str, Value]) -> None:
        """Add ``row``, made from what stands on ``line`` of ``file``."""
        waiting = self._waiting.get((table, file))
        if waiting is None:
            waiting = self._waiting[table, file] = _Waiting()
        waiting.rows.append(row)
        waiting.lines.append(line)
        if len(waiting.rows) >= _BATCH:
            self._flush(table, file)

    def add_columns(self, table: str, columns: Mapping[str, pa.Array], locate: Locate) -> None:
        """Add rows as whole columns, those not given being missing; ``locate`` numbers the rows from 0."""
        length = len(next(iter(columns.values())))
        schema = arrow_schema(TABLES[table])
        arrays = [columns[each.name] if each.name in columns else pa.nulls(length, each.type) for each in schema]
        self._parts[table].append(Part(pa.table(arrays, schema=schema), locate))

    def finish(self, source: str, log: RefusalLog, files: Sequence[FileSummary] = ()) -> Extract:
        """The record, its keys settled and its dangling links reported.

        With no ``files`` given, what became of each table's rows is summed up under the one file they came from.
        """
        for table, file in list(self._waiting):
            self._flush(table, file)
        tables: dict[str, pa.Table] = {}
        locate: dict[str, Locate] = {}
        summaries = list(files)
        for name in self.supplied:
            parts = self._parts[name]
            rows = pa.concat_tables([arrow_schema(TABLES[name]).empty_table(), *(part.rows for part in parts)])
            settled = settle_keys(TABLES[name], rows, in_turn(parts), log)
            tables[name], locate[name] = settled.rows, settled.locate
            if not files and self._waiting:
                accepted, collapsed = settled.rows.num_rows, len(settled.collapsed)
                file = next(iter(self._waiting))[1]
                summaries.append(FileSummary(file, name, accepted, rows.num_rows - accepted - collapsed, collapsed))
        report_dangling(tables, self.supplied, locate, log)
        refusals = tuple(
            replace(each, column=self.child) if each.column == "person_id" else each for each in log.sorted()
        )
        return Extract(complete(tables), self.supplied, source, refusals, log.total, tuple(summaries))

    def _flush(self, table: str, file: str) -> None:
        waiting = self._waiting[table, file]
        schema, lines = arrow_schema(TABLES[table]), waiting.lines
        columns = [
            pa.array([row.get(each.name) for row in waiting.rows], each.type)
            if each.name in self.supplied[table]
            else pa.nulls(len(lines), each.type)
            for each in schema
        ]
        part = Part(pa.table(columns, schema=schema), lambda rows: [(file, lines[row]) for row in rows])
        self._parts[table].append(part)
        self._waiting[table, file] = _Waiting()
