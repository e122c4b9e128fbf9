"""Building the record's tables row by row, for the sources that are not tables themselves."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, FileSummary, arrow_schema, complete
from sightline.sources.integrity import report_dangling, settle_keys
from sightline.sources.refusals import Locate, RefusalLog
from sightline.sources.values import Value

_BATCH = 20_000  # rows held as Python objects before they become Arrow, a tenth of the size


@dataclass(slots=True)
class _Building:
    """One table so far, with the file and line each row was made from."""

    name: str
    waiting: list[Mapping[str, Value]] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)
    files: array[int] = field(default_factory=lambda: array("H"))
    lines: array[int] = field(default_factory=lambda: array("Q"))

    def flush(self) -> None:
        schema = arrow_schema(TABLES[self.name])
        columns = [pa.array([row.get(each.name) for row in self.waiting], each.type) for each in schema]
        self.batches.append(pa.record_batch(columns, schema=schema))
        self.waiting.clear()

    def table(self) -> pa.Table:
        self.flush()
        return pa.Table.from_batches(self.batches, arrow_schema(TABLES[self.name]))


@dataclass(slots=True)
class RecordBuilder:
    """Rows added one at a time to the tables in ``supplied``, which names the columns the source can hold."""

    supplied: Mapping[str, frozenset[str]]
    _tables: dict[str, _Building] = field(default_factory=dict)
    _files: list[str] = field(default_factory=list)

    def add(self, table: str, file: str, line: int, row: Mapping[str, Value]) -> None:
        """Add ``row``, made from what stands on ``line`` of ``file``."""
        building = self._tables.get(table)
        if building is None:
            building = self._tables[table] = _Building(table)
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        building.waiting.append(row)
        building.files.append(len(self._files) - 1)
        building.lines.append(line)
        if len(building.waiting) >= _BATCH:
            building.flush()

    def finish(self, source: str, log: RefusalLog, files: Sequence[FileSummary] = ()) -> Extract:
        """The record, its keys settled and its dangling links reported.

        With no ``files`` given, what became of each table's rows is summed up under the one file they came from.
        """
        tables: dict[str, pa.Table] = {}
        locate: dict[str, Locate] = {}
        summaries = list(files)
        for name in self.supplied:
            building = self._tables.get(name, _Building(name))
            settled = settle_keys(TABLES[name], building.table(), self._places(building), log)
            tables[name], locate[name] = settled.rows, settled.locate
            if not files and self._files:
                accepted, collapsed = settled.rows.num_rows, len(settled.collapsed)
                refused = len(building.lines) - accepted - collapsed
                summaries.append(FileSummary(self._files[0], name, accepted, refused, collapsed))
        report_dangling(tables, self.supplied, locate, log)
        return Extract(complete(tables), self.supplied, source, log.sorted(), log.total, tuple(summaries))

    def _places(self, building: _Building) -> Locate:
        names = tuple(self._files)
        return lambda rows: [(names[building.files[row]], building.lines[row]) for row in rows]
