"""Rows and reports written to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.errors import UserError

if TYPE_CHECKING:
    import pyarrow as pa

FORMULA = r"^[=+\-@\t\r]"


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in UTF-8."""
    with _whole(path) as part:
        part.write_text(text, encoding="utf-8")


def write_rows(path: Path, table: pa.Table) -> None:
    """Write ``table`` as Parquet or CSV, by the file's ending. In CSV no cell can act as a spreadsheet formula."""
    with _whole(path) as part:
        if path.suffix.lower() == ".parquet":
            import pyarrow.parquet as pq

            pq.write_table(table, part, compression="zstd")
        else:
            from pyarrow import csv

            csv.write_csv(safe_cells(table), part)


def safe_cells(table: pa.Table) -> pa.Table:
    """``table`` with an apostrophe before any text that a spreadsheet would run as a formula."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for place, field in enumerate(table.schema):
        column = table.column(place)
        if pa.types.is_dictionary(field.type):
            column = column.cast(pa.string())
        if pa.types.is_string(column.type):
            runs = pc.match_substring_regex(column, FORMULA)
            column = pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
            table = table.set_column(place, field.name, column)
    return table


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place if all goes well."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".sightline-", suffix=path.suffix, delete=False
        ) as made:
            part = Path(made.name)
        part.chmod(0o666 & ~_umask())  # temporary files are private, a report is like any file the person writes
        yield part
        part.replace(path)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UserError(
            f"{path.name} cannot be written ({reason}); choose a folder that exists and is yours."
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
