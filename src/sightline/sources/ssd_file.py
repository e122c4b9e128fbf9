"""One SSD file, CSV or Parquet: recognised by its header and read into the record's types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sightline.record.schema import Kind, Table
from sightline.sources.delimited import Cells, Unreadable, header_of, open_delimited
from sightline.sources.extract import ARROW_TYPES, arrow_schema
from sightline.sources.json_flags import read_flags
from sightline.sources.layout import Layout, layout_of
from sightline.sources.refusals import Locate, RefusalLog
from sightline.sources.values import convert

NOT_RECOGNISED = "no table of the record has these columns"
NO_KEY_COLUMN = "the file lacks the column of the table's key, so its rows cannot be told apart"
NOT_PARQUET = "the file cannot be read as Parquet"
_FEW_VALUES = frozenset({Kind.DATE, Kind.FLAG, Kind.CODE, Kind.COUNT, Kind.AMOUNT})


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file read: its rows in the record's types, the columns it supplies, and where each row came from.

    ``headings``: what the file itself calls each column of the record that it holds, for whoever must look it up there.
    """

    name: str
    layout: Layout
    rows: pa.Table
    supplied: frozenset[str]
    locate: Locate
    refused_rows: int
    headings: Mapping[str, str] = field(default_factory=dict)


def holds_a_table(path: Path) -> bool:
    """Whether the header of this file names a table of the record."""
    try:
        return layout_of(_parquet_header(path) if _is_parquet(path) else header_of(path)) is not None
    except Unreadable:
        return False


def read_record_file(path: Path, log: RefusalLog) -> RecordFile | None:
    """Read one file; None, with the reason in ``log``, when it holds no table of the record that can be read."""
    try:
        header, cells = _open(path)
        layout = layout_of(header)
        if layout is None:
            raise Unreadable(NOT_RECOGNISED)
        if not layout.has_key and layout.table.key.ssd is not None:
            raise Unreadable(NO_KEY_COLUMN)
        opened = cells(layout)
    except Unreadable as why:
        log.add(path.name, 1, "", str(why))
        return None
    for line in opened.refused:
        log.add(path.name, line.line, "", line.reason)

    def locate(rows: Sequence[int]) -> list[tuple[str, int]]:
        return [(path.name, line) for line in opened.lines(rows)]

    rows, supplied = _into_record(layout, opened, locate, log)
    headings = {name: header[position].strip() for name, position in layout.cells.items()}
    return RecordFile(path.name, layout, rows, supplied, locate, len(opened.refused), headings)


def _open(path: Path) -> tuple[Sequence[str], Callable[[Layout], Cells]]:
    """The header of the file, and how to read the cells once it is known which are wanted."""
    if _is_parquet(path):
        header = _parquet_header(path)
        return header, lambda layout: _parquet_cells(path, header, layout)
    opened = open_delimited(path)
    return opened.header, lambda layout: opened.read(_wanted(layout))


def _parquet_header(path: Path) -> list[str]:
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(NOT_PARQUET) from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _parquet_cells(path: Path, header: Sequence[str], layout: Layout) -> Cells:
    positions = _wanted(layout)
    try:
        table = pq.read_table(
            path,
            columns=[header[position] for position in positions],
            read_dictionary=[header[position] for position, kind in positions.items() if kind != pa.string()],
            memory_map=True,
        )
        table.validate(full=True)  # nobody has checked that its texts are UTF-8
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(NOT_PARQUET) from error
    columns = {str(position): table.column(header[position]) for position in positions}
    return Cells(pa.table(columns), (), lambda rows: [row + 1 for row in rows], is_delimited=False)


def _wanted(layout: Layout) -> dict[int, pa.DataType]:
    """The positions to read, and as what: columns with few different values are read as a dictionary of them."""
    coded = pa.dictionary(pa.int32(), pa.string())
    wanted = {
        position: coded if layout.table.column(name).kind in _FEW_VALUES else pa.string()
        for name, position in layout.cells.items()
    }
    return wanted | {each.position: pa.string() for each in layout.json_keys.values() if each.position not in wanted}


def _into_record(layout: Layout, opened: Cells, locate: Locate, log: RefusalLog) -> tuple[pa.Table, frozenset[str]]:
    """The rows in the record's types, and the columns the file supplies."""
    values: dict[str, pa.ChunkedArray] = {}
    supplied: set[str] = set()
    for name, position in layout.cells.items():
        kind = layout.table.column(name).kind
        converted = convert(kind, opened.table.column(str(position)), is_delimited=opened.is_delimited)
        for reason, rows in converted.refused.items():
            log.add_rows(locate, rows, name, reason, kept_row=True)
        values[name] = converted.values
        if not converted.is_placeholder:
            supplied.add(name)
    for position in sorted({each.position for each in layout.json_keys.values()}):
        wanted = {name: each.key for name, each in layout.json_keys.items() if each.position == position}
        owner = next(name for name, each in layout.cells.items() if each == position)
        if owner not in supplied:
            continue
        flags = read_flags(values[owner], wanted)
        for reason, rows in flags.refused.items():
            log.add_rows(locate, rows, owner, reason, kept_row=True)
        values |= {**flags.values, owner: flags.texts}
        supplied |= flags.supplied
    columns = [
        values.get(column.name, pa.chunked_array([pa.nulls(opened.table.num_rows, ARROW_TYPES[column.kind])]))
        for column in layout.table.columns
    ]
    rows = pa.table(columns, schema=arrow_schema(layout.table))
    return (rows, frozenset(supplied)) if layout.has_key else (_keyed(layout.table, rows), frozenset(supplied))


def _keyed(table: Table, rows: pa.Table) -> pa.Table:
    """Rows keyed by their own content, for the one SSD table whose key the SSD does not declare."""
    parts = [
        pc.fill_null(rows.column(column.name).cast(pa.string()), "") for column in table.columns if not column.is_key
    ]
    position = rows.schema.get_field_index(table.key.name)
    return rows.set_column(position, table.key.name, pc.binary_join_element_wise(*parts, "|"))
