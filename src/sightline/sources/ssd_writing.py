"""Writing the record as a folder of SSD files."""

from __future__ import annotations

import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from sightline.record.schema import Column, Kind, Table
from sightline.record.tables import TABLES
from sightline.sources.delimited import MISSING
from sightline.sources.extract import Extract
from sightline.sources.integrity import through
from sightline.sources.layout import ssd_column
from sightline.sources.progress import Progress, silent
from sightline.sources.values import GUARDED, PLACEHOLDER

_MAYBE_GUARDED = ("'", "=", "+", "-", "@", "\t", "\r")


class SsdFormat(StrEnum):
    """What kind of files to write."""

    CSV = "csv"
    PARQUET = "parquet"


def write(extract: Extract, folder: Path, file_format: SsdFormat = SsdFormat.CSV, progress: Progress = silent) -> None:
    """Write what ``extract`` supplies into ``folder``, made if need be: UTF-8 CSV with a header, or Parquet.

    A table supplied but empty is written as its header, so that reading it back knows it is supplied. In CSV a text
    that a spreadsheet would run is guarded with an apostrophe, which reading takes off again. An empty text is written
    as missing. A column that the record looks up ``through`` another table is written only if it says more than that.
    A text beside its flags gains those it lacks; flags alone make an object of themselves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for name in TABLES if extract.supplied.get(name)]
    names.sort(key=lambda name: -extract.tables[name].num_rows)
    with ThreadPoolExecutor(max_workers=2) as pool:  # Arrow shares each file's work out itself
        jobs = [pool.submit(_write_table, extract, TABLES[name], folder, file_format) for name in names]
        for number, job in enumerate(jobs, start=1):
            job.result()
            progress("writing SSD files", number, len(jobs))


def _write_table(extract: Extract, table: Table, folder: Path, file_format: SsdFormat) -> None:
    path = folder / f"{table.ssd or table.name}.{file_format}"
    columns = _ssd_columns(extract, table)
    if file_format is SsdFormat.PARQUET:
        pq.write_table(pa.table(columns), path, compression="lz4")
        return
    for name, values in columns.items():
        if pa.types.is_string(values.type):
            columns[name] = _guarded(values)
    pa_csv.write_csv(pa.table(columns), path)


def _ssd_columns(extract: Extract, table: Table) -> dict[str, pa.ChunkedArray]:
    rows = extract.tables[table.name]
    written: dict[str, pa.ChunkedArray] = {}
    json_flags: dict[str, dict[str, pa.ChunkedArray]] = defaultdict(dict)
    for column in table.columns:
        if not extract.supplies(table.name, column.name) or _is_looked_up(extract, table, column):
            continue
        name, json_key = ssd_column(column)
        values = rows.column(column.name)
        if json_key is not None and name is not None:
            json_flags[name][json_key] = values
            written.setdefault(name, pa.chunked_array([pa.nulls(rows.num_rows, pa.string())]))
            continue
        written[name or column.name] = pc.if_else(values, "Y", "N") if column.kind is Kind.FLAG else values
    for name, flags in json_flags.items():
        written[name] = _with_flags(written[name], flags)
    return written


def _is_looked_up(extract: Extract, table: Table, column: Column) -> bool:
    """Whether reading the folder back would find every value of ``column`` in the table it comes through."""
    if column.through is None:
        return False
    other, link = column.through.split(".")
    if not (extract.supplies(other, link) and extract.supplies(other, column.name)):
        return False
    if not extract.supplies(table.name, link):
        return False
    rows = extract.tables[table.name]
    found = through(rows, link, extract.tables[other], column.name)
    mine = rows.column(column.name)
    return bool(pc.all(pc.or_kleene(pc.is_null(mine), pc.fill_null(pc.equal(mine, found), False))).as_py() is not False)


def _with_flags(texts: pa.ChunkedArray, flags: dict[str, pa.ChunkedArray]) -> pa.ChunkedArray:
    """JSON objects with these keys set, one a row; a row with neither text nor flag stays missing.

    A text that is not a JSON object is left alone when it has no flag, and gives way to the flags when it has.
    """
    parts = [texts, *(pc.if_else(values, "Y", "N") for values in flags.values())]
    coded = [_coded(part) for part in parts]
    numbers = np.zeros(len(texts), dtype=np.int64)
    for part in coded:  # rows that agree in every part get one number, and their object is made once
        numbers = numbers * (len(part.dictionary) + 1) + part.indices.to_numpy()
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    distinct = zip(*(part.take(pa.array(first)).to_pylist() for part in coded), strict=True)
    objects = [_object(text, dict(zip(flags, given, strict=True))) for text, *given in distinct]
    return pa.chunked_array([pa.array(objects, pa.string()).take(pa.array(inverse))])


def _coded(values: pa.ChunkedArray) -> pa.DictionaryArray:
    """Dictionary-coded in one piece, missing having a code of its own."""
    whole = pa.concat_arrays(values.chunks) if values.num_chunks else pa.nulls(0, pa.string())
    return whole.dictionary_encode(null_encoding="encode")


def _object(text: str | None, flags: dict[str, str | None]) -> str | None:
    given = {key: value for key, value in flags.items() if value is not None}
    if not given:
        return text
    try:
        whole = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        whole = {}
    if not isinstance(whole, dict):
        whole = {}
    if text and all(whole.get(key) == value for key, value in given.items()):
        return text
    # the SSD has all keys in every object, whether or not there is anything to say
    return json.dumps({**whole, **{key: value or "" for key, value in flags.items()}})


def _guarded(values: pa.ChunkedArray) -> pa.ChunkedArray:
    values = pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
    risky = pc.any(pc.is_in(values, value_set=pa.array([*MISSING[1:], PLACEHOLDER]))).as_py() or any(
        pc.any(pc.starts_with(values, start)).as_py() for start in _MAYBE_GUARDED
    )
    return pc.replace_substring_regex(values, GUARDED, r"'\1") if risky else values
