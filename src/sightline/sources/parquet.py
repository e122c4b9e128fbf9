"""Sightline's own Parquet: one ``<table>.parquet`` a supplied table, and ``supplied.json`` saying what is supplied.

The fastest way in and out of the record: nothing is converted or checked but the types. It is written by Sightline for
Sightline; what comes from a council goes through :mod:`sightline.sources.ssd`, which checks.

The record grows: a folder that an earlier Sightline wrote may lack columns and tables declared since. They are empty
and not supplied, so that what rests on them is not assessable rather than missed, and the extract says so once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sightline.errors import SourceError
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract, arrow_schema, complete
from sightline.sources.progress import Progress, silent

MANIFEST = "supplied.json"
FORMAT = 1
_ROWS_IN_GROUP = 1 << 18  # two cores share a large table's groups; larger ones only cost memory


def write(extract: Extract, folder: Path) -> None:
    """Write every supplied or filled table of ``extract`` into ``folder``, made if need be.

    Refusals are not written: they belong to the reading of the first source.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = sorted(
        name for name, table in extract.tables.items() if table.num_rows or extract.supplied.get(name, frozenset())
    )
    for name in written:
        pq.write_table(
            extract.tables[name].select(arrow_schema(TABLES[name]).names),
            folder / f"{name}.parquet",
            compression="lz4",
            row_group_size=_ROWS_IN_GROUP,
            write_page_checksum=True,
            use_dictionary=False,  # half again as large, and read in two thirds of the time
        )
    manifest = {
        "format": FORMAT,
        "source": extract.source,
        "supplied": {name: sorted(extract.supplied.get(name, frozenset())) for name in written},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def read(folder: Path, progress: Progress = silent) -> Extract:
    """The extract that :func:`write` put in ``folder``.

    Raises :class:`SourceError` when the manifest is not ours, or a table it names is missing, unreadable, lacks a
    column it says is supplied or has other columns or types than the record's. A page whose checksum is wrong makes its
    table unreadable.
    """
    source, supplied = _manifest(folder)
    names = sorted(supplied, key=lambda name: -_size(folder / f"{name}.parquet"))
    tables: dict[str, pa.Table] = {}
    lacking: list[str] = []
    with ThreadPoolExecutor(max_workers=4) as pool:
        read_tables = pool.map(lambda name: _read_table(folder, name, supplied[name]), names)
        for name, (tables[name], columns) in zip(names, read_tables, strict=True):
            lacking += [f"{name}.{column}" for column in columns]
            progress("reading Parquet", len(tables), len(names))
    return Extract(complete(tables), supplied, source, notes=_written_before(sorted(lacking)))


def _written_before(lacking: Sequence[str], most: int = 5) -> tuple[str, ...]:
    if not lacking:
        return ()
    named = ", ".join(lacking[:most]) + (f" and {len(lacking) - most} more" if len(lacking) > most else "")
    return (
        f"An earlier version of Sightline wrote this folder, before the record had {named}; a standard that rests on "
        "them is not assessable. Write the folder again from its first source to have them.",
    )


def _manifest(folder: Path) -> tuple[str, dict[str, frozenset[str]]]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version, source = manifest["format"], str(manifest["source"])
        supplied = {str(name): frozenset(map(str, columns)) for name, columns in manifest["supplied"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{folder.name}/{MANIFEST} does not say what the folder supplies; write the folder again."
        ) from error
    if version != FORMAT:
        raise SourceError(
            f"{folder.name}/{MANIFEST} is of format {version!s:.20} and this Sightline reads format {FORMAT}; "
            "write the folder again with this version."
        )
    for name, columns in supplied.items():
        if name not in TABLES or not all(TABLES[name].has(column) for column in columns):
            raise SourceError(
                f"{folder.name}/{MANIFEST} names a table or column that the record does not declare; "
                "write the folder again with this version."
            )
    return source, supplied


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _read_table(folder: Path, name: str, supplied: frozenset[str]) -> tuple[pa.Table, list[str]]:
    """The table, and the columns declared since it was written: those the file lacks and does not claim to supply."""
    path, schema = folder / f"{name}.parquet", arrow_schema(TABLES[name])
    if not path.is_file():
        raise SourceError(f"{folder.name}/{MANIFEST} names {name}.parquet, which is not there; write the folder again.")
    try:
        with pq.ParquetFile(path, memory_map=True, page_checksum_verification=True) as file:
            held = file.schema_arrow.remove_metadata()
            lacking = [column for column in schema.names if column not in held.names]
            written = pa.schema([field for field in schema if field.name not in lacking])
            if held != written or supplied.intersection(lacking):
                raise SourceError(
                    f"{path.name} has other columns or types than the record's table {name}; "
                    "write the folder again with this version."
                )
            table = file.read(use_threads=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise SourceError(f"{path.name} cannot be read as Parquet; write the folder again.") from error
    for column in lacking:
        field = schema.field(column)
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names), lacking
