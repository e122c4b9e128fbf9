"""An extract put into DuckDB for evaluation: whole numbers for days, keys and refs, and only the columns that are read.

Texts become numbers here and numbers texts again in :class:`Names`, so that nothing between them compares or copies
text. The numbers mean nothing outside one load and are never shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.lower.calendar import TABLES as CALENDAR_TABLES
from sightline.engines.lower.columns import REF, Form, Held, in_database
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract

Places = npt.NDArray[np.int32]

HANDFUL = 1 << 17  # rows worked on at a time: what is made of them on the way stays near the processor
THREADS = 2  # pyarrow frees the interpreter while it encodes


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers stand for. ``keys``: by column name, the texts in order of number. ``refs``: keys of rows, in
    order of ref over all tables read."""

    keys: Mapping[str, pa.Array]
    refs: pa.ChunkedArray

    def number(self, column: str, text: str) -> int | None:
        """The number that stands for ``text`` in columns called ``column``; None if no row has it."""
        place = pc.index(self.keys[column], pa.scalar(text, pa.string())).as_py()
        return None if place < 0 else int(place)


def connect() -> duckdb.DuckDBPyConnection:
    """An empty database in memory. It writes nothing to disk and fetches nothing, since what it holds is children's."""
    return duckdb.connect(
        ":memory:",
        config={
            "preserve_insertion_order": False,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "disabled_optimizers": "join_order,build_side_probe_side",  # our joins have their smaller side on the right
        },
    )


def load(
    connection: duckdb.DuckDBPyConnection, extract: Extract, held: Iterable[Held], ordered: Iterable[str] = ()
) -> Names:
    """Make a table in ``connection`` for each table of ``held``, and the calendar's.

    Refs of tables in ``ordered`` are numbered in the order of their keys, others in the order of their rows.
    """
    by_table: dict[str, list[Held]] = defaultdict(list)
    for each in sorted(held):
        by_table[each.table].append(each)
    ordering = set(ordered)
    connection.execute("SET threads = 1")  # two tables at a time on one core each: sharing one costs twice as much
    with ThreadPoolExecutor(THREADS) as pool:
        numbered = pool.map(lambda table: _refs(extract, table, table in ordering), by_table)
        keys, numbers = _keys(extract, by_table, pool)
        refs = list(numbered)
        starts = np.cumsum([0, *(len(each) for each, _ in refs)])

        def copy(table: str, places: Places, start: int) -> None:
            data = {REF: places + np.int32(start)}
            data |= {
                each.name: numbers[each] if each in numbers else _column(extract, each) for each in by_table[table]
            }
            make_table(connection.cursor(), in_database(table), pa.table(data).combine_chunks())

        largest_first = sorted(zip(by_table, refs, starts, strict=False), key=lambda each: -len(each[1][0]))
        copies = [pool.submit(copy, table, places, start) for table, (places, _), start in largest_first]
        for name, make in CALENDAR_TABLES.items():
            make_table(connection.cursor(), name, make())
        for done in copies:
            done.result()
    connection.execute("RESET threads")
    chunks = [chunk for _, texts in refs for chunk in texts.chunks]
    return Names(keys, pa.chunked_array(chunks, type=pa.string()))


def make_table(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Copy an Arrow table into the database."""
    connection.register("incoming", table)
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608 - our own name
    connection.unregister("incoming")


def _keys(
    extract: Extract, by_table: Mapping[str, Iterable[Held]], pool: ThreadPoolExecutor
) -> tuple[dict[str, pa.Array], dict[Held, pa.ChunkedArray]]:
    """The distinct texts of each column that is held as keys, and each such column as places among them."""
    tables_of: dict[str, list[str]] = defaultdict(list)
    for table, all_held in by_table.items():
        for each in all_held:
            if each.form is Form.KEY:
                tables_of[each.column].append(table)
    encoded = list(pool.map(lambda column: _encoded(extract, column, tables_of[column]), tables_of))
    keys = {column: texts for column, (texts, _) in zip(tables_of, encoded, strict=True)}
    numbers = {
        Held(table, column, Form.KEY): array
        for column, (_, arrays) in zip(tables_of, encoded, strict=True)
        for table, array in arrays.items()
    }
    return keys, numbers


def _refs(extract: Extract, table: str, is_ordered: bool) -> tuple[Places, pa.ChunkedArray]:
    """A number from 0 for each row of ``table``, and the keys in the order of those numbers."""
    keys = extract.tables[table][TABLES[table].key.name]
    numbers = np.arange(len(keys), dtype=np.int32)
    if not is_ordered or _is_sorted(keys):
        return numbers, keys
    order = pc.sort_indices(keys).to_numpy()
    ranks = np.empty_like(numbers)
    ranks[order] = numbers
    return ranks, keys.take(pa.array(order))


def _is_sorted(texts: pa.ChunkedArray) -> bool:
    return len(texts) < 2 or bool(pc.all(pc.less_equal(texts[:-1], texts[1:])).as_py())


def _encoded(extract: Extract, column: str, tables: Iterable[str]) -> tuple[pa.Array, dict[str, pa.ChunkedArray]]:
    """The distinct texts of ``column`` over ``tables``, and each table's column as places among them."""
    parts = {table: extract.tables[table][column] for table in tables}
    chunks = [chunk for part in parts.values() for chunk in part.chunks]
    whole = pa.chunked_array(chunks, type=pa.string()).dictionary_encode()
    texts = whole.chunk(0).dictionary if whole.num_chunks else pa.array([], pa.string())
    places = pa.chunked_array([chunk.indices for chunk in whole.chunks], type=pa.int32())
    arrays, start = {}, 0
    for table, part in parts.items():
        arrays[table] = places.slice(start, len(part))
        start += len(part)
    return texts, arrays


def _column(extract: Extract, held: Held) -> pa.ChunkedArray:
    column = extract.tables[held.table][held.column]
    if held.form is Form.KNOWN:
        return pc.is_valid(column)
    if held.form is Form.DAY:
        return column.cast(pa.int32())
    return column
